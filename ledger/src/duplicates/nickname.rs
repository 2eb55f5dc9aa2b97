//! Shorter forms of given names: Bob is Robert, and so is Rob.

use std::collections::HashMap;

use super::letters::spelling;

/// One given name a line, with its shorter forms; where it is from stands in the file.
const TABLE: &str = include_str!("nicknames.txt");

/// For each word of the table, the given names it may be short for (each its own too).
#[derive(Clone, Debug, Default)]
pub struct Nicknames {
    names: HashMap<String, Vec<u16>>,
}

impl Nicknames {
    pub fn read() -> Self {
        let mut names: HashMap<String, Vec<u16>> = HashMap::new();
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        for (number, line) in (0_u16..).zip(lines) {
            let words = line.split([':', ' ']).filter(|word| !word.is_empty());
            for word in words {
                names.entry(spelling(word)).or_default().push(number);
            }
        }
        Self { names }
    }

    /// The given names a word may stand for; empty for a word that is not in the table.
    pub fn of(&self, word: &str) -> Vec<u16> {
        self.names.get(word).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(one: &str, other: &str) -> bool {
        let table = Nicknames::read();
        let other = table.of(other);
        table.of(one).iter().any(|name| other.contains(name))
    }

    #[test]
    fn shorter_forms_of_one_name_meet() {
        assert!(meet("bob", "robert") && meet("bob", "rob") && meet("kasia", "katarzyna"));
        assert!(!meet("bob", "william") && !meet("lindqvist", "robert"));
    }
}
