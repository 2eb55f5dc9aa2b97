//! A list of what is noted with people, of one noun: those still open, or all of them, of everybody or of one.

use ledger::Day;
use ledger::person::PersonId;
use serde_json::{Value, json};

use super::page::{Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::{Book, Noted};
use crate::error::Result;

/// What the list of a noun is called, shows, and says when it is empty.
pub struct Listing<T> {
    pub heading: &'static str,
    /// Where the list stands in the JSON.
    pub key: &'static str,
    /// Said when there is nothing, with the command that notes the first.
    pub empty: (&'static str, &'static str),
    pub of: fn(&T) -> PersonId,
    pub waits: fn(&T) -> bool,
    pub json: fn(&Book, &T, &str) -> Value,
    pub table: fn(&mut Page, &Book, &[(&T, &str)], Day),
}

impl<T> Listing<T> {
    /// Of one person when `name` is given; with `all`, those that are settled too.
    pub fn show(
        &self,
        visit: &Visit,
        (name, all): (Option<&str>, bool),
        read: impl FnOnce(&Book, Day) -> Result<Vec<Noted<T>>>,
    ) -> Result<()> {
        let book = visit.book()?;
        let day = visit.day(&book)?;
        let mut found = read(&book, day)?;
        found.retain(|noted| all || (self.waits)(&noted.thing));
        if let Some(name) = name {
            let person = book.look_up(name)?;
            found.retain(|noted| (self.of)(&noted.thing) == person);
        }
        if visit.wants_json() {
            let each = found
                .iter()
                .map(|noted| (self.json)(&book, &noted.thing, &noted.name));
            let mut value = json!({ "day": day.to_string() });
            value[self.key] = each.collect();
            return visit.show_json(&value);
        }
        let mut page = visit.page();
        if found.is_empty() {
            page.paragraph(0, self.empty.0, Tone::Plain);
            page.paragraph(0, self.empty.1, Tone::Dim);
            return visit.show(page);
        }
        page.heading(self.heading, &phrase::day(day, day));
        page.blank();
        let named: Vec<(&T, &str)> = found
            .iter()
            .map(|noted| (&noted.thing, noted.name.as_str()))
            .collect();
        (self.table)(&mut page, &book, &named, day);
        visit.show(page)
    }
}
