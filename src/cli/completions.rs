//! `troth completions SHELL`: what a shell needs to complete commands and options.

use clap_complete::{Shell, generate};

use super::terminal;
use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

pub fn run(arguments: Arguments, _: &Visit) -> Result<()> {
    let mut text = vec![];
    generate(arguments.shell, &mut super::command(), "troth", &mut text);
    terminal::written(std::io::Write::write_all(&mut terminal::data(), &text))
}
