//! What was done how often, and how it ended: counted while the soak runs, printed as a table at its end.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// So many findings of one kind and one occasion are told one by one; all are counted.
const TOLD: usize = 3;

/// What must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// An acknowledged write is not in the book, or was not when it was acknowledged.
    Lost,
    /// Something is there in part, twice, or without what belongs to it.
    Half,
    /// An answer of 500, or a command that ended with "our mistake" or a crash.
    Mistake,
    /// Anything else: a stop that took too long, a command that hung, a sentence that leads nowhere.
    Otherwise,
}

const FAULTS: [(Fault, &str); 4] = [
    (Fault::Lost, "acknowledged writes lost"),
    (Fault::Half, "half lines"),
    (Fault::Mistake, "answers of 500"),
    (Fault::Otherwise, "otherwise wrong"),
];

#[derive(Default)]
pub struct Tally {
    counts: Mutex<BTreeMap<(&'static str, String), u64>>,
    /// By kind and occasion, in words.
    faults: Mutex<BTreeMap<(Fault, String), Vec<String>>>,
}

impl Tally {
    pub fn count(&self, shelf: &'static str, what: impl Into<String>) {
        let mut counts = self.counts.lock().unwrap();
        *counts.entry((shelf, what.into())).or_default() += 1;
    }

    /// Counts a sentence without the names, words and numbers in it.
    pub fn refused(&self, door: &str, sentence: &str) {
        self.count("refused with", format!("{door}: {}", nameless(sentence)));
    }

    /// `after a kill: this is missing`: what stands before the colon is the occasion.
    pub fn fault(&self, fault: Fault, evidence: &str, at: u64) {
        let occasion = nameless(evidence.split(": ").next().unwrap_or_default());
        let line = format!("{evidence} (at {at} s)");
        let mut faults = self.faults.lock().unwrap();
        faults.entry((fault, occasion)).or_default().push(line);
    }

    pub fn faults(&self, wanted: Fault) -> usize {
        let faults = self.faults.lock().unwrap();
        let of = faults.iter().filter(|((fault, _), _)| *fault == wanted);
        of.map(|(_, found)| found.len()).sum()
    }

    pub fn all_faults(&self) -> usize {
        self.faults.lock().unwrap().values().map(Vec::len).sum()
    }

    pub fn print(&self) {
        let mut shelf = "";
        for ((of, what), count) in self.counts.lock().unwrap().iter() {
            if *of != shelf {
                println!("\n{of}");
                shelf = of;
            }
            println!("{count:>8}  {what}");
        }
        println!("\nverdicts");
        for (fault, name) in FAULTS {
            println!("{:>8}  {name}", self.faults(fault));
        }
    }

    /// The first findings of each kind on each occasion, in words.
    pub fn evidence(&self) -> String {
        let mut told = String::new();
        for ((fault, when), found) in self.faults.lock().unwrap().iter() {
            let name = FAULTS
                .iter()
                .find(|(known, _)| known == fault)
                .map_or("", |(_, name)| name);
            told += &format!("\n{} × {name}, {when}\n", found.len());
            for line in found.iter().take(TOLD) {
                told += &format!("    {line}\n");
            }
        }
        told
    }
}

/// `“Kim wa000017” is not here: /tmp/x` → `“…” is not here: …`
fn nameless(sentence: &str) -> String {
    let mut without = String::new();
    let mut quoted = false;
    for letter in sentence.chars() {
        match letter {
            '“' => (quoted, without) = (true, without + "“…"),
            '”' => (quoted, without) = (false, without + "”"),
            _ if quoted => {}
            letter => without.push(letter),
        }
    }
    let named = |word: &str| word.chars().any(|c| c.is_ascii_digit() || c == '/');
    let words = without
        .split_whitespace()
        .map(|word| if named(word) { "…" } else { word });
    let mut words: Vec<&str> = words.collect();
    words.dedup();
    words.join(" ").chars().take(120).collect()
}
