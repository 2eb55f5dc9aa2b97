//! Bringing mail in: where from, how far, what it would do, what it did.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::Day;
use maud::{Markup, html};

use super::{form, layout, say};
use crate::book::{Merged, Proposal, Report, Skipped, Source};

/// The health of a source nothing is wrong with; the day it was read says it already.
const READ: &str = "read";

pub struct Shelf<'a> {
    pub batches: &'a [Proposal],
    pub sources: &'a [Source],
    /// The owner's addresses as far as the book knows them.
    pub me: &'a [String],
    pub zone: &'a TimeZone,
    pub day: Day,
    pub under_way: Option<Under>,
}

/// A reading under way.
pub struct Under {
    pub bytes: u64,
    pub bytes_in_all: u64,
    pub messages: u64,
    pub seconds: u64,
    /// The page that follows it.
    pub at: String,
}

pub fn body(shelf: &Shelf<'_>) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "Import" }, &html! {
            p.lead { "Mail you already have: mbox files (also .gz), whole folders of archives, Maildir, .eml. Of each letter only who, when and the subject is kept. Nothing is in the book until you have seen it." }
        }))
        @match &shelf.under_way {
            Some(under) => (layout::section("Reading", &reading(under))),
            None => (layout::section("From", &forms(shelf))),
        }
        @let proposed: Vec<&Proposal> = shelf.batches.iter().filter(|batch| batch.state == "proposed").collect();
        @if !proposed.is_empty() {
            (layout::rows("Waiting for your word", &html! { ul.rows.tight { @for batch in proposed { (batch_row(batch, shelf)) } } }))
        }
        @if !shelf.sources.is_empty() {
            (layout::rows("Sources", &html! { ul.rows.tight { @for source in shelf.sources { (source_row(source, shelf)) } } }))
        }
        @let settled: Vec<&Proposal> = shelf.batches.iter().filter(|batch| batch.state != "proposed" && batch.state != "reading").collect();
        @if !settled.is_empty() {
            (layout::rows("Brought in", &html! { ul.rows.tight { @for batch in settled { (batch_row(batch, shelf)) } } }))
        }
    }
}

fn reading(under: &Under) -> Markup {
    let Under {
        bytes,
        bytes_in_all,
        messages,
        seconds,
        ..
    } = *under;
    html! {
        p.standing { (say::counted(messages as i64, "message")) " read so far" }
        progress max=(bytes_in_all.max(1)) value=(bytes.min(bytes_in_all)) { (say::size(bytes)) " of " (say::size(bytes_in_all)) }
        p.hint { (say::size(bytes)) " of " (say::size(bytes_in_all)) ", for " (say::counted(seconds as i64, "second")) ". This page looks again by itself." }
        div.deeds { a.button href=(under.at) { "Look again" } }
    }
}

