//! Everything the book says about one person, shelf by shelf, as the ledger words it. Confidences
//! are counted and stay sealed; nothing of them is read.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::everything::{Part, Row as Told, Value as Said};
use ledger::forgetting::{Letter, Parting, part};
use ledger::person::PersonId;

use super::COVERED;
use super::mentions::{self, Mention};
use super::past;
use super::traced::Traced;
use crate::book::engine_values::{Column, Row, Value};
use crate::book::history::about;
use crate::book::merge::root;
use crate::book::shelf::{self, Shelf};
use crate::book::{Book, Session};
use crate::error::Result;
use crate::values;

/// What is shown on the page, and what is shown of what it does not show.
#[derive(Clone, Debug)]
pub struct Everything {
    pub person: PersonId,
    pub name: String,
    /// Shelves that hold something of them.
    pub parts: Vec<Part>,
    /// Sealed, and not shown.
    pub confidences: u64,
    /// Words about others that name them.
    pub mentions: Vec<Mention>,
}

/// Numbers that are instants.
const INSTANTS: &[&str] = &["at", "last_at"];

/// Numbers and texts of the book's own household.
const HIDDEN: &[&str] = &["batch", "n", "offset_minutes", "last_source", "message_id"];

type Columns = &'static [(&'static str, Column)];

/// Shelves that make sense only beside another one, and how they are read.
const JOINED: &[(&str, Columns, &str)] = &[
    (
        "membership",
        &[("name", Column::Text), ("kind", Column::Text)],
        "select c.name, c.kind from membership m
           join circle c on c.book = m.book and c.id = m.circle
          where m.book = $1 and m.person in (select id from person where book = $1 and root = $2)",
    ),
    (
        "not_same",
        &[("name", Column::Text), ("day", Column::Text)],
        "select distinct q.name, n.day from not_same n
           join person p on p.book = n.book and p.id in (n.one, n.other)
           join person q on q.book = n.book and q.id in (n.one, n.other) and q.id <> p.id
          where n.book = $1 and p.root = $2 and q.root <> $2",
    ),
    (
        "celebration",
        &[("day", Column::Text), ("what", Column::Text), ("kind", Column::Text)],
        "select c.day, m.what, m.kind from celebration c
           join milestone m on m.book = c.book and m.id = c.milestone
          where c.book = $1 and m.person in (select id from person where book = $1 and root = $2)",
    ),
    (
        "progress",
        &[
            ("day", Column::Text),
            ("what", Column::Text),
            ("promise", Column::Text),
            ("told", Column::Int),
        ],
        "select g.day, g.what, m.what, g.told from progress g
           join promise m on m.book = g.book and m.id = g.promise
          where g.book = $1 and m.person in (select id from person where book = $1 and root = $2)",
    ),
    (
        "guest",
        &[
            ("day", Column::Text),
            ("title", Column::Text),
            ("kind", Column::Text),
            ("place", Column::Text),
            ("roles", Column::Text),
            ("view", Column::Text),
            ("questions", Column::Text),
            ("asked", Column::Text),
            ("answered", Column::Text),
            ("held_on", Column::Text),
        ],
        "select m.day, m.title, m.kind, m.place, m.roles, m.view, m.questions, m.asked, m.answered, m.held_on
           from guest g join meeting m on m.book = g.book and m.id = g.meeting
          where g.book = $1 and g.person in (select id from person where book = $1 and root = $2)",
    ),
    (
        "moment",
        &[
            ("day", Column::Text),
            ("moment", Column::Text),
            ("side", Column::Text),
            ("note", Column::Text),
        ],
        "select t.day, o.name, o.side, t.note from moment o
           left join touch t on t.book = o.book and t.person = o.person and t.id = o.touch
          where o.book = $1 and o.person in (select id from person where book = $1 and root = $2)",
    ),
    (
        "verdict",
        &[("day", Column::Text), ("verdict", Column::Text), ("note", Column::Text)],
        "select v.day, v.verdict, t.note from verdict v
           left join touch t on t.book = v.book and t.person = v.person and t.id = v.touch
          where v.book = $1 and v.person in (select id from person where book = $1 and root = $2)",
    ),
    (
        "source",
        &[("place", Column::Text), ("touches", Column::Int)],
        "select s.place, count(*) from touch t
           join source s on s.book = t.book and s.id = t.source
          where t.book = $1 and t.person in (select id from person where book = $1 and root = $2)
          group by s.id, s.place order by s.id",
    ),
];

