//! Shall these two be in touch in the next days? The ledger's chance of contact against baselines.

mod features;
mod formula;
mod question;
mod scores;

use std::path::Path;

use crate::Error;
use crate::chapter::{Bar, Cell, Chapter, Table, Wanted};
use crate::measure::{Ranked, log_loss};
use crate::ties::{self, Pair};
use question::{Question, share};
use scores::{BOOSTING, DECAYED, LEDGER};

/// Pairs with fewer contact days than this are not asked about.
const LEAST_DAYS: usize = 2;
/// The institute's cutoff that everything was published for.
const CUTOFF: i64 = 330;
/// Later cutoffs, and how far ahead each looks.
const LATER: [(i64, i64); 9] = [
    (360, 30),
    (390, 30),
    (420, 30),
    (450, 30),
    (480, 30),
    (495, 30),
    (360, 90),
    (405, 90),
    (435, 90),
];
const STUDENTS: [(i64, i64); 4] = [(60, 30), (90, 30), (120, 30), (150, 30)];

pub fn evaluate(data: &Path) -> Result<Chapter, Error> {
    let institute = ties::institute(data)?;
    let students = ties::students(data)?;
    let month = Question::of(&institute, CUTOFF, 30);
    let quarter = Question::of(&institute, CUTOFF, 90);
    let at_students = Question::of(&students, 90, 30);
    Ok(Chapter {
        name: "contact",
        title: "Contact: shall these two be in touch?",
        protocol: protocol(),
        tables: vec![
            month.table("Institute, day 330, the next 30 days"),
            quarter.table("Institute, day 330, the next 90 days"),
            at_students.table("Students, day 90, the next 30 days"),
            cutoffs("Institute, other cutoffs", &institute, &LATER),
            cutoffs(
                "Students, a record nothing was fitted on",
                &students,
                &STUDENTS,
            ),
            month.tenths("institute, day 330, the next 30 days"),
            quarter.tenths("institute, day 330, the next 90 days"),
            at_students.tenths("students, day 90, the next 30 days"),
            formula::table(&institute),
        ],
        bars: bars(&month),
        limits: limits(),
    })
}

fn protocol() -> Vec<String> {
    vec![
        "Two public records: the mail of a European research institute (email-Eu-core-temporal, days 0 to 525; later rows are missing) and \
         private messages on a students' site (CollegeMsg, 193 days). A pair is two people, either way round; a contact day is a day on \
         which either wrote to the other. On the morning of the cutoff, of every pair with two contact days or more, it is asked \
         whether they will have any contact in the next 30 or 90 days."
            .to_owned(),
        "Troth's formula has constants fitted on the institute's days 0 to 330 alone, outcomes included, and is the same everywhere \
         here: at other cutoffs, for both horizons and for the students. The centre of the gaps is fitted to each person's book as it stood at \
         the cutoff, as the product does from 200 gaps on; a pair stands in two books, and its score is the mean of what the two owners would \
         be told. This is the row the bars hold; the row below it keeps the published prior, under which the constants were fitted. Baselines marked \"refitted\" are fitted for each cutoff anew, at \
         cutoff − H, whose outcome was known by the cutoff; BG/NBD is fitted by greatest likelihood on the histories at the cutoff."
            .to_owned(),
        "AUC: the chance that a pair that was in touch scores above one that was not. Within-person: the same among the pairs of one \
         person, averaged over people. Log-loss: −ln of the probability given to what happened. Intervals: the middle 95 % of 400 \
         bootstrap draws of pairs, seeded."
            .to_owned(),
    ]
}

fn limits() -> Vec<String> {
    vec![
        "One institute's mail of 2003 to 2005 and one student site; face-to-face rhythm is untested. In another book the order of people \
         holds better than the probability: the students' table shows by how much it is off where ties die young."
            .to_owned(),
        "The constants never saw the days measured; which four numbers go into the formula was settled with a dozen candidates' figures on \
         those days in sight. They differed by less than .005 in AUC."
            .to_owned(),
        "No formula here knows the calendar: around day 390 contact halves for a month, and every probability is too high."
            .to_owned(),
        "Chance of contact is not closeness. Nothing here says whether a relationship is alive, and the product does not say so either."
            .to_owned(),
    ]
}

fn cutoffs(title: &str, pairs: &[Pair], asked: &[(i64, i64)]) -> Table {
    let columns = [
        "day",
        "next days",
        "pairs",
        "in touch",
        "AUC: decayed count",
        "AUC: ledger",
        "AUC: boosting",
        "log-loss: gamma-Poisson",
        "log-loss: ledger",
        "log-loss: boosting",
    ];
    let mut table = Table::new(title, &columns);
    for (cutoff, horizon) in asked {
        let question = Question::of(pairs, *cutoff, *horizon);
        let auc = |name| Ranked::by(&question.score(name).values, &question.happened).auc(|_| 1.0);
        let loss = |name| log_loss(&question.score(name).values, &question.happened, |_| 1.0);
        table.rows.push(vec![
            Cell::Count(*cutoff as u64),
            Cell::Count(*horizon as u64),
            Cell::Count(question.cases.len() as u64),
            Cell::Number(share(&question.happened), 3),
            Cell::Number(auc(DECAYED), 3),
            Cell::Number(auc(LEDGER), 3),
            Cell::Number(auc(BOOSTING), 3),
            Cell::Number(loss("discounted gamma-Poisson"), 3),
            Cell::Number(loss(LEDGER), 3),
            Cell::Number(loss(BOOSTING), 3),
        ]);
    }
    table
}

fn bars(month: &Question<'_>) -> Vec<Bar> {
    let ledger = month.score(LEDGER);
    let bar = |what: &str, wanted, got| {
        Bar {
        what: format!("institute, day 330, 30 days: {what}"),
        wanted,
        got,
        digits: 3,
        tried: "Two decayed counts, the silence in days, the age, and the spread of the gaps beside or instead of what is used.".to_owned(),
    }
    };
    vec![
        Bar {
            digits: 0,
            ..bar(
                "pairs, as published",
                Wanted::Within(7673.0, 7673.0),
                month.cases.len() as f64,
            )
        },
        bar("AUC", Wanted::AtLeast(0.835), month.auc(ledger).value),
        bar(
            "log-loss",
            Wanted::AtMost(0.480),
            month.log_loss(ledger).value,
        ),
    ]
}
