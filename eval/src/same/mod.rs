//! Who is who: the ledger's duplicates, on public records whose truth is known.

mod archive;
mod cost;
mod first_word;
mod generated;
mod measured;
mod records;
mod score;
mod table;
mod tables;
mod threads;
mod words;

use std::path::Path;

use crate::Error;
use crate::chapter::{Bar, Chapter, Wanted};
use cost::Cost;
use measured::Measured;

/// Most entries of a book made up to measure time and memory.
const LARGE: usize = 50_000;

pub fn evaluate(data: &Path) -> Result<Chapter, Error> {
    let (senzing, traps) = records::senzing(data)?;
    let sets = [
        records::mailmap(data, "mailmap sympy", "sympy.identities.tsv")?,
        records::mailmap(data, "mailmap git", "git.identities.tsv")?,
        records::rldata(data)?,
        records::febrl(data, "febrl1", "dataset1.csv")?,
        records::febrl(data, "febrl2", "dataset2.csv")?,
        records::febrl(data, "febrl3", "dataset3.csv")?,
        records::splink(data)?,
        senzing,
    ];
    let sets: Vec<Measured> = sets.into_iter().map(Measured::of).collect();
    let costs = [10_000, LARGE].map(cost::of);
    let traps = sets
        .last()
        .map(|set| tables::traps(set, &traps))
        .unwrap_or_default();
    let bars = bars(&sets, &traps, &costs);
    let mut tables = vec![
        tables::pairs(&sets),
        tables::alone(&sets),
        tables::wider(&sets),
        tables::wrong(&sets),
        tables::confidence(&sets),
        tables::trapped(&traps),
    ];
    let archives = threads::archives(data)?;
    tables.extend([
        threads::said(&archives),
        first_word::brought(&archives),
        tables::made_up(&costs),
        tables::time(&costs),
        tables::before(&bars),
    ]);
    Ok(Chapter {
        name: "same",
        title: "Who is who",
        protocol: words::PROTOCOL.map(str::to_owned).to_vec(),
        tables,
        bars,
        limits: words::LIMITS.map(str::to_owned).to_vec(),
    })
}

fn bars(sets: &[Measured], traps: &[tables::Trap], costs: &[Cost]) -> Vec<Bar> {
    let wanted = [
        ("mailmap sympy", 0.88),
        ("mailmap git", 0.965),
        ("RLdata500", 0.98),
        ("febrl3", 0.995),
    ];
    let mut bars: Vec<Bar> = wanted
        .iter()
        .flat_map(|(name, least)| {
            let set = sets.iter().find(move |set| set.records.name == *name);
            set.map(|set| {
                bar(
                    format!("F1 of pairs, {name}"),
                    Wanted::AtLeast(*least),
                    set.score().f1(),
                )
            })
        })
        .collect();
    let right = traps.iter().filter(|trap| trap.is_right()).count();
    let share = right as f64 / traps.len().max(1) as f64;
    bars.push(bar(
        "share of the Senzing traps that are right".to_owned(),
        Wanted::AtLeast(1.0),
        share,
    ));
    for set in sets.iter().filter(|set| set.alone().found > 0) {
        let what = format!(
            "right of what is merged without asking, {}",
            set.records.name
        );
        bars.push(bar(what, Wanted::AtLeast(0.995), set.alone().precision()));
    }
    if let Some(large) = costs.last() {
        let seconds = large.seconds;
        bars.push(timed("seconds for 50,000 entries (time)", 20.0, seconds));
        bars.push(timed(
            "MB at most for 50,000 entries (time)",
            500.0,
            large.memory.unwrap_or(f64::NAN),
        ));
    }
    bars
}

fn bar(what: String, wanted: Wanted, got: f64) -> Bar {
    let tried = words::TRIED.iter().find(|(of, _)| what.contains(of));
    let tried = tried.map_or(String::new(), |(_, tried)| (*tried).to_owned());
    Bar {
        what,
        wanted,
        got,
        digits: 3,
        tried,
    }
}

fn timed(what: &str, most: f64, got: f64) -> Bar {
    Bar {
        what: what.to_owned(),
        wanted: Wanted::AtMost(most),
        got,
        digits: 1,
        tried: String::new(),
    }
}
