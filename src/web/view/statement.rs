//! A statement: dated lines that add up to the balance, under a double rule.

use ledger::Day;
use ledger::account::{Account, Entry};
use maud::{Markup, html};

use super::say;

/// So many of the newest lines stand on the page; the rest is one line that adds them up.
const SHOWN: usize = 40;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Newest,
    Whole,
}

pub fn table(account: &Account, caption: &str, length: Length, whole: &str, today: Day) -> Markup {
    let shown = match length {
        Length::Newest => account.lines.len().min(SHOWN),
        Length::Whole => account.lines.len(),
    };
    let (newest, older) = account.lines.split_at(shown);
    let worths = account.as_shown();
    let (worths, before) = worths.split_at(shown);
    html! {
        table.list {
            caption.unseen { (caption) }
            thead { tr { th scope="col" { "Day" } th scope="col" { "What" } th.sum scope="col" { "Worth today" } } }
            tbody {
                @for (line, worth) in newest.iter().zip(worths) { (row(line, *worth, today)) }
                @if !older.is_empty() {
                    tr {
                        td.when { "before" }
                        td { a href=(whole) { (say::counted(older.len() as i64, "older line")) } }
                        td.sum { (say::worth(before.iter().sum())) }
                    }
                }
            }
            tfoot { tr { th scope="row" colspan="2" { "Together" } td.sum { span { (say::sum(account.balance)) } } } }
        }
    }
}

fn row(line: &Entry, worth: f64, today: Day) -> Markup {
    html! {
        tr {
            td.when { (say::time(line.day, today)) }
            td { (line.what) }
            td.sum { (say::worth(worth)) }
        }
    }
}