fn forms(shelf: &Shelf<'_>) -> Markup {
    let me = shelf.me.join(", ");
    let whose = |id: &str| {
        form::explained(
            id,
            "Your addresses",
            "Empty: found from what you sent.",
            &html! {
                input id=(id) name="me" value=(me) autocomplete="email" spellcheck="false";
            },
        )
    };
    html! {
        form.form method="post" action="/import/files" enctype="multipart/form-data" {
            (form::explained("mail", "Files", "One or several. They are read here and not kept.", &html! { input #mail type="file" name="mail" multiple required; }))
            (whose("me-files"))
            div.deeds { button.primary type="submit" { "Read these files" } }
        }
        div.more {
            details {
                summary { "Or a file or folder on this machine" }
                div.inside {
                    (form::write_as("form", "/import/path", "/import", &html! {
                        (form::labelled("place", "Path", &html! { input #place name="place" required placeholder="~/Mail" autocomplete="off" spellcheck="false"; }))
                        (whose("me-path"))
                        div.deeds { button.primary type="submit" { "Read it" } }
                    }))
                }
            }
        }
    }
}

fn batch_row(batch: &Proposal, shelf: &Shelf<'_>) -> Markup {
    let state = match batch.state.as_str() {
        "proposed" => "not in the book yet",
        "accepted" => "in the book",
        "undone" => "taken back",
        other => other,
    };
    html! {
        li.entry {
            div.margin { (say::time(batch.made_at.to_zoned(shelf.zone.clone()).date(), shelf.day)) }
            div.text {
                a href=(format!("/import/{}", batch.batch)) { (name_of(&batch.place)) }
                div.soft.small {
                    (state)
                    @if let Some(report) = &batch.report { ", " (say::counted(report.distinct_messages as i64, "message")) ", " (say::counted(report.touches as i64, "new touch")) }
                }
            }
        }
    }
}

fn source_row(source: &Source, shelf: &Shelf<'_>) -> Markup {
    let on = |at: Timestamp| say::dated(at.to_zoned(shelf.zone.clone()).date());
    html! {
        li.entry {
            div.margin { (source.kind) }
            div.text {
                (name_of(&source.place))
                div.soft.small {
                    (say::counted(source.messages as i64, "message"))
                    @if let Some(to) = source.read_to { ", the newest of " (on(to)) }
                    @if let Some(at) = source.last_read_at { ", last read " (on(at)) }
                    @if source.health != READ { ", " (source.health) }
                }
            }
        }
    }
}

/// The last part of a path is what a person knows it by.
fn name_of(place: &str) -> Markup {
    let last = place
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(place);
    html! { span title=(place) { (last) } }
}

/// A batch, before or after its acceptance.
pub struct Waiting<'a> {
    pub proposal: &'a Proposal,
    pub report: &'a Report,
    pub candidates: &'a [(String, u64)],
    /// What was merged by itself once it was taken in, while that stands.
    pub merged: Option<&'a Merged>,
    pub zone: &'a TimeZone,
}

pub fn waiting(waiting: &Waiting<'_>) -> Markup {
    let (proposal, report) = (waiting.proposal, waiting.report);
    let at = format!("/import/{}", proposal.batch);
    html! {
        (layout::title(&html! {}, &html! { (heading(proposal)) }, &html! {
            p.lead { (name_of(&proposal.place)) ": " strong { (say::counted(report.messages as i64, "message")) } @if let Some((first, last)) = span(waiting) { ", " (first) " to " (last) } "." }
            @if proposal.state == "proposed" && !report.owner.is_empty() {
                div.deeds {
                    (form::write(&format!("{at}/accept"), &at, &html! { button.primary type="submit" { "Take it into the book" } }))
                    (form::press(&format!("{at}/discard"), "/import", "Discard it"))
                }
            }
            @if proposal.state == "accepted" {
                div.deeds {
                    a.button.primary href="/" { "See today" }
                    @if report.people_waiting > 0 { a.button href="/inbox" { "Open the inbox" } }
                    @if let Some(line) = proposal.line {
                        (form::write("/undo", &at, &html! { input type="hidden" name="line" value=(line); button type="submit" { "Take it back whole" } }))
                    }
                }
            }
        }))
        @if proposal.state == "proposed" { (layout::section("Whose mail", &whose(waiting, &at))) }
        (layout::section("What it holds", &counts(report)))
        @if !report.people_accepted.is_empty() {
            (layout::section("Accepted", &html! {
                p { "You wrote with them both ways, on three days or more:" }
                p.soft { (report.people_accepted.iter().take(60).cloned().collect::<Vec<_>>().join(", ")) @if report.people_accepted.len() > 60 { ", and " (say::grouped(report.people_accepted.len() as i64 - 60)) " more" } "." }
            }))
        }
        @if let Some(merged) = waiting.merged { (layout::section("Merged", &merged_by_itself(merged, &at))) }
        @if !report.skipped.is_empty() { (layout::section("Passed over", &skipped(&report.skipped))) }
    }
}

fn merged_by_itself(merged: &Merged, back: &str) -> Markup {
    html! {
        p { (say::sentence(&format!("{} have one and the same address, and stand together now", say::spelt(merged.entries as usize, "entry")))) }
        div.deeds {
            (form::write("/undo", back, &html! { input type="hidden" name="line" value=(merged.written.seq); button type="submit" { "Take them apart again" } }))
        }
    }
}

fn heading(proposal: &Proposal) -> &'static str {
    match proposal.state.as_str() {
        "proposed" => "What this would bring",
        "accepted" => "Brought in",
        "undone" => "Taken back",
        _ => "Being read",
    }
}

fn span(waiting: &Waiting<'_>) -> Option<(String, String)> {
    let on = |at: Timestamp| say::dated(at.to_zoned(waiting.zone.clone()).date());
    Some((on(waiting.report.first?), on(waiting.report.last?)))
}

fn whose(waiting: &Waiting<'_>, at: &str) -> Markup {
    let known = &waiting.report.owner;
    let ask = form::write_as(
        "form",
        &format!("{at}/owner"),
        at,
        &html! {
            @if !waiting.candidates.is_empty() {
                fieldset {
                    legend { "Seen most often" }
                    div.choices { @for (address, letters) in waiting.candidates.iter().take(8) {
                        label { input type="checkbox" name="me" value=(address); (address) " " span.soft.small { (say::grouped(*letters as i64)) } }
                    } }
                }
            }
            (form::labelled("me", "Your addresses", &html! { input #me name="me" autocomplete="email" spellcheck="false" value=(known.join(", ")); }))
            div.deeds { button.primary[known.is_empty()] type="submit" { "These are mine" } }
        },
    );
    html! {
        @if known.is_empty() {
            p { "Which addresses are yours? Without them nobody can say who wrote to whom." }
            (ask)
        } @else {
            p { "Read as the mail of " (known.join(", ")) "." }
            @if waiting.proposal.state == "proposed" && waiting.report.touches == 0 && waiting.report.known_already < waiting.report.distinct_messages {
                p { strong { "Nothing here was written by you or to you." } " If you have other addresses, name them." }
            }
            details { summary { "These are not mine, or not all" } div.inside { (ask) } }
        }
    }
}

fn counts(report: &Report) -> Markup {
    let row = |name: &str, count: u64, hint: &str| {
        html! {
            @if count > 0 { tr { td { (name) @if !hint.is_empty() { " " span.soft { (hint) } } } td.sum { (say::grouped(count as i64)) } } }
        }
    };
    html! {
        table {
            caption.unseen { "What this batch holds" }
            thead { tr { th scope="col" { "What" } th.sum scope="col" { "How many" } } }
            tbody {
                (row("Messages", report.messages, ""))
                (row("Different ones", report.distinct_messages, "copies counted once"))
                @if report.forgotten > 0 { (row("Passed over", report.forgotten, "with somebody you asked to forget")) }
                (row("Known already", report.known_already, "they change nothing"))
                (row("Without a readable date", report.undated, "kept, but in no timeline"))
                (row("Replies linked to what they answer", report.replies_linked, ""))
                (row("Lists, newsletters and machines", report.bulk, "counted, never a touch by themselves"))
                (row("New touches", report.touches, "between you and one person each"))
                (row("New people", report.people_found, ""))
                (row("Waiting in the inbox", report.people_waiting, ""))
            }
        }
    }
}

/// Of what was read as mail, where it could not be understood. Other files are counted and not named: whoever
/// can reach the page would else learn from it what lies on this machine.
fn skipped(skips: &[Skipped]) -> Markup {
    const SHOWN: usize = 100;
    let (named, others): (Vec<&Skipped>, Vec<&Skipped>) =
        skips.iter().partition(|skip| skip.offset > 0);
    let mut reasons: BTreeMap<&str, i64> = BTreeMap::new();
    for skip in &others {
        *reasons.entry(&skip.reason).or_default() += 1;
    }
    html! {
        p { (say::counted(skips.len() as i64, "place")) " could not be understood." }
        @if !reasons.is_empty() {
            table {
                caption.unseen { "Files passed over" }
                thead { tr { th scope="col" { "Reason" } th.sum scope="col" { "Files" } } }
                tbody { @for (reason, files) in &reasons { tr { td { (reason) } td.sum { (say::grouped(*files)) } } } }
            }
        }
        @if !named.is_empty() { details {
            summary { "Where, and why" }
            div.inside.scroll {
                table {
                    thead { tr { th scope="col" { "File" } th.sum scope="col" { "At byte" } th scope="col" { "Reason" } } }
                    tbody { @for skip in named.iter().take(SHOWN) {
                        tr { td { (name_of(&skip.file)) } td.sum { (say::grouped(skip.offset as i64)) } td { (skip.reason) } }
                    } }
                }
                @if named.len() > SHOWN { p.soft { "And " (say::grouped((named.len() - SHOWN) as i64)) " more." } }
            }
        } }
    }
}
