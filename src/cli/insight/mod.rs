//! `troth insight`: the owner's own ways over a year. Names stand by the alphabet; nothing here
//! ranks anybody.

mod json;

use jiff::ToSpan;
use ledger::insight::{
    Followed, HOW_TASKS_ARE_JUDGED, PEOPLE_ENOUGH, REPLIES_ENOUGH, Replies, Tasks, Verdict,
};
use ledger::person::PersonId;
use ledger::touch::Setting;

use super::page::{Column, Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::Insight;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// How many months back
    #[arg(long, value_name = "MONTHS", default_value_t = 12)]
    months: i64,
    /// Every name, not the first dozen
    #[arg(long)]
    all: bool,
}

/// So many names stand in a list; the rest are counted.
const NAMES: usize = 12;
/// A share drawn in so many characters.
const BAR: usize = 24;

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    if !(2..=120).contains(&arguments.months) {
        return Err(Error::setup("how many months: from 2 to 120"));
    }
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let from = day.saturating_sub(arguments.months.months());
    let insight = book.insight(from, day)?;
    if visit.wants_json() {
        return visit.show_json(&json::whole(&insight));
    }
    let mut page = visit.page();
    let most = if arguments.all { usize::MAX } else { NAMES };
    draw(&mut page, &insight, most);
    visit.show(page)
}

fn draw(page: &mut Page, insight: &Insight, most: usize) {
    let day = insight.day;
    let since = format!(
        "{} to {}",
        phrase::day(insight.from, day),
        phrase::day(day, day)
    );
    page.heading("How you keep in touch", &since);
    let summary = format!(
        "{} with {} of the {} in the book.",
        phrase::counted(insight.touches as i64, "touch"),
        insight.in_touch,
        phrase::counted(insight.people as i64, "person"),
    );
    page.paragraph(0, &summary, Tone::Plain);
    tasks(page, insight.tasks);
    left_out(page, insight, most);
    replies(page, insight);
    media(page, insight);
    dropping_by(page, insight);
    attention(page, insight, most);
    bridges(page, insight);
    after(page, &insight.followed);
}

fn tasks(page: &mut Page, tasks: Tasks) {
    page.section("Tasks and people");
    let words = match tasks.share() {
        Some(share) => format!(
            "{:.0} in 100 touches are about a task: {} of {}. Of another {} the form does not tell.",
            share * 100.0,
            phrase::grouped(tasks.task.into()),
            phrase::grouped((tasks.task + tasks.person).into()),
            phrase::grouped(tasks.untold.into()),
        ),
        None => "Too little to say.".to_owned(),
    };
    page.paragraph(2, &words, Tone::Plain);
    page.paragraph(2, HOW_TASKS_ARE_JUDGED, Tone::Dim);
}

fn left_out(page: &mut Page, insight: &Insight, most: usize) {
    page.section("Left out");
    let out = &insight.left_out;
    for (label, people, none) in [
        (
            "  An informal word",
            &out.no_informal_word,
            "nobody went without",
        ),
        (
            "  Thanks",
            &out.no_thanks,
            "nobody you had reason to thank went without",
        ),
        (
            "  A reply",
            &out.no_reply,
            "nobody who wrote twice went without",
        ),
    ] {
        let words = if people.is_empty() {
            none.to_owned()
        } else {
            format!("never: {}", names(people, most))
        };
        page.labelled(label, 20, &words);
    }
}

fn names(people: &[(PersonId, String)], most: usize) -> String {
    let mut names: Vec<String> = people
        .iter()
        .take(most)
        .map(|(_, name)| name.clone())
        .collect();
    if let more @ 1.. = people.len().saturating_sub(most) {
        names.push(format!("{} more", phrase::grouped(more as i64)));
    }
    phrase::list(&names)
}

