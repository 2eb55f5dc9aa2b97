//! Proves Troth's numbers on public data: the product's own ledger code, beside baselines, with
//! intervals and counts.
//!
//! `cargo run --release -p eval -- all` reproduces every table and writes docs/evaluation.md;
//! `-- NAME` prints one chapter; `--json` prints the same as one object and writes nothing, figures
//! unrounded;
//! `--data PATH` says where the public data stand.

mod bgnbd;
mod boosting;
mod chapter;
mod contact;
mod dice;
mod drift;
mod fidelity;
mod lowest;
mod measure;
mod regression;
mod reliability;
mod same;
mod silence;
mod speed;
mod stopwatch;
mod ties;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chapter::Chapter;
use serde_json::{Map, Value};

/// Where the public data stand beside a checkout.
const DATA: &str = "../shared/data";
const PAGE: &str = "docs/evaluation.md";

type Evaluate = fn(&Path) -> Result<Chapter, Error>;

/// Every evaluation there is, in the order of the page.
const CHAPTERS: &[(&str, Evaluate)] = &[
    ("contact", contact::evaluate),
    ("drift", drift::evaluate),
    ("silence", silence::evaluate),
    ("bgnbd", bgnbd::evaluate),
    ("reliability", reliability::evaluate),
    ("same", same::evaluate),
    ("fidelity", fidelity::evaluate),
    ("speed", speed::evaluate),
];

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    #[error("{0}")]
    Unusable(String),
}

struct Asked {
    name: String,
    data: PathBuf,
    json: bool,
}

fn main() -> ExitCode {
    let told = asked(std::env::args().skip(1)).and_then(|asked| tell(&asked));
    match told {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("eval: {error}");
            ExitCode::FAILURE
        }
    }
}

fn asked(arguments: impl Iterator<Item = String>) -> Result<Asked, Error> {
    let mut asked = Asked {
        name: String::new(),
        data: PathBuf::from(DATA),
        json: false,
    };
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--json" => asked.json = true,
            "--data" => {
                let path = arguments.next();
                asked.data = path
                    .map(PathBuf::from)
                    .ok_or_else(|| Error::Unusable("--data needs a path".to_owned()))?;
            }
            name if asked.name.is_empty() && !name.starts_with('-') => asked.name = argument,
            other => return Err(Error::Unusable(format!("{other} is not understood"))),
        }
    }
    let known = asked.name == "all" || CHAPTERS.iter().any(|(name, _)| *name == asked.name);
    if known {
        return Ok(asked);
    }
    let names: Vec<&str> = CHAPTERS.iter().map(|(name, _)| *name).collect();
    Err(Error::Unusable(format!(
        "say which: all, {}",
        names.join(", ")
    )))
}

fn tell(asked: &Asked) -> Result<(), Error> {
    let wanted = CHAPTERS
        .iter()
        .filter(|(name, _)| asked.name == "all" || *name == asked.name);
    let chapters = wanted
        .map(|(_, evaluate)| evaluate(&asked.data))
        .collect::<Result<Vec<Chapter>, Error>>()?;
    if asked.json {
        let object: Map<String, Value> = chapters
            .iter()
            .map(|chapter| (chapter.name.to_owned(), chapter.json()))
            .collect();
        println!("{:#}", Value::Object(object));
        return Ok(());
    }
    let page: Vec<String> = chapters.iter().map(Chapter::markdown).collect();
    let page = page.join("\n");
    print!("{page}");
    if asked.name == "all" {
        let path = Path::new(PAGE);
        std::fs::write(path, format!("{}\n{page}", include_str!("foreword.md")))
            .map_err(|cause| Error::Unreadable(path.to_owned(), cause))?;
    }
    Ok(())
}
