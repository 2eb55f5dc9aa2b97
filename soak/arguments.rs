//! What `bin/soak` was asked for.

use std::str::FromStr;

pub const USAGE: &str = "usage: bin/soak [SECONDS] [--engine sqlite|postgres|both] [--seed NUMBER]";

const SECONDS: u64 = 900;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

pub struct Arguments {
    /// In all, over both engines.
    pub seconds: u64,
    /// `None` is both.
    pub engine: Option<Engine>,
    pub seed: u64,
    /// This is the process that soaks one engine.
    pub inside: bool,
}

impl Arguments {
    pub fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut read = Self {
            seconds: SECONDS,
            engine: None,
            seed: fastrand::u64(1..1_000_000),
            inside: false,
        };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--inside" => read.inside = true,
                "--seed" => read.seed = number(&word, words.next())?,
                "--engine" => read.engine = engine(words.next())?,
                _ => read.seconds = number("the seconds", Some(word))?,
            }
        }
        if read.seconds < 20 {
            return Err("a soak of under twenty seconds shows nothing".to_owned());
        }
        Ok(read)
    }

    pub fn engines(&self) -> Vec<Engine> {
        self.engine
            .map_or_else(|| vec![Engine::Sqlite, Engine::Postgres], |one| vec![one])
    }
}

fn number<T: FromStr>(what: &str, word: Option<String>) -> Result<T, String> {
    let word = word.ok_or_else(|| format!("{what} needs a number"))?;
    let number = word.parse();
    number.map_err(|_| format!("“{word}” is not a number for {what}"))
}

fn engine(word: Option<String>) -> Result<Option<Engine>, String> {
    match word.as_deref() {
        Some("sqlite") => Ok(Some(Engine::Sqlite)),
        Some("postgres") => Ok(Some(Engine::Postgres)),
        Some("both") => Ok(None),
        _ => Err("--engine is sqlite, postgres or both".to_owned()),
    }
}
