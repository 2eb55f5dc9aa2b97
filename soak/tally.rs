//! What was done how often, and how it ended: counted while the soak runs, printed as a table at its end.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// So many findings of a kind are told one by one; all are counted.
const TOLD: usize = 12;

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
    faults: Mutex<BTreeMap<Fault, Vec<String>>>,
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

    pub fn fault(&self, fault: Fault, evidence: String) {
        let mut faults = self.faults.lock().unwrap();
        faults.entry(fault).or_default().push(evidence);
    }

    pub fn faults(&self, fault: Fault) -> usize {
        self.faults.lock().unwrap().get(&fault).map_or(0, Vec::len)
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

    /// The first findings of each kind, in words.
    pub fn evidence(&self) -> String {
        let faults = self.faults.lock().unwrap();
        let mut told = String::new();
        for (fault, name) in FAULTS {
            let found = faults.get(&fault).map_or(&[][..], |found| found);
            for line in found.iter().take(TOLD) {
                told += &format!("{name}: {line}\n");
            }
            if found.len() > TOLD {
                told += &format!("{name}: and {} more\n", found.len() - TOLD);
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
