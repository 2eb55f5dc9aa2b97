//! `troth week`: what went well, what was practised, and what to practise next.

use ledger::Day;
use ledger::focus::{Focus, to_practise};
use ledger::week::{Deed, Practised, Week, good_weeks_words, left_better_words};
use serde_json::{Value, json};

use super::page::{Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::error::Result;
use crate::practice::library;

#[derive(clap::Args, Debug)]
#[command(after_help = "Another week: troth week --on \"last friday\"")]
pub struct Arguments {}

pub fn run(_: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let week = book.week(day, day)?;
    if visit.wants_json() {
        return visit.show_json(&json(&week));
    }
    let mut page = visit.page();
    page.heading(
        &format!("The week of {}", phrase::whole_day(week.monday)),
        &format!("to {}", phrase::day(week.until, day)),
    );
    wins(&mut page, &week);
    page.section("In figures");
    if let Some(words) = week.promises.words() {
        page.paragraph(2, &words, Tone::Plain);
    }
    page.paragraph(2, &good_weeks_words(week.good_weeks), Tone::Plain);
    if let Some(last) = &week.last {
        page.section("Looking back");
        looking_back(&mut page, last, day);
    }
    practice(&mut page, &week, day)?;
    visit.show(page)
}

fn wins(page: &mut Page, week: &Week) {
    page.section("What went well");
    if week.wins.is_empty() && week.better == 0 {
        page.paragraph(
            2,
            "Nothing is noted this week. What was small and good? troth log notes it.",
            Tone::Plain,
        );
    }
    week.wins.iter().for_each(|deed| told(page, deed));
    if let Some(words) = left_better_words(week.better, !week.wins.is_empty()) {
        page.paragraph(2, &words, Tone::Plain);
    }
    if !week.theirs.is_empty() {
        page.section("What others did well");
        week.theirs.iter().for_each(|deed| told(page, deed));
    }
}

fn told(page: &mut Page, deed: &Deed) {
    let day = deed.day.strftime("  %a").to_string();
    page.labelled(&day, 7, &deed.words());
}

fn looking_back(page: &mut Page, last: &Practised, day: Day) {
    let focus = &last.focus;
    page.paragraph(
        2,
        &format!("Last week’s focus was to {}.", to_practise(focus.moment)),
        Tone::Plain,
    );
    page.paragraph(2, &last.words(day), Tone::Plain);
    match &focus.looked_back {
        Some(words) => page.paragraph(2, &format!("You wrote: {words}"), Tone::Plain),
        None => page.paragraph(
            2,
            "troth look-back \"how it went, in one sentence\"",
            Tone::Dim,
        ),
    }
}

fn practice(page: &mut Page, week: &Week, day: Day) -> Result<()> {
    if let Some(this) = &week.focus {
        page.section("This week’s focus");
        focused(page, &this.focus)?;
        page.paragraph(2, &this.words(day), Tone::Plain);
        if let Some(words) = &this.focus.looked_back {
            page.paragraph(2, &format!("You wrote: {words}"), Tone::Plain);
        }
    }
    let next = &week.suggestion;
    let this_week = next.week == week.monday;
    match &week.chosen_next {
        Some(_) if this_week => {}
        Some(focus) => {
            page.section("Next week’s focus");
            focused(page, focus)?;
        }
        None => {
            page.section(if this_week {
                "To practise this week"
            } else {
                "To practise next week"
            });
            page.paragraph(
                2,
                &format!("{}.", phrase::sentence(to_practise(next.moment))),
                Tone::Strong,
            );
            page.paragraph(2, &next.why, Tone::Plain);
            page.paragraph(
                2,
                &format!(
                    "troth focus {} chooses it; any other deposit can be chosen too.",
                    next.moment.id()
                ),
                Tone::Dim,
            );
        }
    }
    Ok(())
}

pub(super) fn focused(page: &mut Page, focus: &Focus) -> Result<()> {
    page.paragraph(
        2,
        &format!("{}.", phrase::sentence(to_practise(focus.moment))),
        Tone::Strong,
    );
    if let Some(card) = library()?.card_for(focus.moment) {
        page.paragraph(2, &card.question, Tone::Plain);
        page.paragraph(2, &format!("troth practice {}", card.id), Tone::Dim);
    }
    Ok(())
}

fn json(week: &Week) -> Value {
    let deeds = |deeds: &[Deed]| deeds.iter().map(json_deed).collect::<Vec<_>>();
    let practised = |practised: &Practised| {
        let mut value = json_focus(&practised.focus);
        value["times"] = practised.times.into();
        value
    };
    json!({
        "monday": week.monday.to_string(), "until": week.until.to_string(),
        "wins": deeds(&week.wins), "left_better": week.better, "theirs": deeds(&week.theirs),
        "promises": { "kept": week.promises.kept, "of": week.promises.of },
        "good_weeks": week.good_weeks, "weeks": ledger::focus::WEEKS_BACK,
        "focus": week.focus.as_ref().map(practised), "last": week.last.as_ref().map(practised),
        "next": {
            "week": week.suggestion.week.to_string(),
            "chosen": week.chosen_next.as_ref().map(json_focus),
            "suggested": week.suggestion.moment.id(), "why": week.suggestion.why,
        },
    })
}

fn json_deed(deed: &Deed) -> Value {
    json!({
        "moment": deed.moment.id(), "day": deed.day.to_string(), "what": deed.what, "words": deed.words(),
        "people": deed.people.iter().map(|(id, name)| json!({ "person": name, "person_id": id.0.to_string() })).collect::<Vec<_>>(),
    })
}

pub(super) fn json_focus(focus: &Focus) -> Value {
    json!({
        "week": focus.week.to_string(), "moment": focus.moment.id(), "words": to_practise(focus.moment),
        "looked_back": focus.looked_back,
    })
}
