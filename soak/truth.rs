//! What was asked of the program and what it answered: the truth a book is held against. Every deed carries words
//! nobody else uses, so that it can be found again.

use super::http::Fields;

pub type Number = usize;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Meet {
        name: String,
    },
    Log {
        note: String,
        people: usize,
    },
    Promise {
        what: String,
        person: String,
    },
    Keep {
        what: String,
    },
    Mail {
        mailbox: String,
        people: Vec<String>,
        letters: Vec<String>,
    },
    Undo {
        of: Number,
    },
}

impl What {
    /// The verb of its line in the history.
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Meet { .. } => "meet",
            Self::Log { .. } => "log",
            Self::Promise { .. } => "promise",
            Self::Keep { .. } => "keep",
            Self::Mail { .. } => "import",
            Self::Undo { .. } => "undo",
        }
    }

    /// In words, with what it is found by.
    pub fn told(&self) -> String {
        match self {
            Self::Meet { name } => format!("meet “{name}”"),
            Self::Log { note, people } => format!("log “{note}” with {people}"),
            Self::Promise { what, person } => format!("promise “{what}” to {person}"),
            Self::Keep { what } => format!("keep “{what}”"),
            Self::Mail {
                mailbox,
                people,
                letters,
            } => {
                let name = mailbox.rsplit('/').next().unwrap_or_default();
                format!(
                    "import {name}, {} letters of {}",
                    letters.len(),
                    people.join(" and ")
                )
            }
            Self::Undo { of } => format!("undo of deed {of}"),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Underway,
    /// Acknowledged, with the number of its line; 0 where the answer does not say it.
    Done(i64),
    /// No answer, or one that leaves it open: there whole, or not at all.
    Open,
    /// Refused in a sentence: not there.
    Refused,
    /// Not in the book any more, and not missed: looked for and not found, or gone with a restored backup.
    Gone,
}

#[derive(Clone, Debug)]
pub struct Deed {
    pub actor: &'static str,
    pub what: What,
    /// The request id of the form it was sent by.
    pub request: Option<String>,
    pub form: Option<(String, Fields)>,
    pub subject: String,
    pub fate: Fate,
    pub undoings: Vec<Number>,
    /// A mailbox read more than once; only the first line can have brought it.
    pub again: bool,
    began: u64,
    sent: u64,
    ended: u64,
}

/// A copy of the book: when it was begun and when it was whole.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub from: u64,
    pub to: u64,
}

#[derive(Clone, Default)]
pub struct Truth {
    pub deeds: Vec<Deed>,
    tick: u64,
    rewound_at: u64,
    away_since: Option<u64>,
}

impl Truth {
    pub fn tick(&mut self) -> u64 {
        self.tick += 1;
        self.tick
    }

    pub fn begin(&mut self, actor: &'static str, what: What) -> Number {
        let now = self.tick();
        let number = self.deeds.len();
        if let What::Undo { of } = what {
            self.deeds[of].undoings.push(number);
        }
        self.deeds.push(Deed {
            actor,
            what,
            request: None,
            form: None,
            subject: String::new(),
            fate: Fate::Underway,
            undoings: Vec::new(),
            again: false,
            began: now,
            sent: now,
            ended: now,
        });
        number
    }

    pub fn begin_again(&mut self, number: Number) {
        let now = self.tick();
        let deed = &mut self.deeds[number];
        (deed.sent, deed.fate, deed.again) = (now, Fate::Underway, true);
    }

    /// Notes the answer. Says `true` where it was acknowledged although the book was not at its place.
    pub fn end(&mut self, number: Number, fate: Fate) -> bool {
        let now = self.tick();
        let (rewound_at, away_since) = (self.rewound_at, self.away_since);
        let deed = &mut self.deeds[number];
        deed.ended = now;
        deed.fate = fate;
        let acknowledged = matches!(fate, Fate::Done(_));
        let away = acknowledged && away_since.is_some_and(|since| deed.sent > since);
        // It may have gone into the book that was put aside.
        if acknowledged && (away || deed.sent < rewound_at) {
            deed.fate = Fate::Open;
        }
        away
    }

    /// The newest deeds of an actor that stand acknowledged and that nobody asked to take back.
    pub fn standing(&self, actor: &str) -> impl Iterator<Item = (Number, &Deed)> {
        let stands = |deed: &&Deed| matches!(deed.fate, Fate::Done(_)) && !self.is_asked_back(deed);
        let newest = self.deeds.iter().enumerate().rev().take(600);
        newest
            .filter(move |(_, deed)| deed.actor == actor && stands(deed))
            .take(60)
    }