impl Book {
    /// Everything there is to say about a person, the owner too.
    pub fn everything(&self, id: PersonId) -> Result<Everything> {
        let zone = self.zone().clone();
        self.read(|session| {
            let id = root(session, id)?;
            let traced = Traced::of_anybody(session, id)?;
            let reading = Reading {
                places: places(session)?,
                zone,
                traced: &traced,
            };
            let mut parts = Vec::new();
            for (table, _) in COVERED {
                let rows = reading.rows(session, table)?;
                if !rows.is_empty() {
                    parts.push(Part::of(table, rows));
                }
            }
            Ok(Everything {
                person: id,
                confidences: confidences(session, id)?,
                mentions: mentions::find(session, &traced)?,
                name: traced.name,
                parts,
            })
        })
    }
}

fn confidences(session: &mut Session<'_>, id: PersonId) -> Result<u64> {
    let book = session.book;
    let count = session.one(
        "select count(*) from confidence where book = $1
            and person in (select id from person where book = $1 and root = $2)",
        values![book, id.0],
        |row| row.int(0),
    )?;
    Ok(count
        .and_then(|count| u64::try_from(count).ok())
        .unwrap_or_default())
}

fn places(session: &mut Session<'_>) -> Result<HashMap<i64, String>> {
    let book = session.book;
    let places = session.all(
        "select id, place from source where book = $1",
        values![book],
        |row| Ok((row.int(0)?, row.text(1)?)),
    )?;
    Ok(places.into_iter().collect())
}

struct Reading<'a> {
    places: HashMap<i64, String>,
    zone: TimeZone,
    traced: &'a Traced,
}

