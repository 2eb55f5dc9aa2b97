//! What a batch of mail comes to, for a person: counts, people, first and last day, and what
//! was passed over, by reason.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use ledger::Day;

use super::super::page::{Page, Tone};
use super::super::phrase;
use crate::book::{Merged, Report, Skipped};

const COLUMN: usize = 12;
/// Names shown of the people accepted.
const NAMES: usize = 6;
/// Reasons shown of what was skipped; JSON has them all.
const REASONS: usize = 6;

pub fn draw(page: &mut Page, report: &Report, day: Day, zone: &TimeZone) {
    page.blank();
    page.labelled("Mail", COLUMN, &mail(report));
    if let (Some(first), Some(last)) = (report.first, report.last) {
        let on = |at: jiff::Timestamp| phrase::day(at.to_zoned(zone.clone()).date(), day);
        page.labelled(
            "From, to",
            COLUMN,
            &format!("{} to {}", on(first), on(last)),
        );
    }
    if report.bulk > 0 {
        page.labelled("Bulk", COLUMN, &bulk(report));
    }
    if report.forgotten > 0 {
        page.labelled("Forgotten", COLUMN, &forgotten(report));
    }
    page.labelled("Touches", COLUMN, &touches(report));
    page.labelled("People", COLUMN, &people(report));
    if !report.owner.is_empty() {
        page.labelled("You", COLUMN, &report.owner.join(", "));
    }
    skipped(page, &report.skipped);
}

/// What was merged by itself, and how to take it back.
pub fn merged(page: &mut Page, merged: &Merged) {
    let entries = phrase::counted(merged.entries as i64, "entry");
    page.ends(
        0,
        (
            &format!("Merged {entries}: one and the same address"),
            Tone::Plain,
        ),
        (
            &format!("undo: troth undo {}", merged.written.seq),
            Tone::Dim,
        ),
    );
}

pub fn next_step(report: &Report) -> &'static str {
    match report.people_waiting {
        0 => "Next: troth today · troth people",
        _ => "Next: troth today · troth people · troth inbox for those who wait",
    }
}

/// Whether taking it in would change nothing but the day the mail was last read.
pub fn brings_nothing(report: &Report) -> bool {
    report.touches == 0
        && report.people_found == 0
        && report.known_already >= report.distinct_messages
}

/// Counted and not named.
pub fn forgotten(report: &Report) -> String {
    format!(
        "{} passed over: with somebody you asked to forget",
        counted(report.forgotten, "letter")
    )
}

fn mail(report: &Report) -> String {
    let mut parts = vec![counted(report.messages, "message")];
    if report.distinct_messages != report.messages {
        parts.push(format!(
            "{} of them different",
            number(report.distinct_messages)
        ));
    }
    if report.known_already > 0 {
        parts.push(format!("{} known already", number(report.known_already)));
    }
    if report.undated > 0 {
        parts.push(format!(
            "{} without a readable date",
            number(report.undated)
        ));
    }
    if report.replies_linked > 0 {
        parts.push(format!(
            "{} linked to what they answer",
            number(report.replies_linked)
        ));
    }
    parts.join(", ")
}

fn bulk(report: &Report) -> String {
    let mut parts = vec![];
    if report.lists > 0 {
        parts.push(format!("{} from lists", number(report.lists)));
    }
    if report.newsletters > 0 {
        parts.push(counted(report.newsletters, "newsletter"));
    }
    if report.robots > 0 {
        parts.push(format!("{} by machines", number(report.robots)));
    }
    phrase::list(&parts)
}

fn touches(report: &Report) -> String {
    match report.touches {
        0 if report.known_already >= report.distinct_messages => "none new".to_owned(),
        0 => "none: no letter here is from you or to you".to_owned(),
        touches => number(touches),
    }
}

fn people(report: &Report) -> String {
    if report.people_found == 0 && report.people_accepted.is_empty() {
        return "nobody new".to_owned();
    }
    let mut text = format!("{} found", number(report.people_found));
    let accepted = &report.people_accepted;
    if !accepted.is_empty() {
        let mut names: Vec<String> = accepted.iter().take(NAMES).cloned().collect();
        if accepted.len() > NAMES {
            names.push(format!("{} more", accepted.len() - NAMES));
        }
        let list = phrase::list(&names);
        text.push_str(&format!(
            "; accepted, for you wrote to each other on three days or more: {list}"
        ));
    }
    if report.people_waiting > 0 {
        text.push_str(&format!(
            "; {} wait in the inbox",
            number(report.people_waiting)
        ));
    }
    text
}

/// By reason, the most frequent first, each with one example.
fn skipped(page: &mut Page, skipped: &[Skipped]) {
    if skipped.is_empty() {
        return;
    }
    let mut reasons: BTreeMap<&str, Vec<&Skipped>> = BTreeMap::new();
    for skip in skipped {
        reasons.entry(&skip.reason).or_default().push(skip);
    }
    let mut reasons: Vec<(&str, Vec<&Skipped>)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(reason, skips)| (std::cmp::Reverse(skips.len()), *reason));
    page.section(&format!(
        "Passed over or cut: {}",
        number(skipped.len() as u64)
    ));
    for (reason, skips) in reasons.iter().take(REASONS) {
        page.paragraph(
            2,
            &format!("{} × {reason}", number(skips.len() as u64)),
            Tone::Plain,
        );
        if let Some(first) = skips.first() {
            page.paragraph(
                4,
                &format!("{} at byte {}", first.file, first.offset),
                Tone::Dim,
            );
        }
    }
    if reasons.len() > REASONS {
        page.paragraph(
            2,
            &format!(
                "and {} more reasons: --json lists all",
                reasons.len() - REASONS
            ),
            Tone::Dim,
        );
    }
}

fn number(count: u64) -> String {
    phrase::grouped(i64::try_from(count).unwrap_or(i64::MAX))
}

fn counted(count: u64, noun: &str) -> String {
    phrase::counted(i64::try_from(count).unwrap_or(i64::MAX), noun)
}
