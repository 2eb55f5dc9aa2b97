//! At the end of an evening at a terminal: what they wrote and I never answered.

use console::Key;
use ledger::review::Approach;

use super::super::page::Tone;
use super::super::phrase;
use super::evening::{Sitting, key};
use crate::error::Result;

impl Sitting<'_> {
    /// What they wrote and I never answered: it needed none, or I let it lie; or it is answered now.
    pub(super) fn approaches(&mut self) -> Result<()> {
        for approach in &self.review()?.approaches {
            self.show_approach(approach)?;
            let (person, since, stamp) = (approach.person, approach.since, self.visit.stamp());
            let written = match key()? {
                Key::Char('n') => self.book.settle_approach(&stamp, person, since, self.day)?,
                Key::Char('l') => self.book.let_lie(&stamp, person, since, self.day)?,
                Key::Char('q') | Key::Escape => return Ok(()),
                _ => continue,
            };
            self.done.push((written, 0));
        }
        Ok(())
    }

    fn show_approach(&self, approach: &Approach) -> Result<()> {
        let mut page = self.visit.page();
        page.blank();
        let since = phrase::day(approach.since, self.day);
        let words = format!(
            "{} wrote on {since}, and you have not answered",
            approach.name
        );
        page.paragraph(0, &words, Tone::Strong);
        page.paragraph(2, &approach.about, Tone::Plain);
        let keys = "n it needed no answer · l yes, I let it lie · s answer it, and leave it open";
        page.paragraph(2, keys, Tone::Dim);
        self.visit.show(page)
    }
}