impl Reading<'_> {
    fn rows(&self, session: &mut Session<'_>, table: &'static str) -> Result<Vec<Told>> {
        let (book, id) = (session.book, self.traced.id.0);
        if let Some((_, columns, sql)) = JOINED.iter().find(|(name, _, _)| *name == table) {
            return session.all(sql, values![book, id], |row| self.told(columns, row));
        }
        match table {
            "confidence" => Ok(Vec::new()),
            "person" => {
                let sql = selected(&shelf::PERSON, "root = $2");
                session.all(&sql, values![book, id], |row| {
                    self.told(shelf::PERSON.columns, row)
                })
            }
            "message" => self.letters(session, &shelf::MESSAGE),
            "found" => self.letters(session, &shelf::FOUND),
            "hush" => self.hushes(session),
            "history" => self.lines(session),
            "image" => self.images(session),
            _ => self.of_person(session, table),
        }
    }

    /// A shelf whose rows name their person, column by column.
    fn of_person(&self, session: &mut Session<'_>, table: &str) -> Result<Vec<Told>> {
        let (book, id) = (session.book, self.traced.id.0);
        let Some(shelf) = super::theirs().find(|shelf| shelf.name == table) else {
            return Ok(Vec::new());
        };
        let sql = selected(
            shelf,
            "person in (select id from person where book = $1 and root = $2)",
        );
        session.all(&sql, values![book, id], |row| self.told(shelf.columns, row))
    }

    fn hushes(&self, session: &mut Session<'_>) -> Result<Vec<Told>> {
        let book = session.book;
        let all = session.all(
            "select matter, until, why from hush where book = $1 order by matter",
            values![book],
            |row| Ok((row.id(0)?, row.text(1)?, row.text(2)?)),
        )?;
        Ok(all
            .into_iter()
            .filter(|(matter, _, _)| self.traced.holds(*matter))
            .map(|(_, until, why)| text(text(Told::default(), "until", until), "why", why))
            .collect())
    }

    /// Letters they have a part in: the day, the subject, whose it was, how many others.
    fn letters(&self, session: &mut Session<'_>, shelf: &'static Shelf) -> Result<Vec<Told>> {
        let book = session.book;
        let sql = format!(
            "select at, from_addr, to_list, cc_list, subject from {} where book = $1 order by coalesce(at, 0), {}",
            shelf.name,
            shelf.column_names()[..shelf.key].join(", ")
        );
        let mut rows = Vec::new();
        session.each(&sql, values![book], |row| {
            let (from, to, cc) = (row.text(1)?, row.text(2)?, row.text(3)?);
            let letter = Letter {
                from: &from,
                to: &to,
                cc: &cc,
            };
            let theirs = |address: &str| self.traced.addresses.contains(address);
            if part(letter, theirs, |_| false) == Parting::Stays {
                return Ok(());
            }
            let whose = if theirs(&from) {
                "they wrote it"
            } else {
                "it was sent to them"
            };
            let mut told = Told::default();
            if let Some(at) = row.opt_int(0)? {
                told = text(told, "at", self.hour(at));
            }
            let subject = match row.text(4)? {
                subject if subject.is_empty() => "no subject".to_owned(),
                subject => subject,
            };
            told = text(text(told, "subject", subject), "part", whose.to_owned());
            let others = to.lines().chain(cc.lines()).count().saturating_sub(1);
            if others > 0 {
                told = told.with("others", Said::Number(others as i64));
            }
            rows.push(told);
            Ok(())
        })?;
        Ok(rows)
    }

    fn lines(&self, session: &mut Session<'_>) -> Result<Vec<Told>> {
        let lines = past::lines(session, self.traced)?;
        let mut rows = Vec::with_capacity(lines.len());
        for line in about(session, &lines)? {
            let at = self.hour(line.at.as_microsecond());
            rows.push(text(text(Told::default(), "words", line.words()), "at", at));
        }
        Ok(rows)
    }

    /// Rows of theirs as they stood before a change, in the words of their shelf.
    fn images(&self, session: &mut Session<'_>) -> Result<Vec<Told>> {
        let book = session.book;
        let mut rows = Vec::new();
        session.each(
            "select shelf, place, before from image where book = $1 and before is not null order by seq, n",
            values![book],
            |row| {
                let (name, place, before) = (row.text(0)?, row.text(1)?, row.text(2)?);
                if name == shelf::CONFIDENCE.name
                    || !self.is_theirs(&name, &place, &before)
                {
                    return Ok(());
                }
                rows.extend(self.stood(&name, &before));
                Ok(())
            },
        )?;
        Ok(rows)
    }

    /// The row of somebody who was merged with them names them too, and is not theirs.
    fn is_theirs(&self, shelf: &str, place: &str, before: &str) -> bool {
        let named = shelf != shelf::PERSON.name && self.traced.spelt_in(before);
        named || self.traced.spelt_in(place)
    }

    fn stood(&self, name: &str, before: &str) -> Option<Told> {
        let shelf = Shelf::named(name).ok()?;
        let object = serde_json::from_str(before).ok()?;
        let values = shelf.row_of_json(&object).ok()?;
        let mut told = Told::default();
        for ((column, _), value) in shelf.columns.iter().zip(&values) {
            told = self.field(told, column, value);
        }
        let entry = told.entry();
        let title = ledger::everything::title(shelf.name);
        let said = text(
            Told::default(),
            "words",
            format!("{title}: {}", entry.words),
        );
        Some(match entry.day {
            Some(day) => text(said, "day", day.to_string()),
            None => said,
        })
    }

    fn told(&self, columns: &[(&'static str, Column)], row: &Row<'_>) -> Result<Told> {
        let mut told = Told::default();
        for (n, (column, kind)) in columns.iter().enumerate() {
            told = self.field(told, column, &row.value(n, *kind)?);
        }
        Ok(told)
    }

    /// What is sealed, an id or the book's household says nothing to a person.
    fn field(&self, told: Told, column: &str, value: &Value) -> Told {
        if HIDDEN.contains(&column) {
            return told;
        }
        match value {
            Value::Null | Value::Blob(_) => told,
            Value::Int(at) if INSTANTS.contains(&column) => text(told, column, self.hour(*at)),
            Value::Int(source) if column == "source" => match self.places.get(source) {
                Some(place) => text(told, "from", place.clone()),
                None => told,
            },
            Value::Int(number) => told.with(column, Said::Number(*number)),
            Value::Text(words) if words.is_empty() => told,
            Value::Text(words) => text(told, column, words.clone()),
        }
    }

    /// "2026-03-10 09:30", where the owner lives.
    fn hour(&self, at: i64) -> String {
        Timestamp::from_microsecond(at).map_or_else(
            |_| String::new(),
            |at| {
                let zoned = at.to_zoned(self.zone.clone());
                zoned.strftime("%Y-%m-%d %H:%M").to_string()
            },
        )
    }
}

fn text(told: Told, column: &str, words: String) -> Told {
    told.with(column, Said::Text(words))
}

fn selected(shelf: &Shelf, whose: &str) -> String {
    format!(
        "select {} from {} where book = $1 and {whose} order by {}",
        shelf.column_names().join(", "),
        shelf.name,
        // The same order wherever the book lies.
        shelf.column_names()[..shelf.key].join(", ")
    )
}
