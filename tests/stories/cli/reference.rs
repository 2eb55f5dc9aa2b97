//! The command line's reference is made from the command line itself, and a stale one fails.

use std::fmt::Write;
use std::path::Path;

/// Rewrites the page when this is set; a person sets it, the checks never do.
const RENEW: &str = "TROTH_RENEW_DOCS";

#[test]
fn the_reference_of_the_command_line_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/cli.md");
    let made = reference();
    if std::env::var_os(RENEW).is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "docs/reference/cli.md is stale; renew it: {RENEW}=1 cargo test the_reference_of_the_command_line"
    );
}

fn reference() -> String {
    let mut program = troth::cli::command().term_width(80);
    program.build();
    let mut text = String::from(
        "# The command line\n\nMade from the program's own help; a test fails when it is stale. \
         The shapes behind `--json` are in [json.md](json.md).\n\n",
    );
    section(&mut text, "## troth", &mut program);
    let names: Vec<String> = visible(&program);
    for name in names {
        let Some(command) = program.find_subcommand_mut(&name) else {
            continue;
        };
        section(&mut text, &format!("## troth {name}"), command);
        for inner in visible(command) {
            if let Some(inner_command) = command.find_subcommand_mut(&inner) {
                section(
                    &mut text,
                    &format!("### troth {name} {inner}"),
                    inner_command,
                );
            }
        }
    }
    text.trim_end().to_owned() + "\n"
}

fn visible(command: &clap::Command) -> Vec<String> {
    command
        .get_subcommands()
        .filter(|command| !command.is_hide_set() && command.get_name() != "help")
        .map(|command| command.get_name().to_owned())
        .collect()
}

fn section(text: &mut String, title: &str, command: &mut clap::Command) {
    let help = command.render_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    writeln!(
        text,
        "{title}\n\n```text\n{}\n```\n",
        lines.join("\n").trim_end()
    )
    .unwrap();
}
