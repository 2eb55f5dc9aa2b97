//! `troth person NAME`: who, last contact and from which source, rhythm against silence, where
//! we stand and why, promises both ways, and what happened lately.

use ledger::Day;
use ledger::concern::Concern;
use ledger::contribution::Contribution;
use ledger::detail::Detail;
use ledger::person::Standing;
use ledger::rhythm::{GAPS_ENOUGH, Silence, Unusual};
use ledger::subject::shown;
use ledger::touch::{Side, Touch};
use ledger::verdict::Verdict;
use serde_json::{Value, json};

use super::page::{Column, Page, Tone};
use super::pledge::{self, Named};
use super::visit::Visit;
use super::{
    approach, bids, concerns, confidences, contributions, importance, keeping, meetings,
    milestones, noted, people, phrase, repair,
};
use crate::book::{self, Book, Followed};
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// A name, a part of it, or an address
    #[arg(value_name = "NAME")]
    name: String,
    /// How many touches to show
    #[arg(long, value_name = "COUNT", default_value_t = 6)]
    most: usize,
}

/// Where the text beside a label begins.
const COLUMN: usize = 15;
/// How many characters the bar of the balance has.
const BAR: usize = 24;
/// So many of the newest contributions stand on the page.
const CONTRIBUTIONS_SHOWN: usize = 3;

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let about = book.page(book.look_up(&arguments.name)?, day)?;
    if visit.wants_json() {
        return visit.show_json(&json(&book, &about, day, arguments.most));
    }
    let mut page = visit.page();
    who(&mut page, &about, day);
    contact(&mut page, &about, day, &book.zone());
    if !about.approach.is_empty() {
        page.labelled("Approach", COLUMN, &about.approach.words());
    }
    stand(&mut page, &about);
    remembered(&mut page, &book, &about, day);
    promises(&mut page, &book, &about, day);
    noted(&mut page, &book, &about, day);
    repair::of_person(&mut page, &book, &about.repairs, day);
    meetings::of_person(&mut page, &book, &about, day);
    confidences::section(&mut page, &about.confidences, day);
    lately(&mut page, &about, day, arguments.most);
    visit.show(page)
}

fn who(page: &mut Page, about: &book::Page, day: Day) {
    let person = &about.acquaintance.person;
    page.heading(
        &about.acquaintance.told(),
        importance::words(person.importance),
    );
    let handles: Vec<String> = about
        .acquaintance
        .handles
        .iter()
        .map(|handle| handle.value.clone())
        .collect();
    page.paragraph(0, &handles.join(", "), Tone::Dim);
    let aside = match person.standing {
        Standing::Waiting => "Waiting in the inbox: troth inbox accept, ignore or merge",
        Standing::Ignored => "Ignored: troth inbox accept brings them back",
        Standing::Accepted | Standing::Owner => "",
    };
    page.paragraph(0, aside, Tone::Accent);
    if let Some(quiet) = person.quiet.as_ref().filter(|quiet| quiet.covers(day)) {
        let until = quiet
            .until
            .map_or("until further notice".to_owned(), |until| {
                format!("until {}", phrase::day(until, day))
            });
        page.paragraph(
            0,
            &format!("Quiet time {until}: {}", quiet.why),
            Tone::Accent,
        );
    }
}

fn contact(page: &mut Page, about: &book::Page, day: Day, zone: &jiff::tz::TimeZone) {
    page.blank();
    if !about.circles.is_empty() {
        let names: Vec<String> = about.circles.iter().map(|(_, name)| name.clone()).collect();
        page.labelled("Circles", COLUMN, &phrase::list(&names));
    }
    let (Some(facts), Some(last)) = (&about.acquaintance.facts, &about.acquaintance.last) else {
        page.labelled("Last contact", COLUMN, "nothing noted yet");
        return;
    };
    let on = last.at.to_zoned(zone.clone()).date();
    let said = format!(
        "{}, {}, {}",
        phrase::day(on, day),
        phrase::distance(on, day),
        last.medium.words()
    );
    page.labelled("Last contact", COLUMN, &said);
    if !last.note.is_empty() {
        page.labelled("", COLUMN, &format!("“{}”", shown(last.medium, &last.note)));
    }
    page.labelled("", COLUMN, &origin(&last.origin));
    page.labelled("Rhythm", COLUMN, &rhythm(about, day));
    if let Some(silence) = &about.silence {
        page.labelled("Silence", COLUMN, &silence_words(silence, about));
    }
    if let Some(probability) = about.probability_30
        && facts.days > 1
    {
        let words = format!(
            "{} that you are in touch, going by the days alone",
            of_hundred(probability)
        );
        page.labelled("In 30 days", COLUMN, &words);
    }
}

