//! A statement: dated lines that add up to the balance, under a double rule.

use ledger::Day;
use ledger::account::{Account, Entry, is_nothing};
use maud::{Markup, html};

use super::say;

/// So many of the newest lines, and touches, stand on a person's page; the rest is an address away.
const NEWEST: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Newest,
    Whole,
}

impl Length {
    pub fn at_most(self) -> usize {
        match self {
            Self::Newest => NEWEST,
            Self::Whole => usize::MAX,
        }
    }
}

/// Older lines that the account only counts stand as one, so that all still add up; it leads to
/// the `whole`. Lines that show as nothing are counted in words.
pub fn table(account: &Account, caption: &str, whole: &str, today: Day) -> Markup {
    let worths = account.as_shown();
    let (worths, older) = worths.split_at(account.lines.len());
    let faded = worths.iter().filter(|worth| is_nothing(**worth)).count();
    html! {
        table.list {
            caption.unseen { (caption) }
            thead { tr { th scope="col" { "Day" } th scope="col" { "What" } th.sum scope="col" { "Worth today" } } }
            tbody {
                @for (line, worth) in account.lines.iter().zip(worths) {
                    @if !is_nothing(*worth) { (row(line, *worth, today)) }
                }
                @if faded > 0 {
                    tr { td.when {} td.soft { (say::counted(faded as i64, "line")) ", worth less than a hundredth today" } td.sum {} }
                }
                @for worth in older {
                    tr {
                        td.when { "before" }
                        td { a href=(whole) { (say::counted(account.older.lines as i64, "older line")) } }
                        td.sum { (say::worth(*worth)) }
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
