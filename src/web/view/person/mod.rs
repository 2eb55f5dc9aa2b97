//! One person's page: the last contact and where it was read, the rhythm against the silence,
//! your side of the account with its statement, promises both ways, and what happened.

mod approach;
mod bids;
mod changes;
mod circles;
mod concerns;
mod confidences;
mod contributions;
mod details;
mod first;
mod judging;
mod meetings;
mod mending;
mod milestones;

use jiff::tz::TimeZone;
use ledger::Day;
use ledger::circle::CircleId;
use ledger::handle::HandleKind;
use ledger::person::{Importance, Person, Standing};
use ledger::promise::{Outcome, Promise, State};
use ledger::rhythm::{Silence, Unusual};
use ledger::subject::shown;
use ledger::touch::{Beginner, Side, Touch};
use maud::{Markup, html};

use super::fold::Folds;
use super::statement::{self, Length};
use super::{chart, form, layout, pledge, say};
use crate::book::{Followed, Page};
pub use circles::INTO_A_CIRCLE;
pub use judging::moments;

/// What one person's page is made from.
pub struct Sheet<'a> {
    pub page: &'a Page,
    pub day: Day,
    pub zone: &'a TimeZone,
    pub months: &'a [(Day, u32)],
    pub length: Length,
    pub back: &'a str,
    pub folds: Folds<'a>,
    /// Every circle there is, to choose from.
    pub circles: &'a [(CircleId, String)],
}

/// So many bytes a page of somebody well known has, and a touch on it.
const PAGE_USUAL: usize = 24 * 1024;
const TOUCH_USUAL: usize = 700;

/// The keys of the two statements: the owner's side, and theirs.
pub const STATEMENTS: [&str; 2] = ["statement", "their-statement"];

impl Sheet<'_> {
    /// A statement stands open where the whole of it was asked for.
    fn line_by_line(&self, key: &str, words: &str, table: impl FnOnce() -> Markup) -> Markup {
        match self.length {
            Length::Whole => {
                html! { details open { summary { (words) } div.inside { (table()) } } }
            }
            Length::Newest => self.folds.behind(key, words, table),
        }
    }
}

pub fn body(sheet: &Sheet<'_>) -> Markup {
    let page = sheet.page;
    let person = &page.acquaintance.person;
    let at = format!("/people/{}", person.id.0);
    let first = ledger::person::first_name(&person.name);
    html! {
        (say::Room(PAGE_USUAL))
        (layout::title(&importance(person.importance), &html! { (page.acquaintance.told()) }, &html! {
            p.lead { (last_contact(sheet)) }
            div.deeds {
                a.button.primary href=(format!("/new?person={}", person.id.0)) { "Note a touch" }
                a.button href=(format!("/new?kind=promise&person={}", person.id.0)) { "Note a promise" }
                a.button href=(format!("/brief?person={}", person.id.0)) { "Brief" }
            }
        }))
        @if person.standing != Standing::Accepted { (standing(person, &at, sheet.back)) }
        (layout::section("Rhythm", &rhythm(sheet)))
        (meetings::ahead(sheet))
        @if person.standing == Standing::Accepted { (layout::section("Circles", &circles::chips(sheet, &at))) }
        (details::remembered(sheet, &at))
        (details::shared_ground(sheet))
        (layout::section("How to approach", &approach::section(sheet, &at)))
        (layout::section(&format!("Your side of the account with {first}"), &mine(sheet, &at)))
        @if !page.promises.is_empty() { (pledges(sheet)) }
        (concerns::section(sheet))
        (contributions::section(sheet))
        (bids::section(sheet))
        (milestones::section(sheet))
        (mending::section(sheet, &at))
        (first::section(sheet, &at))
        @if !sheet.months.is_empty() { (layout::section("Over time", &over_time(sheet))) }
        @if !page.touches.is_empty() { (timeline(sheet, &at)) }
        @if page.has_theirs() { (layout::section(&format!("What came from {first}"), &theirs(sheet, &at))) }
        (layout::section("Confidences", &confidences::sealed(sheet, &at)))
        (layout::section("Ways to reach", &handles(page)))
        (layout::section("Change", &changes::forms(sheet, &at)))
    }
}

fn importance(importance: Importance) -> Markup {
    html! {
        @match importance {
            Importance::NowAndThen => "Now and then",
            Importance::Usual => "",
            Importance::Dear => "Dear to you",
        }
    }
}

fn last_contact(sheet: &Sheet<'_>) -> Markup {
    let page = sheet.page;
    html! {
        @match (&page.acquaintance.facts, &page.acquaintance.last) {
            (Some(facts), Some(last)) => {
                "Last in touch " strong { (say::ago(facts.last, sheet.day)) } ", " (last.medium.words())
                @if !last.note.is_empty() { ": “" (shown(last.medium, &last.note)) "”" }
                ". Source: " (last.origin) "."
            }
            (Some(facts), None) => { "Last in touch " strong { (say::ago(facts.last, sheet.day)) } "." }
            (None, _) => "Nothing is noted with them yet.",
        }
    }
}