/// "noted by hand", "from mail: ~/Mail".
fn origin(words: &str) -> String {
    match words.contains(':') {
        true => format!("from {words}"),
        false => words.to_owned(),
    }
}

/// So many details stand on the page; what to ask about first.
const DETAILS: usize = 5;

fn remembered(page: &mut Page, book: &Book, about: &book::Page, day: Day) {
    let mut standing: Vec<&Detail> = about
        .details
        .iter()
        .filter(|detail| detail.is_standing())
        .collect();
    standing.sort_by_key(|detail| detail.ask_on().is_none_or(|on| on > day));
    if !standing.is_empty() {
        page.section("Worth remembering");
        let shown = standing.len().min(DETAILS);
        noted::table(page, book, &standing[..shown], day);
        if standing.len() > shown {
            let name = &about.acquaintance.person.name;
            let all = phrase::counted(standing.len() as i64, "detail");
            page.paragraph(
                2,
                &format!("{all} in all: troth details \"{name}\""),
                Tone::Dim,
            );
        }
    }
    let shared = about.common_ground.len().min(DETAILS);
    noted::shared_ground(page, book, &about.common_ground[..shared], day);
}

/// The rhythm set by hand, where it comes from, and what only it counts.
fn set_rhythm(followed: &Followed, day: Day) -> String {
    let mut words = followed.cadence.words();
    match &followed.circle {
        Some((_, name)) => words.push_str(&format!(", as set for {name}")),
        None => words.push_str(", as you set it"),
    }
    if followed.cadence.in_person {
        let last = followed.last_in_person;
        let last = last.map_or("nothing noted".to_owned(), |last| {
            phrase::distance(last, day)
        });
        words.push_str(&format!("; last in person: {last}"));
    }
    if let Some(on) = followed.happened {
        words.push_str(&format!("; it last happened {}", phrase::day(on, day)));
    }
    words
}

fn rhythm(about: &book::Page, day: Day) -> String {
    let gaps = about
        .acquaintance
        .facts
        .as_ref()
        .map_or(0, |facts| facts.gaps);
    match (&about.followed, &about.silence) {
        (Some(followed), _) => set_rhythm(followed, day),
        (None, Some(Silence { usual, .. })) if gaps >= GAPS_ENOUGH => {
            let from = phrase::counted(i64::from(gaps), "gap");
            format!(
                "usually {} between contacts, learnt from {from}",
                days(*usual)
            )
        }
        _ => format!(
            "not learnt yet: {} so far",
            phrase::counted(i64::from(gaps), "gap")
        ),
    }
}

/// "1 day", "2.5 days".
fn days(count: f64) -> String {
    match phrase::number(count).as_str() {
        "1" => "1 day".to_owned(),
        number => format!("{number} days"),
    }
}

/// What the silence comes to, and how unusual it is for these two.
fn silence_words(silence: &Silence, about: &book::Page) -> String {
    let words = about.temper.words(silence);
    match silence.unusual {
        Unusual::P(p) => format!(
            "{words} Of the silences between you, {} last this long.",
            of_hundred(p)
        ),
        Unusual::TooEarly { .. } | Unusual::Expected { .. } => words,
    }
}

fn stand(page: &mut Page, about: &book::Page) {
    let theirs = about.theirs();
    if about.mine.lines.is_empty() && theirs.lines.is_empty() {
        return;
    }
    page.section("Where you stand");
    let (balance, usual) = (about.mine.balance, about.median_of_year);
    page.labelled("  Your side", COLUMN, about.words);
    let most = balance.abs().max(usual.abs()).max(1.0);
    let filled = ((balance.max(0.0) / most) * BAR as f64).round() as usize;
    let mark = (((usual.max(0.0) / most) * BAR as f64).round() as usize).min(BAR - 1);
    page.labelled("", COLUMN, &bar(filled, mark));
    let numbers = format!(
        "{} today; over twelve months usually {}",
        phrase::worth(balance),
        phrase::worth(usual)
    );
    page.labelled("", COLUMN, &numbers);
    page.labelled(
        "  Their side",
        COLUMN,
        &format!("{} today", phrase::worth(theirs.balance)),
    );
    page.labelled(
        "  Your word",
        COLUMN,
        &phrase::sentence(&about.reliability_mine.words()),
    );
    page.labelled(
        "  Their word",
        COLUMN,
        &phrase::sentence(&about.reliability_theirs.words()),
    );
}

