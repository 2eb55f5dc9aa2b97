//! The one way to the terminal. Whatever a text is made of (mail, the names of files, a book from
//! elsewhere, what was typed), nothing in it commands the terminal: it is tamed here, or by the page,
//! which alone adds styles.

use std::fmt;
use std::io::{IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};
use console::{Key, Term};
use dialoguer::theme::Theme;
use ledger::lettering::{is_wild, tame, tame_lines};
use owo_colors::OwoColorize;

use super::page::{Styled, wrapped};
use crate::error::{Error, Kind, Result};

/// Lines longer than this are hard to read, however wide the window.
const WIDEST: usize = 92;
const USUAL_WIDTH: usize = 80;
const NARROWEST: usize = 40;

/// The answer, with its styles where they are wanted.
pub fn show(page: Styled, color: ColorChoice) -> Result<()> {
    let mut out = AutoStream::new(std::io::stdout(), color).lock();
    let text = page.into_text();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Lines to be copied or piped.
pub fn show_text(text: &str) -> Result<()> {
    let mut out = data();
    let text = tame_lines(text);
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// JSON, the same for every reader: what would command a terminal is written in figures.
pub fn show_json(text: &str) -> Result<()> {
    let mut out = data();
    let text = in_figures(text);
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

fn in_figures(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 1);
    for letter in json.chars() {
        if letter != '\n' && is_wild(letter) {
            out.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    out.push('\n');
    out
}

/// What the program says of itself, in the styles of its library.
pub fn show_help(styled: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    written(out.write_all(styled.as_bytes()).and_then(|()| out.flush()))
}

/// Bytes as they are: a book, a script. Nobody reads these on a terminal.
pub fn data() -> StdoutLock<'static> {
    std::io::stdout().lock()
}

/// A line beside the answer. With nobody left to read it, the answer matters more.
pub fn aside(words: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{}", tame(words));
}

/// Several lines beside the answer.
pub fn aside_lines(words: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{}", tame_lines(words));
}

/// An error: what is so, why where it helps, and what to do. With nobody left to read it, the exit
/// code still says it.
pub fn complain(error: &Error) {
    let mut err = anstream::stderr().lock();
    let width = width_of(&Term::stderr());
    let mut line = |text: String| {
        let _ = writeln!(err, "{}", wrapped(&text, width));
    };
    line(format!("{} {}", "troth:".bold(), tame(&error.sentence)));
    let cause = std::error::Error::source(error);
    if let (Kind::Internal | Kind::Setup | Kind::Unavailable, Some(cause)) = (error.kind, cause) {
        line(format!(
            "{} {}",
            "cause:".dimmed(),
            tame(&cause.to_string())
        ));
    }
    if let Some(hint) = &error.hint {
        line(format!("{} {}", "hint:".dimmed(), tame(&hint.to_string())));
    }
}

/// How wide a page is written.
pub fn width() -> usize {
    width_of(&Term::stdout()).unwrap_or(USUAL_WIDTH)
}

/// How wide to write on a terminal; `None` where nobody looks on.
fn width_of(terminal: &Term) -> Option<usize> {
    let columns = terminal
        .size_checked()
        .map(|(_, columns)| usize::from(columns));
    let width = columns.unwrap_or(USUAL_WIDTH);
    terminal.is_term().then(|| width.clamp(NARROWEST, WIDEST))
}

/// Whether somebody reads the answer as it is written.
pub fn is_read() -> bool {
    std::io::stdout().is_terminal()
}

/// Whether somebody reads what is said beside the answer, and could be asked something there.
pub fn is_read_beside() -> bool {
    std::io::stderr().is_terminal()
}

/// A single key pressed.
pub fn key() -> std::io::Result<Key> {
    Term::stdout().read_key()
}

/// A reader who has seen enough, as `head` has, ends the command quietly: see [`Error::is_unread`].
pub fn written(result: std::io::Result<()>) -> Result<()> {
    result.map_err(|cause| Error::setup("the answer could not be written").because(cause))
}

/// How questions look: plain, and tame whatever they name.
pub struct Plain;

impl Theme for Plain {
    fn format_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        write!(f, "{}:", tame(prompt))
    }

    fn format_error(&self, f: &mut dyn fmt::Write, error: &str) -> fmt::Result {
        write!(f, "error: {}", tame(error))
    }

    fn format_confirm_prompt(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        default: Option<bool>,
    ) -> fmt::Result {
        let answers = match default {
            None => "[y/n]",
            Some(true) => "[Y/n]",
            Some(false) => "[y/N]",
        };
        write!(f, "{} {answers} ", tame(prompt))
    }

    fn format_confirm_prompt_selection(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        chosen: Option<bool>,
    ) -> fmt::Result {
        let answer = match chosen {
            None => "",
            Some(true) => " yes",
            Some(false) => " no",
        };
        write!(f, "{}{answer}", tame(prompt))
    }

    fn format_input_prompt(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        default: Option<&str>,
    ) -> fmt::Result {
        match default {
            Some(default) => write!(f, "{} [{}]: ", tame(prompt), tame(default)),
            None => write!(f, "{}: ", tame(prompt)),
        }
    }

    fn format_input_prompt_selection(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        said: &str,
    ) -> fmt::Result {
        write!(f, "{}: {}", tame(prompt), tame(said))
    }

    fn format_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        active: bool,
    ) -> fmt::Result {
        write!(f, "{} {}", if active { ">" } else { " " }, tame(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_the_same_and_commands_nothing() {
        let value = serde_json::json!({ "name": "E\u{9b}2Jve\u{202e}\u{1b}[31m\n" });
        let text = in_figures(&serde_json::to_string_pretty(&value).unwrap());
        assert!(!text.chars().any(|letter| letter != '\n' && is_wild(letter)));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            value
        );
    }

    #[test]
    fn a_question_is_tame_whatever_it_names() {
        let mut said = String::new();
        Plain
            .format_confirm_prompt(&mut said, "Take \u{1b}]0;x\u{7} in?", Some(false))
            .unwrap();
        Plain
            .format_select_prompt_item(&mut said, "a\u{202e}b\n", true)
            .unwrap();
        Plain.format_password_prompt(&mut said, "\u{9b}2J").unwrap();
        assert!(!said.chars().any(is_wild), "{said:?}");
    }
}
