//! How unusual a silence is: how often a gap that ended by itself had been called unusual.

mod gaps;

use std::path::Path;

use crate::Error;
use crate::chapter::{Bar, Cell, Chapter, Table, Wanted};
use crate::measure::{Interval, bootstrap};
use crate::ties;
use gaps::{Gap, Whose};

/// Groups by the number of gaps known before: the first two are never spoken about.
const GROUPS: [(u32, u32); 6] = [(1, 2), (3, 4), (5, 9), (10, 19), (20, 39), (40, u32::MAX)];
/// Of fewer gaps no share is held against a bar.
const ENOUGH: usize = 100;
/// From here on the product says something.
const SPOKEN: u32 = ledger::rhythm::GAPS_ENOUGH;

/// A record, the day up to which priors are fitted, and its name.
struct Record {
    name: &'static str,
    pairs: Vec<ties::Pair>,
    cutoff: i64,
}

pub fn evaluate(data: &Path) -> Result<Chapter, Error> {
    let records = [
        Record {
            name: "institute",
            pairs: ties::institute(data)?,
            cutoff: 330,
        },
        Record {
            name: "students",
            pairs: ties::students(data)?,
            cutoff: 60,
        },
    ];
    let mut tables = Vec::new();
    let mut bars = Vec::new();
    for record in &records {
        for whose in [Whose::Published, Whose::Own, Whose::Record] {
            let gaps = gaps::completed(&record.pairs, record.cutoff, whose);
            tables.push(table(record, whose, &gaps));
            if whose == Whose::Own {
                let spoken = GROUPS[2..].iter().chain([&(SPOKEN, u32::MAX)]);
                let told = spoken.filter(|group| judged(&gaps, **group) >= ENOUGH);
                bars.extend(told.map(|group| bar(record, &gaps, *group)));
            }
        }
    }
    Ok(Chapter {
        name: "silence",
        title: "Silence: how often an ordinary gap is called unusual",
        protocol: protocol(),
        tables,
        bars,
        limits: limits(),
    })
}

fn protocol() -> Vec<String> {
    vec![
        "Every gap between two contact days that ended after the cutoff (institute: days 331 to 525; students: days 61 to 193) is put to \
         the ledger as it stood the day before contact came back: how likely was a gap at least this long, given the pair's gaps \
         before? A share of 5 % below .05 is what the number promises. Gaps are counted by how many were known before."
            .to_owned(),
        "Three priors: the published one; the one the product fits to each person's own book, as it stood at the cutoff (200 gaps or \
         more, else published; each gap is judged from both ends, as two owners would); and one fitted to the whole record at the \
         cutoff. The product uses the second, and under five gaps says that it is too early to tell. That only \
         the centre of the prior is fitted was chosen on the institute's gaps that ended between days 200 and 330. Of fewer than a \
         hundred gaps no share is held against a bar."
            .to_owned(),
    ]
}

fn limits() -> Vec<String> {
    vec![
        "Only gaps that ended are counted: a tie that ended for good has no last gap here. Of the silences still running at the \
         record's end many are called unusual, and rightly."
            .to_owned(),
        "Days are counted, not working days: a weekend makes gaps of three days common, and Christmas makes everybody quiet at once."
            .to_owned(),
    ]
}

fn table(record: &Record, whose: Whose, gaps: &[Gap]) -> Table {
    let title = format!("{}: {}", record.name, whose.words());
    let mut table = Table::new(
        title,
        &[
            "gaps known",
            "gaps judged",
            "below .10",
            "below .05",
            "below .01",
        ],
    );
    for group in GROUPS.into_iter().chain([(SPOKEN, u32::MAX)]) {
        table.rows.push(vec![
            Cell::Text(words(group)),
            Cell::Count(judged(gaps, group) as u64),
            Cell::Number(share(gaps, group, 0.10), 3),
            interval(record, gaps, group, 0.05).cell(3),
            interval(record, gaps, group, 0.01).cell(3),
        ]);
    }
    table
}

/// The share, with an interval from drawing pairs again.
fn interval(record: &Record, gaps: &[Gap], group: (u32, u32), level: f64) -> Interval {
    let mut pairs = vec![(0.0, 0.0); record.pairs.len()];
    for gap in gaps.iter().filter(|gap| gap.is_in(group)) {
        let (called, all) = &mut pairs[gap.pair];
        *called += f64::from(u8::from(gap.chance < level));
        *all += 1.0;
    }
    bootstrap(pairs.len(), |weights| {
        let drawn = pairs.iter().zip(weights);
        let (called, all) = drawn.fold((0.0, 0.0), |sum, (pair, weight)| {
            (sum.0 + weight * pair.0, sum.1 + weight * pair.1)
        });
        called / all
    })
}

fn words((least, most): (u32, u32)) -> String {
    if most == u32::MAX {
        format!("{least} and more")
    } else {
        format!("{least} to {most}")
    }
}

fn judged(gaps: &[Gap], group: (u32, u32)) -> usize {
    gaps.iter().filter(|gap| gap.is_in(group)).count()
}

/// The share of these gaps whose chance was below `level`.
fn share(gaps: &[Gap], group: (u32, u32), level: f64) -> f64 {
    let of_group = || gaps.iter().filter(|gap| gap.is_in(group));
    of_group().filter(|gap| gap.chance < level).count() as f64 / of_group().count() as f64
}

fn bar(record: &Record, gaps: &[Gap], group: (u32, u32)) -> Bar {
    Bar {
        what: format!("{}, {} gaps: nominal 5 % realised", record.name, words(group)),
        wanted: Wanted::Within(0.04, 0.08),
        got: share(gaps, group, 0.05),
        digits: 3,
        tried: "Fitting all four numbers of the prior, or those of people with five gaps or more: both call more ordinary gaps unusual. \
                Among the students gaps grow longer as the site dies, which no prior of earlier gaps knows; see the interval in the table."
            .to_owned(),
    }
}