/// What is there, with a mark where it usually stands.
fn bar(filled: usize, mark: usize) -> String {
    (0..BAR)
        .map(|n| {
            if n == mark {
                '┃'
            } else if n < filled {
                '━'
            } else {
                '╌'
            }
        })
        .collect()
}

fn of_hundred(share: f64) -> String {
    match (share * 100.0).round() as i64 {
        ..=0 => "fewer than 1 in 100".to_owned(),
        100.. => "more than 99 in 100".to_owned(),
        some => format!("{some} in 100"),
    }
}

fn promises(page: &mut Page, book: &Book, about: &book::Page, day: Day) {
    let open: Vec<Named<'_>> = about
        .promises
        .iter()
        .filter(|promise| promise.is_open() && promise.made_on <= day)
        .map(|promise| Named {
            promise,
            name: side(promise.side),
        })
        .collect();
    if open.is_empty() {
        return;
    }
    page.section("Promises");
    pledge::table(page, book, &open, day);
}

/// What weighs on them, what they did, what there is to celebrate.
fn noted(page: &mut Page, book: &Book, about: &book::Page, day: Day) {
    let open: Vec<(&Concern, &str)> = about
        .concerns
        .iter()
        .filter(|concern| concern.is_open())
        .map(|concern| (concern, ""))
        .collect();
    if !open.is_empty() {
        page.section("On their mind");
        concerns::table(page, book, &open, day);
    }
    let seen: Vec<(&Contribution, &str)> = about
        .contributions
        .iter()
        .take(CONTRIBUTIONS_SHOWN)
        .map(|seen| (seen, ""))
        .collect();
    if !seen.is_empty() {
        page.section("What they did");
        contributions::table(page, book, &seen, day);
    }
    bids::of_person(page, book, &about.bids, day);
    if !about.milestones.is_empty() {
        page.section("Milestones");
        milestones::of_person(page, book, &about.milestones, day);
    }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Mine => "yours",
        Side::Theirs => "theirs",
    }
}

fn lately(page: &mut Page, about: &book::Page, day: Day, most: usize) {
    if about.touches.is_empty() {
        return;
    }
    page.section("Lately");
    let rows: Vec<Vec<String>> = about
        .touches
        .iter()
        .take(most)
        .map(|touch| row(touch, day))
        .collect();
    page.table(
        2,
        &[
            Column::new(Tone::Dim),
            Column::new(Tone::Plain),
            Column::giving(Tone::Plain),
        ],
        &rows,
    );
    if about.touches.len() > most {
        let all = phrase::counted(about.touches.len() as i64, "touch");
        page.paragraph(2, &format!("{all} in all"), Tone::Dim);
    }
}

fn row(touch: &Touch, day: Day) -> Vec<String> {
    let said = touch.standing_verdict().map(Verdict::words);
    let moments: Vec<&str> = touch
        .moments
        .iter()
        .map(|judged| judged.moment.words())
        .chain(said)
        .collect();
    let about = shown(touch.medium, &touch.note);
    let note = match (about.as_ref(), moments.join(", ")) {
        (note, moments) if moments.is_empty() => note.to_owned(),
        ("", moments) => moments,
        (note, moments) => format!("{note} · {moments}"),
    };
    vec![
        phrase::day(touch.day, day),
        phrase::touch(touch.setting, touch.medium),
        note,
    ]
}

