//! The reminders page: one digest a day, when, how, and what became of the last ones.

use jiff::tz::TimeZone;
use ledger::Day;
use ledger::reminder::{Channel, Digest, State, Wanted, clock_words, next_try};
use maud::{Markup, html};

use super::{form, layout, say};
use crate::book::MailServer;

/// What the page is made from.
pub struct Standing<'a> {
    pub wanted: &'a Wanted,
    /// The oldest first.
    pub digests: &'a [Digest],
    pub undelivered: &'a [String],
    pub mail: Option<&'a MailServer>,
    /// The secret part of the calendar's address, when it is switched on.
    pub feed: Option<&'a str>,
    pub zone: &'a TimeZone,
    pub day: Day,
}

pub fn body(standing: &Standing<'_>) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "Reminders" }, &html! { p.lead { (lead(standing.wanted)) } }))
        (undelivered(standing.undelivered))
        (layout::section("When and how", &choices(standing)))
        (layout::section("Calendar", &calendar(standing)))
        (layout::section("Mail", &mail(standing.mail)))
        @if !standing.digests.is_empty() {
            (layout::rows("Lately", &html! {
                ul.rows.tight { @for digest in standing.digests.iter().rev() { (row(digest, standing)) } }
            }))
        }
    }
}

fn undelivered(lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() {
            (layout::section("", &html! { @for line in lines { p { (line) } } }))
        }
    }
}

fn lead(wanted: &Wanted) -> String {
    let sent = wanted.channels.iter().any(|channel| channel.is_sent());
    let days = if wanted.weekends {
        "every day"
    } else {
        "on weekdays"
    };
    match sent {
        true => format!(
            "One digest {days} at {}, and nothing else. While Troth is open, or by a timer.",
            clock_words(wanted.at)
        ),
        false => {
            "Nothing is sent. Choose a channel, and one digest a day comes at the hour you choose."
                .to_owned()
        }
    }
}

fn choices(standing: &Standing<'_>) -> Markup {
    let wanted = standing.wanted;
    let has = |channel| wanted.channels.contains(&channel);
    let quiet = wanted.quiet.filter(|days| !days.is_over(standing.day));
    form::write_as(
        "form",
        "/reminders",
        "/reminders",
        &html! {
            (form::labelled("at", "At", &html! {
                input #at type="time" name="at" required value=(clock_words(wanted.at));
            }))
            fieldset {
                legend { "By" }
                div.choices {
                    label { input type="checkbox" name="channel" value="desktop" checked[has(Channel::Desktop)]; "A notification here: how many, no names" }
                    label { input type="checkbox" name="channel" value="mail" checked[has(Channel::Mail)] disabled[standing.mail.is_none()]; "Mail, with names and reasons" }
                    label { input type="checkbox" name="channel" value="calendar" checked[has(Channel::Calendar)]; "A calendar that asks for it" }
                }
            }
            fieldset {
                legend { "Also" }
                div.choices {
                    label { input type="checkbox" name="weekends" value="yes" checked[wanted.weekends]; "On Saturdays and Sundays" }
                    label { input type="checkbox" name="nights" value="yes" checked[wanted.nights]; "At night, from 22:00 to 6:00" }
                }
            }
            div.pair {
                (form::labelled("quiet-from", "Quiet days from", &html! { input #quiet-from type="date" name="quiet_from" value=[quiet.map(|days| days.from)]; }))
                (form::labelled("quiet-until", "Quiet days until", &html! { input #quiet-until type="date" name="quiet_until" value=[quiet.map(|days| days.until)]; }))
            }
            div.deeds { button type="submit" { "Save" } }
        },
    )
}

fn calendar(standing: &Standing<'_>) -> Markup {
    let wanted = standing.wanted.channels.contains(&Channel::Calendar);
    html! {
        @match standing.feed {
            None if wanted => {
                p #calendar { "The calendar is on, and has no address on this machine yet." }
                div.deeds.happened { (form::press("/reminders/feed", "/reminders#calendar", "Make an address")) }
            }
            None => p.soft #calendar { "Switched on, your calendar can show promises, milestones, concerns, meetings and today’s moves, from an address only you know." },
            Some(secret) => {
                @let address = format!("/feed/{secret}.ics");
                p #calendar { "Subscribe to the address of this link in a calendar on this machine. Whoever has it can read what it shows, while Troth is open." }
                p.happened { a href=(address) { (address) } }
                p.hint { "A calendar that knows tasks may add " code { "?tasks" } " to it." }
                div.deeds.happened { (form::press("/reminders/feed", "/reminders#calendar", "Make a new address")) }
            }
        }
    }
}

fn mail(server: Option<&MailServer>) -> Markup {
    html! {
        @match server {
            Some(server) => p { "To " (server.to) " by " (server.host) ", port " (server.port) "." },
            None => p { "No mail server is named yet. It is named at the command line, since it takes a password:" },
        }
        p.happened { code { @if server.is_some() { "troth reminders mail --test" } @else { "troth reminders mail --server HOST --from ADDRESS --password-file FILE" } } }
    }
}

fn row(digest: &Digest, standing: &Standing<'_>) -> Markup {
    html! {
        li.entry {
            div.margin { (say::time(digest.day, standing.day)) }
            div.text { p { (say::sentence(&stands(digest, standing))) } }
        }
    }
}

fn stands(digest: &Digest, standing: &Standing<'_>) -> String {
    let zone = standing.zone;
    let brought = digest.channel.brings();
    let things = say::spelt(digest.marks.len(), "thing");
    match &digest.state {
        State::Delivered { at } => {
            format!(
                "the {brought} went out at {}, {things} in it",
                say::hour(*at, zone)
            )
        }
        State::Nothing => format!("there was nothing to say, so no {brought} went out"),
        State::Waiting(failure) => {
            let again = match next_try(standing.wanted, zone, failure) {
                Some(at) => format!("next try from {} on", say::hour(at, zone)),
                None => "not tried again today".to_owned(),
            };
            let why = &failure.why;
            format!("the {brought} waits, {things} in it: {why}; {again}")
        }
        State::Failed(failure) => format!("the {brought} was not sent: {}", failure.why),
    }
}
