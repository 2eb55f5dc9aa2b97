//! A whole book as `troth export` writes it, read for what the soak holds against it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde_json::Value;

#[derive(Default)]
pub struct Whole {
    pub people: HashMap<String, Person>,
    pub by_name: HashMap<String, Vec<String>>,
    pub handles: HashMap<String, String>,
    pub touches: Vec<Touch>,
    /// The touches that carry a note, by their ids.
    pub by_note: HashMap<String, HashSet<String>>,
    /// With how many people a touch stands.
    pub people_of: HashMap<String, usize>,
    pub moments: Vec<Moment>,
    pub promises: Vec<Promise>,
    pub by_words: HashMap<String, Vec<usize>>,
    /// The batches that were accepted.
    pub batches: HashSet<i64>,
    pub history: BTreeMap<i64, Line>,
    pub requests: HashMap<String, i64>,
    pub images: Vec<Image>,
}

pub struct Person {
    pub standing: String,
    pub batch: Option<i64>,
}

pub struct Touch {
    pub id: String,
    pub person: String,
    pub addressees: i64,
    pub batch: Option<i64>,
}

pub struct Moment {
    pub touch: String,
    pub person: String,
}

pub struct Promise {
    pub id: String,
    pub person: String,
    pub outcome: Option<String>,
}

pub struct Line {
    pub verb: String,
    pub request: String,
    pub subject: String,
    pub answer: String,
    pub batch: Option<i64>,
    pub undone_by: Option<i64>,
}

pub struct Image {
    pub line: i64,
    pub shelf: String,
    pub place: String,
    /// Nothing stood there before.
    pub made: bool,
}

impl Whole {
    pub fn read(path: &Path) -> Result<Self, String> {
        let file = File::open(path).map_err(|cause| cause.to_string())?;
        let mut whole = Self::default();
        let mut last = String::new();
        for line in BufReader::new(file).lines() {
            let line = line.map_err(|cause| cause.to_string())?;
            let row: Value = serde_json::from_str(&line).map_err(|cause| cause.to_string())?;
            last = text(&row, "is");
            whole.take(&last, &row);
        }
        if last == "end" {
            Ok(whole)
        } else {
            Err("the export has no last line".to_owned())
        }
    }

    fn take(&mut self, is: &str, row: &Value) {
        match is {
            "person" => self.person(row),
            "handle" => {
                self.handles.insert(text(row, "value"), text(row, "person"));
            }
            "touch" => self.touch(row),
            "moment" => self.moments.push(Moment {
                touch: text(row, "touch"),
                person: text(row, "person"),
            }),
            "promise" => self.promise(row),
            "batch" if text(row, "state") == "accepted" => {
                self.batches.extend(row["id"].as_i64());
            }
            "history" => self.line(row),
            "image" => self.images.push(Image {
                line: row["seq"].as_i64().unwrap_or_default(),
                shelf: text(row, "shelf"),
                place: text(row, "place"),
                made: row["before"].is_null(),
            }),
            _ => {}
        }
    }

    fn person(&mut self, row: &Value) {
        let id = text(row, "id");
        self.by_name
            .entry(text(row, "name"))
            .or_default()
            .push(id.clone());
        let person = Person {
            standing: text(row, "standing"),
            batch: row["batch"].as_i64(),
        };
        self.people.insert(id, person);
    }

    fn touch(&mut self, row: &Value) {
        let id = text(row, "id");
        self.by_note
            .entry(text(row, "note"))
            .or_default()
            .insert(id.clone());
        *self.people_of.entry(id.clone()).or_default() += 1;
        self.touches.push(Touch {
            id,
            person: text(row, "person"),
            addressees: row["addressees"].as_i64().unwrap_or_default(),
            batch: row["batch"].as_i64(),
        });
    }

    fn promise(&mut self, row: &Value) {
        let number = self.promises.len();
        self.by_words
            .entry(text(row, "what"))
            .or_default()
            .push(number);
        self.promises.push(Promise {
            id: text(row, "id"),
            person: text(row, "person"),
            outcome: row["outcome"].as_str().map(str::to_owned),
        });
    }

    fn line(&mut self, row: &Value) {
        let seq = row["seq"].as_i64().unwrap_or_default();
        let line = Line {
            verb: text(row, "verb"),
            request: text(row, "request"),
            subject: text(row, "subject"),
            answer: text(row, "answer").replace(['"', '-'], ""),
            batch: row["batch"].as_i64(),
            undone_by: row["undone_by"].as_i64(),
        };
        self.requests.insert(line.request.clone(), seq);
        self.history.insert(seq, line);
    }

    pub fn stands(&self, line: i64) -> bool {
        let line = self.history.get(&line);
        line.is_some_and(|line| line.undone_by.is_none())
    }

    /// The line of a verb that stands and fits.
    pub fn find(&self, verb: &str, fits: impl Fn(&Line) -> bool) -> Option<i64> {
        let mut lines = self.history.iter().rev();
        let found =
            lines.find(|(_, line)| line.verb == verb && line.undone_by.is_none() && fits(line));
        found.map(|(seq, _)| *seq)
    }
}

fn text(row: &Value, name: &str) -> String {
    row[name].as_str().unwrap_or_default().to_owned()
}