fn json(book: &Book, about: &book::Page, day: Day, most: usize) -> Value {
    let facts = about.acquaintance.facts.as_ref();
    let quiet = about.acquaintance.person.quiet.as_ref();
    json!({
        "day": day.to_string(),
        "person": people::json(&about.acquaintance, day),
        "handles": about.acquaintance.handles.iter().map(|handle| json!({
            "kind": handle.kind.id(), "value": handle.value,
        })).collect::<Vec<_>>(),
        "last_contact": about.acquaintance.last.as_ref().map(|last| json!({
            "at": last.at.to_string(), "medium": last.medium.id(), "note": last.note, "origin": last.origin,
        })),
        "rhythm": {
            "set_days": about.followed.as_ref().and_then(|followed| followed.cadence.days()),
            "set": about.followed.as_ref().map(|followed| json!({
                "words": followed.cadence.words(),
                "circle": followed.circle.as_ref().map(|(_, name)| name),
                "last_in_person": followed.last_in_person.map(|last| last.to_string()),
                "happened": followed.happened.map(|on| on.to_string()),
            })),
            "median_days": facts.map(|facts| facts.median_gap),
            "gaps": facts.map_or(0, |facts| facts.gaps),
        },
        "circles": about.circles.iter().map(|(id, name)| json!({ "id": id.0.to_string(), "name": name })).collect::<Vec<_>>(),
        "quiet": quiet.map(|quiet| json!({
            "from": quiet.from.to_string(), "until": quiet.until.map(|until| until.to_string()), "why": quiet.why,
        })),
        "silence": about.silence.as_ref().map(json_silence),
        "drift": about.drift,
        "probability_30": about.probability_30,
        "standing": {
            "words": about.words,
            "balance": about.mine.balance,
            "median_of_year": about.median_of_year,
            "theirs": about.theirs().balance,
        },
        "reliability": {
            "mine": keeping::reliability(&about.reliability_mine),
            "theirs": keeping::reliability(&about.reliability_theirs),
        },
        "meetings": about.meetings.iter().filter(|one| one.is_ahead()).map(|one| meetings::json_of(book, one)).collect::<Vec<_>>(),
        "details": about.details.iter()
            .map(|one| noted::json(book, one, &about.acquaintance.person.name, day))
            .collect::<Vec<_>>(),
        "common_ground": about.common_ground.iter().map(noted::json_shared).collect::<Vec<_>>(),
        "approach": approach::json(&about.approach),
        "promises": about.promises.iter()
            .map(|promise| pledge::json(book, promise, &about.acquaintance.person.name, day))
            .collect::<Vec<_>>(),
        "concerns": about.concerns.iter()
            .map(|concern| concerns::json(book, concern, &about.acquaintance.person.name))
            .collect::<Vec<_>>(),
        "contributions": about.contributions.iter()
            .map(|seen| contributions::json(book, seen, &about.acquaintance.person.name))
            .collect::<Vec<_>>(),
        "bids": about.bids.iter()
            .map(|bid| bids::json(book, bid, &about.acquaintance.person.name))
            .collect::<Vec<_>>(),
        "milestones": about.milestones.iter()
            .map(|one| milestones::json(book, one, &about.acquaintance.person.name, one.shown_on(day), day))
            .collect::<Vec<_>>(),
        "repairs": about.repairs.iter().map(|one| repair::json(book, one, day)).collect::<Vec<_>>(),
        "confidences": about.confidences.len(),
        "touches": about.touches.iter().take(most).map(json_touch).collect::<Vec<_>>(),
        "touches_in_all": about.touches.len(),
    })
}

fn json_silence(silence: &Silence) -> Value {
    let (verdict, probability) = match &silence.unusual {
        Unusual::TooEarly { .. } => ("too-early", None),
        Unusual::Expected { .. } => ("expected", None),
        Unusual::P(p) => ("judged", Some(*p)),
    };
    json!({ "days": silence.days, "usual": silence.usual, "verdict": verdict, "probability": probability })
}

fn json_touch(touch: &Touch) -> Value {
    json!({
        "id": touch.id.0.to_string(), "at": touch.at.to_string(), "date": touch.day.to_string(),
        "medium": touch.medium.id(), "setting": touch.setting.id(), "began": touch.began.id(),
        "addressees": touch.addressees, "note": touch.note, "origin": *touch.origin,
        "moments": touch.moments.iter().map(|judged| json!({
            "moment": judged.moment.id(), "side": judged.side.id(),
        })).collect::<Vec<_>>(),
        "verdict": touch.verdict.map(Verdict::id),
    })
}
