//! `troth account NAME`: the statement, dated lines that add up to the balance.

use ledger::Day;
use ledger::account::{Account, is_nothing};
use ledger::touch::Side;
use serde_json::json;

use super::page::{Column, Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// A name, a part of it, or an address
    #[arg(value_name = "NAME")]
    name: String,
    /// Whose conduct: mine, or theirs
    #[arg(
        long,
        value_name = "mine|theirs",
        default_value = "mine",
        hide_possible_values = true
    )]
    side: Whose,
    /// How many lines; the rest is one line, so that they still add up
    #[arg(long, value_name = "COUNT", default_value_t = 24)]
    most: usize,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Whose {
    Mine,
    Theirs,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let about = book.page(book.look_up(&arguments.name)?, day)?;
    let name = &about.acquaintance.person.name;
    let theirs;
    let (side, account) = match arguments.side {
        Whose::Mine => (Side::Mine, &about.mine),
        Whose::Theirs => {
            theirs = about.theirs();
            (Side::Theirs, &theirs)
        }
    };
    if visit.wants_json() {
        return visit.show_json(&json!({
            "day": day.to_string(),
            "person": name,
            "person_id": about.acquaintance.person.id.0.to_string(),
            "side": side.id(),
            "words": about.words,
            "balance": account.balance,
            "median_of_year": about.median_of_year,
            "lines": account.lines.iter().map(|line| json!({
                "date": line.day.to_string(), "what": line.what, "worth": line.worth,
            })).collect::<Vec<_>>(),
        }));
    }
    let mut page = visit.page();
    let title = match side {
        Side::Mine => format!("Your side of the account with {name}"),
        Side::Theirs => format!("{name}: their side of the account with you"),
    };
    page.heading(&title, &visit.heading_day(&book, day));
    if account.lines.is_empty() {
        page.blank();
        page.paragraph(
            0,
            "Nothing has been noted that counts. Too early to tell.",
            Tone::Plain,
        );
        return visit.show(page);
    }
    if matches!(side, Side::Mine) {
        page.paragraph(0, &format!("{}.", phrase::sentence(about.words)), Tone::Dim);
    }
    page.blank();
    statement(&mut page, account, arguments.most, day);
    page.blank();
    page.paragraph(
        0,
        "What each line is worth today: deposits and withdrawals fade with time.",
        Tone::Dim,
    );
    visit.show(page)
}

fn statement(page: &mut Page, account: &Account, most: usize, day: Day) {
    let most = most.min(account.lines.len());
    let (shown, rest) = account.lines.split_at(most);
    let worths = account.as_shown();
    let (worths, older) = worths.split_at(most);
    let mut rows: Vec<Vec<String>> = shown
        .iter()
        .zip(worths)
        .filter(|(_, worth)| !is_nothing(**worth))
        .map(|(line, worth)| {
            vec![
                phrase::day(line.day, day),
                line.what.clone(),
                phrase::worth(*worth),
            ]
        })
        .collect();
    if let faded @ 1.. = worths.iter().filter(|worth| is_nothing(**worth)).count() {
        let lines = phrase::counted(faded as i64, "line");
        let what = format!("{lines}, worth less than a hundredth today");
        rows.push(vec![String::new(), what, String::new()]);
    }
    if !rest.is_empty() {
        let what = format!("and {} before", phrase::counted(rest.len() as i64, "line"));
        rows.push(vec![String::new(), what, phrase::worth(older.iter().sum())]);
    }
    let columns = [
        Column::new(Tone::Dim),
        Column::giving(Tone::Plain),
        Column::right(Tone::Plain),
    ];
    page.table(2, &columns, &rows);
    let sum = [Column::giving(Tone::Strong), Column::right(Tone::Strong)];
    page.table(
        2,
        &sum,
        &[vec!["Balance".to_owned(), phrase::worth(account.balance)]],
    );
}