fn standing(person: &Person, at: &str, back: &str) -> Markup {
    let words = match person.standing {
        Standing::Waiting => "Found in your mail and waiting for your word.",
        Standing::Ignored => "You chose to ignore this person. Nothing about them is proposed.",
        Standing::Owner => "This is you, the owner of this book.",
        Standing::Accepted => "",
    };
    layout::section(
        "",
        &html! {
            p { (words) }
            @if person.standing != Standing::Owner {
                div.deeds {
                    (form::press(&format!("{at}/accept"), back, "Accept"))
                    @if person.standing == Standing::Waiting { (form::press(&format!("{at}/ignore"), back, "Ignore for ever")) }
                }
            }
        },
    )
}

fn rhythm(sheet: &Sheet<'_>) -> Markup {
    let page = sheet.page;
    let set = page
        .followed
        .as_ref()
        .map(|followed| followed_words(followed, sheet.day));
    let Some(silence) = &page.silence else {
        return html! {
            @if let Some(set) = set { p { (set) } } @else { p { "No rhythm yet: it is learnt from days in touch." } }
        };
    };
    let set_days = page.followed.as_ref().and_then(Followed::silence_days);
    let known = set_days.is_some()
        || page
            .acquaintance
            .facts
            .as_ref()
            .is_some_and(|facts| facts.gaps >= ledger::rhythm::GAPS_ENOUGH);
    html! {
        p.standing { (page.temper.words(silence)) }
        @if known && silence.usual > 0.0 {
            (chart::against(
                &format!("{} of silence; usually {}.", say::counted(silence.days, "day"), say::plain(silence.usual.round())),
                silence.days as f64, silence.usual, (silence.usual * 3.0).max(silence.days as f64 * 1.15),
            ))
            p.axis.legend {
                span { span.swatch {} (say::counted(silence.days, "day")) " since the last contact" }
                span { span.swatch.dash {} "usually " (say::counted(silence.usual.round() as i64, "day")) @if set_days.is_some() { ", as you set it" } }
            }
        }
        p.hint { (unusual(silence, page.probability_30)) }
        @if let Some(set) = set { p.hint { (set) } }
    }
}

/// "Set to every 2 weeks, on Tuesdays, for Field team."
fn followed_words(followed: &Followed, day: Day) -> String {
    let mut words = format!("Set to {}", followed.cadence.words());
    if let Some((_, name)) = &followed.circle {
        words.push_str(&format!(", for {name}"));
    }
    words.push('.');
    if followed.cadence.in_person {
        words.push_str(&match followed.last_in_person {
            Some(last) => format!(" Last in person {}.", say::ago(last, day)),
            None => " Nothing in person is noted yet.".to_owned(),
        });
    }
    if let Some(on) = followed.happened {
        words.push_str(&format!(" It last happened {}.", say::ago(on, day)));
    }
    words
}

fn unusual(silence: &Silence, probability: Option<f64>) -> String {
    let Unusual::P(p) = silence.unusual else {
        return String::new();
    };
    let mut words = format!(
        "Given their gaps so far, about {} in 100 silences are at least this long.",
        (p * 100.0).round().clamp(1.0, 99.0)
    );
    if let Some(probability) = probability {
        words.push_str(&format!(
            " Contact within 30 days is about {} in 100 likely.",
            (probability * 100.0).round().clamp(1.0, 99.0)
        ));
    }
    words.push_str(" Half of such flags mean nothing.");
    words
}

fn mine(sheet: &Sheet<'_>, at: &str) -> Markup {
    let page = sheet.page;
    let peak = page
        .course
        .iter()
        .map(|(_, balance)| *balance)
        .fold(0.0, f64::max);
    html! {
        p.standing { (page.words) }
        @if !page.mine.is_empty() {
            (chart::against(
                &format!("Your side stands at {:.1}; the middle of the last twelve months is {:.1}.", page.mine.balance, page.median_of_year),
                page.mine.balance, page.median_of_year, peak,
            ))
            p.axis.legend {
                span { span.swatch {} "now " span.number { (say::sum(page.mine.balance)) } }
                span { span.swatch.dash {} "the middle of your own last twelve months " span.number { (say::sum(page.median_of_year)) } }
            }
            (sheet.line_by_line(STATEMENTS[0], "The statement, line by line", || {
                statement::table(&page.mine, "Your side, line by line", &format!("{at}?statement=whole"), sheet.day)
            }))
        } @else { p.hint { "Nothing you did with them is noted yet." } }
        @if page.reliability_mine.outcomes > 0 { p.hint { "Your promises to them: " (page.reliability_mine.words()) "." } }
        p.hint { "It measures recorded attention on your side, not trust, and never what anybody is worth." }
    }
}