    /// The newest deed of an actor that is left open and can be asked for again.
    pub fn open(&self, actor: &str) -> Option<(Number, &Deed)> {
        let newest = self.deeds.iter().enumerate().rev().take(400);
        newest
            .filter(|(_, deed)| deed.actor == actor && deed.fate == Fate::Open)
            .find(|(_, deed)| deed.form.is_some() || matches!(deed.what, What::Mail { .. }))
    }

    /// Whether its taking back was asked for, and may have been done.
    pub fn is_asked_back(&self, deed: &Deed) -> bool {
        self.undoings(deed)
            .any(|fate| !matches!(fate, Fate::Refused | Fate::Gone))
    }

    pub fn is_taken_back(&self, deed: &Deed) -> bool {
        self.undoings(deed)
            .any(|fate| matches!(fate, Fate::Done(_)))
    }

    fn undoings(&self, deed: &Deed) -> impl Iterator<Item = Fate> {
        deed.undoings.iter().map(|number| self.deeds[*number].fate)
    }

    /// The book was replaced by a copy of this time.
    pub fn rewind(&mut self, copy: Span) {
        self.rewound_at = self.tick();
        for deed in &mut self.deeds {
            if !matches!(deed.fate, Fate::Done(_) | Fate::Open) {
                continue;
            }
            if deed.began > copy.to {
                deed.fate = Fate::Gone;
            } else if deed.ended >= copy.from {
                deed.fate = Fate::Open;
            }
        }
    }

    /// From now on no write can be acknowledged: the book is not at its place.
    pub fn away(&mut self) {
        self.away_since = Some(self.tick());
    }

    pub fn back(&mut self) {
        self.away_since = None;
    }

    /// What was looked for in the book is known now.
    pub fn settle(&mut self, number: Number, fate: Fate) {
        let now = self.tick();
        let deed = &mut self.deeds[number];
        (deed.fate, deed.ended) = (fate, now);
    }

    /// The book is lost and another begun: nothing is expected of it.
    pub fn forget(&mut self) {
        self.rewound_at = self.tick();
        for deed in &mut self.deeds {
            if deed.fate != Fate::Underway {
                deed.fate = Fate::Gone;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(truth: &mut Truth, name: &str) -> Number {
        let number = truth.begin(
            "web",
            What::Meet {
                name: name.to_owned(),
            },
        );
        truth.end(number, Fate::Done(1));
        number
    }

    #[test]
    fn after_a_copy_is_restored_only_what_came_before_it_is_missed() {
        let mut truth = Truth::default();
        let before = met(&mut truth, "before");
        let from = truth.tick();
        let during = met(&mut truth, "during");
        let to = truth.tick();
        let after = met(&mut truth, "after");
        let unheard = truth.begin(
            "web",
            What::Meet {
                name: "unheard".to_owned(),
            },
        );
        truth.rewind(Span { from, to });
        // Sent before the book was replaced, answered after: it may be in either.
        truth.end(unheard, Fate::Done(4));
        let fates = [before, during, after, unheard].map(|number| truth.deeds[number].fate);
        assert_eq!(fates, [Fate::Done(1), Fate::Open, Fate::Gone, Fate::Open]);
    }

    #[test]
    fn what_is_acknowledged_while_the_book_is_away_is_told() {
        let mut truth = Truth::default();
        let sent_before = truth.begin(
            "web",
            What::Meet {
                name: "a".to_owned(),
            },
        );
        truth.away();
        let sent_after = truth.begin(
            "web",
            What::Meet {
                name: "b".to_owned(),
            },
        );
        assert!(
            !truth.end(sent_before, Fate::Done(1)),
            "it may have been written in time"
        );
        assert!(truth.end(sent_after, Fate::Done(2)));
        truth.back();
        let later = truth.begin(
            "web",
            What::Meet {
                name: "c".to_owned(),
            },
        );
        assert!(!truth.end(later, Fate::Done(3)));
    }

    #[test]
    fn what_was_asked_back_is_no_longer_expected() {
        let mut truth = Truth::default();
        let deed = met(&mut truth, "a");
        let undo = truth.begin("web", What::Undo { of: deed });
        assert!(
            truth.is_asked_back(&truth.deeds[deed]) && !truth.is_taken_back(&truth.deeds[deed])
        );
        truth.end(undo, Fate::Refused);
        assert!(!truth.is_asked_back(&truth.deeds[deed]));
    }
}
