//! In the making.
use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {}

pub fn run(_: Arguments, _: &Visit) -> Result<()> {
    Ok(())
}