fn theirs(sheet: &Sheet<'_>, at: &str) -> Markup {
    let page = sheet.page;
    html! {
        p { "What they did for you, as far as this book knows. Their own view is missing." }
        @if page.reliability_theirs.outcomes > 0 { p.hint { "Their promises to you: " (page.reliability_theirs.words()) "." } }
        (sheet.line_by_line(STATEMENTS[1], "Line by line", || {
            statement::table(&page.theirs(), "Their side, line by line", &format!("{at}?statement=whole"), sheet.day)
        }))
    }
}

fn pledges(sheet: &Sheet<'_>) -> Markup {
    let (open, settled): (Vec<&Promise>, Vec<&Promise>) = sheet
        .page
        .promises
        .iter()
        .partition(|promise| promise.is_open());
    let name = &sheet.page.acquaintance.person.name;
    html! {
        (layout::rows("Promises", &html! {
            ul.rows { @for promise in &open { (pledge::row(&pledge::Row { promise, name, notes: &[], slip: None, day: sheet.day, back: sheet.back })) } }
            @if open.is_empty() { div.entry { div.margin {} div.text { p { "None is open." } } } }
            @if !settled.is_empty() {
                div.entry { div.margin {} div.text {
                    details {
                        summary { (say::counted(settled.len() as i64, "settled promise")) }
                        div.inside { ul.rows.tight { @for promise in &settled { (settled_row(promise, sheet.day)) } } }
                    }
                } }
            }
        }))
    }
}

fn settled_row(promise: &Promise, day: Day) -> Markup {
    let State::Settled { on, outcome } = promise.state else {
        return html! {};
    };
    html! {
        li {
            (promise.what) " "
            span.soft.small { (whose(promise.side)) ", " (outcome_words(outcome)) " " (say::short(on, day)) }
        }
    }
}

pub fn whose(side: Side) -> &'static str {
    match side {
        Side::Mine => "yours",
        Side::Theirs => "theirs",
    }
}

pub fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => "kept",
        Outcome::Late => "kept late",
        Outcome::Broken => "broken",
        Outcome::Released => "released",
    }
}

fn over_time(sheet: &Sheet<'_>) -> Markup {
    let (course, usual) = (&sheet.page.course, sheet.page.median_of_year);
    let balances = || chart::balances(course);
    let balances = sheet.line_by_line("balances", "The balance as a table", balances);
    let months = || chart::months(sheet.months);
    let months = sheet.line_by_line("months", "The days as a table", months);
    html! {
        (chart::balance(course, usual, &balances))
        (chart::contact_days(sheet.months, &months))
    }
}

fn timeline(sheet: &Sheet<'_>, at: &str) -> Markup {
    let touches = &sheet.page.touches;
    let shown = touches.len().min(sheet.length.at_most());
    html! {
        (layout::rows("What happened", &html! {
            (say::Room(shown * TOUCH_USUAL))
            ol.rows.tight { @for touch in &touches[..shown] { (happened(touch, sheet)) } }
            @if shown < touches.len() {
                div.entry { div.margin {} div.text {
                    a.button.quiet href=(format!("{at}?statement=whole")) { "All " (say::grouped(touches.len() as i64)) " of them" }
                } }
            }
        }))
    }
}

fn happened(touch: &Touch, sheet: &Sheet<'_>) -> Markup {
    html! {
        li.entry {
            div.margin { (say::time_of(touch.at, sheet.zone, touch.day, sheet.day)) }
            div.text {
                @if touch.note.is_empty() { (say::sentence(&kind_of(touch)).trim_end_matches('.')) } @else { (shown(touch.medium, &touch.note)) }
                div.soft.small {
                    @if !touch.note.is_empty() { (touch.setting.words()) " " (touch.medium.words()) " · " }
                    @match touch.began { Beginner::Me => "you began · ", Beginner::Them => "they began · ", Beginner::Unknown => "" }
                    @if touch.addressees > 1 { "among " (touch.addressees) " · " }
                    (touch.origin)
                }
                @if !touch.moments.is_empty() {
                    div.small { @for (place, judged) in touch.moments.iter().enumerate() {
                        @if place > 0 { "; " }
                        @if judged.side == Side::Mine { "you " } @else { "they " }
                        (judged.moment.words())
                    } }
                }
                @if let Some(verdict) = touch.standing_verdict() { div.small { (verdict.words()) } }
                (judging::behind(touch, sheet))
            }
        }
    }
}

/// "a coffee in person", "a message by mail", "one to one by video".
fn kind_of(touch: &Touch) -> String {
    format!("{} {}", touch.setting.words(), touch.medium.words())
}

fn handles(page: &Page) -> Markup {
    let known = &page.acquaintance.handles;
    html! {
        @if known.is_empty() { p.soft { "No address is noted." } }
        ul { @for handle in known {
            li {
                @if handle.kind == HandleKind::Mail { a href=(say::mailto(&handle.value)) { (handle.value) } } @else { (handle.value) " " span.soft.small { (handle.kind.id()) } }
            }
        } }
    }
}
