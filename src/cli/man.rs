//! `troth man FOLDER`: the man pages, one for the program and one for each command.

use std::path::PathBuf;

use super::visit::Visit;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The folder to write them into
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let failed = |cause: std::io::Error| {
        Error::setup(format!(
            "the man pages could not be written into {}",
            arguments.folder.display()
        ))
        .because(cause)
    };
    std::fs::create_dir_all(&arguments.folder).map_err(failed)?;
    clap_mangen::generate_to(super::command(), &arguments.folder).map_err(failed)?;
    visit.remark(&format!("written into {}", arguments.folder.display()));
    Ok(())
}