fn replies(page: &mut Page, insight: &Insight) {
    page.section("How long people wait for your reply");
    let all = std::iter::once(("Everybody", &insight.replies));
    let circles = insight.replies_by_circle.iter();
    let each = circles.map(|(name, replies)| (name.as_str(), replies));
    let rows: Vec<Vec<String>> = all
        .chain(each.filter(|_| insight.replies_by_circle.len() > 1))
        .map(|(name, replies)| {
            let count = phrase::counted(replies.replies as i64, "reply");
            vec![name.to_owned(), usual(replies), count]
        })
        .collect();
    let columns = [
        Column::giving(Tone::Plain),
        Column::new(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    page.table(2, &columns, &rows);
    let hint = format!(
        "The median: half were quicker. Under {REPLIES_ENOUGH} replies it is too little to say."
    );
    page.paragraph(2, &hint, Tone::Dim);
}

fn usual(replies: &Replies) -> String {
    match replies.median_hours {
        None => "too little to say".to_owned(),
        Some(hours) if hours < 1.0 => "within the hour".to_owned(),
        Some(hours) if hours < 36.0 => phrase::counted(hours.round() as i64, "hour"),
        Some(hours) => phrase::counted((hours / 24.0).round() as i64, "day"),
    }
}

fn media(page: &mut Page, insight: &Insight) {
    if insight.touches == 0 {
        return;
    }
    page.section("By which way");
    let rows: Vec<Vec<String>> = insight
        .media
        .iter()
        .map(|(medium, used)| {
            let share = f64::from(*used) / insight.touches as f64;
            let filled = (share * BAR as f64).round() as usize;
            vec![
                medium.words().to_owned(),
                format!(
                    "{}{}",
                    "━".repeat(filled),
                    "╌".repeat(BAR - filled.min(BAR))
                ),
                format!("{:.0} in 100", share * 100.0),
                phrase::grouped((*used).into()),
            ]
        })
        .collect();
    let columns = [
        Column::new(Tone::Plain),
        Column::new(Tone::Accent),
        Column::new(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    page.table(2, &columns, &rows);
}

fn dropping_by(page: &mut Page, insight: &Insight) {
    page.section("When did someone last just drop by?");
    let found = &insight.dropped_by;
    let words = match &found.last {
        Some((on, _, name)) => format!(
            "{name} did, {} ({}); {} since {}.",
            phrase::distance(*on, insight.day),
            phrase::day(*on, insight.day),
            phrase::counted(found.times().into(), "time"),
            phrase::day(insight.from, insight.day),
        ),
        None => "Nobody, as far as it is noted.".to_owned(),
    };
    page.paragraph(2, &words, Tone::Plain);
    let hint = match found.untold {
        0 => "troth log hallway NAME --began them notes it.".to_owned(),
        untold => format!(
            "Of {} in passing it is not noted who began: --began them says it.",
            phrase::counted(untold.into(), "word")
        ),
    };
    page.paragraph(2, &hint, Tone::Dim);
}

fn attention(page: &mut Page, insight: &Insight, most: usize) {
    page.section("Where your time goes");
    let spread = &insight.spread;
    let words = if spread.half.is_empty() {
        "Nothing is noted in this time.".to_owned()
    } else {
        format!(
            "Half of your days in touch go to {} of {}: {}.",
            spread.half.len(),
            phrase::counted(spread.people as i64, "person"),
            names(&spread.half, most)
        )
    };
    page.paragraph(2, &words, Tone::Plain);
}

fn bridges(page: &mut Page, insight: &Insight) {
    if !insight.through_one.is_empty() || !insight.through_none.is_empty() {
        page.section("Bridges");
    }
    for (circle, _, name) in &insight.through_one {
        page.paragraph(
            2,
            &format!("{circle}: you are in touch through {name} alone."),
            Tone::Plain,
        );
    }
    for circle in &insight.through_none {
        page.paragraph(
            2,
            &format!("{circle}: in touch with nobody there for three months."),
            Tone::Plain,
        );
    }
    if insight.worth_a_hello.is_empty() {
        return;
    }
    page.section("Old ties worth a hello");
    let rows: Vec<Vec<String>> = insight
        .worth_a_hello
        .iter()
        .map(|tie| {
            let last = format!("last in touch {}", phrase::day(tie.last, insight.day));
            vec![
                tie.name.clone(),
                last,
                format!("{} in all", phrase::counted(tie.days.into(), "day")),
            ]
        })
        .collect();
    let columns = [
        Column::giving(Tone::Plain),
        Column::new(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    page.table(2, &columns, &rows);
}

fn after(page: &mut Page, followed: &[Followed]) {
    page.section("What was followed by more contact");
    let rows: Vec<Vec<String>> = followed
        .iter()
        .filter(|one| one.people > 0)
        .map(|one| vec![setting(one.setting), verdict(&one.verdict), counts(one)])
        .collect();
    let columns = [
        Column::new(Tone::Plain),
        Column::giving(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    page.table(2, &columns, &rows);
    let hint = format!(
        "Days in touch in the 30 days after, less those before, within the same person, with a 95 % interval \
         wide enough for all of them together. \
         Under {PEOPLE_ENOUGH} people it is too little to say. Afterwards is not because."
    );
    page.paragraph(2, &hint, Tone::Dim);
}

fn setting(setting: Setting) -> String {
    phrase::sentence(setting.words())
}

fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::TooLittle => "too little to say".to_owned(),
        Verdict::Days { more, low, high } => {
            let words = if !verdict.tells() {
                "no telling"
            } else if *more > 0.0 {
                "more"
            } else {
                "less"
            };
            format!(
                "{words}: {} days [{}, {}]",
                tenths(*more),
                tenths(*low),
                tenths(*high)
            )
        }
    }
}

fn tenths(days: f64) -> String {
    let text = format!("{:+.1}", (days * 10.0).round() / 10.0 + 0.0);
    text.replace('-', "−")
}

fn counts(one: &Followed) -> String {
    let people = phrase::counted(one.people as i64, "person");
    format!("{people}, {}", phrase::counted(one.touches as i64, "touch"))
}
