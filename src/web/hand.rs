//! What a handler is given and gives back: a look at the book for a page, a hand for a verb, and
//! where a verb leads when it is done.

use jiff::ToSpan;
use ledger::Day;

use super::app::App;
use super::fields::Fields;
use super::view::fold::Folds;
use super::view::{Frame, Here};
use crate::book::{Book, Stamp, Written};
use crate::error::{Error, Result};

/// The book as one page looks at it.
pub struct Look {
    pub app: App,
    pub day: Day,
    pub query: Fields,
    /// The address of this page without what was just done or is unfolded.
    pub back: String,
}

/// A verb about to be called, with what was typed.
pub struct Hand {
    pub app: App,
    pub day: Day,
    pub stamp: Stamp,
    pub fields: Fields,
}

/// Where a verb leads, and the line it left.
pub struct Done {
    pub to: Option<String>,
    pub line: Option<i64>,
    pub taken_back: Option<i64>,
    /// The form had been sent before, and what it asks for is done anew.
    pub again: bool,
}

impl From<Written> for Done {
    fn from(written: Written) -> Self {
        Self {
            to: None,
            line: Some(written.seq),
            taken_back: None,
            again: written.again,
        }
    }
}

impl Done {
    pub fn at(to: impl Into<String>, written: &Written) -> Self {
        Self {
            to: Some(to.into()),
            line: Some(written.seq),
            taken_back: None,
            again: written.again,
        }
    }

    /// Nothing to take back was written.
    pub fn nothing(to: impl Into<String>) -> Self {
        Self {
            to: Some(to.into()),
            line: None,
            taken_back: None,
            again: false,
        }
    }

    pub fn taken_back(line: i64) -> Self {
        Self {
            to: None,
            line: None,
            taken_back: Some(line),
            again: false,
        }
    }
}

impl Look {
    pub fn book(&self) -> &Book {
        self.app.book()
    }

    pub fn frame(&self, title: impl Into<String>, here: Here) -> Frame {
        Frame::new(title, here, self.back.clone())
    }

    pub fn folds(&self) -> Folds<'_> {
        Folds {
            back: &self.back,
            open: self.query.get("open"),
        }
    }
}

impl Hand {
    pub fn book(&self) -> &Book {
        self.app.book()
    }

    /// The day a field names, on which something happened; the one on the page where none is named. It is not
    /// later than that.
    pub fn past_day(&self, name: &str) -> Result<Day> {
        let day = self.fields.day(name)?.unwrap_or(self.day);
        if day > self.day {
            return Err(
                Error::refused("that day has not come yet").hint("note it once it has happened")
            );
        }
        Ok(day)
    }

    /// Until when something is put off, tomorrow when nothing is said, and why.
    pub fn put_off(&self) -> Result<(Day, &str)> {
        let tomorrow = self.day.saturating_add(1.day());
        let until = self.fields.day("until")?.unwrap_or(tomorrow);
        Ok((until, self.fields.get("why").unwrap_or_default()))
    }
}
