//! Promises, yours and theirs: what is about to slip, what you wait for, what is open by its day, and
//! what became of the others. Of many only a bounded number stands here, the rest a page further.

use std::collections::HashMap;

use ledger::Day;
use ledger::progress::Progress;
use ledger::promise::{PromiseId, State};
use ledger::slip::Slip;
use ledger::touch::Side;
use maud::{Markup, html};

use super::{layout, person, pledge, say};
use crate::book::{Keeping, Part, Pledge, Portion};

/// So many of each kind stand on the first page.
pub const FEW: usize = 30;
/// So many about to slip, or waited for.
pub const PRESSING: usize = 8;
/// So many stand on a page of one kind.
pub const ON_A_PAGE: usize = 60;

/// What the first page is made from.
pub struct Sheet<'a> {
    pub keeping: &'a Keeping,
    pub waiting: &'a [Pledge],
    pub mine: &'a Portion,
    pub theirs: &'a Portion,
    pub settled: &'a Portion,
    pub notes: &'a HashMap<PromiseId, Vec<Progress>>,
    pub day: Day,
}

/// A page of one kind.
pub struct Leaf<'a> {
    pub part: Part,
    pub portion: &'a Portion,
    pub notes: &'a HashMap<PromiseId, Vec<Progress>>,
    pub page: usize,
    pub back: &'a str,
    pub day: Day,
}

pub fn body(sheet: &Sheet<'_>) -> Markup {
    let slipping = &sheet.keeping.slipping;
    let slipping = &slipping[..slipping.len().min(PRESSING)];
    let shown = |id: PromiseId| {
        slipping.iter().any(|(pledge, _)| pledge.promise.id == id)
            || sheet.waiting.iter().any(|pledge| pledge.promise.id == id)
    };
    let rest = |portion: &'_ Portion| -> Vec<Pledge> {
        let pledges = portion.pledges.iter();
        pledges
            .filter(|pledge| !shown(pledge.promise.id))
            .cloned()
            .collect()
    };
    let (mine, theirs) = (rest(sheet.mine), rest(sheet.theirs));
    html! {
        (layout::title(&html! {}, &html! { "Promises" }, &html! {
            p.lead { (lead(sheet.mine.all, sheet.theirs.all)) }
            div.deeds {
                a.button.primary href="/new?kind=promise" { "Note a promise" }
                a.button.quiet href="/repairs" { "To mend" }
            }
        }))
        (layout::section("Your word", &word(sheet.keeping)))
        @if !slipping.is_empty() {
            (layout::rows("Tell early", &html! {
                ul.rows { @for (pledge, slip) in slipping { (row(pledge, Some(*slip), sheet.notes, sheet.day, "/promises")) } }
            }))
        }
        @if !mine.is_empty() { (shelf("Yours", &mine, sheet, sheet.mine, Part::Open(Side::Mine))) }
        @if !sheet.waiting.is_empty() {
            (layout::rows("Waiting on", &html! {
                ul.rows { @for pledge in sheet.waiting { (row(pledge, None, sheet.notes, sheet.day, "/promises")) } }
            }))
        }
        @if !theirs.is_empty() { (shelf("Theirs", &theirs, sheet, sheet.theirs, Part::Open(Side::Theirs))) }
        @if !sheet.settled.pledges.is_empty() {
            (layout::rows("Settled", &html! {
                ul.rows.tight { @for pledge in &sheet.settled.pledges { (settled_row(pledge, sheet.day)) } }
                (more(sheet.settled, Part::Settled))
            }))
        }
    }
}

/// One kind alone, a page at a time.
pub fn leaf(leaf: &Leaf<'_>) -> Markup {
    let name = match leaf.part {
        Part::Open(Side::Mine) => "Yours",
        Part::Open(Side::Theirs) => "Theirs",
        Part::Settled => "Settled",
    };
    html! {
        (layout::title(&html! {}, &html! { "Promises" }, &html! {
            p.lead { (say::sentence(&format!("{}: {}", name.to_lowercase(), say::counted(leaf.portion.all as i64, "promise")))) }
            div.deeds { a.button.quiet href="/promises" { "All promises" } }
        }))
        @if leaf.part == Part::Settled {
            (layout::rows(name, &html! {
                ul.rows.tight { @for pledge in &leaf.portion.pledges { (settled_row(pledge, leaf.day)) } }
            }))
        } @else {
            (layout::rows(name, &html! {
                ul.rows { @for pledge in &leaf.portion.pledges { (row(pledge, None, leaf.notes, leaf.day, leaf.back)) } }
            }))
        }
        (pages(leaf))
    }
}

fn lead(mine: usize, theirs: usize) -> String {
    match (mine, theirs) {
        (0, 0) => "No promise is open. What you tell people you will do, and what they tell you, goes here.".to_owned(),
        (mine, theirs) => format!(
            "{} open: {} of yours, {} of theirs.",
            say::sentence(&say::spelt(mine + theirs, "promise")).trim_end_matches('.'),
            if mine == 0 { "none".to_owned() } else { say::grouped(mine as i64) },
            if theirs == 0 { "none".to_owned() } else { say::grouped(theirs as i64) },
        ),
    }
}

/// What is due against what one keeps, and how promises turn out both ways.
fn word(keeping: &Keeping) -> Markup {
    let load = &keeping.load;
    html! {
        p.standing { (due_words(load.due)) }
        p { (say::sentence(&load.pace.words())) }
        @if load.is_beyond() { p { "That is more than usual. Which can be later, or be handed on?" } }
        dl.facts.word {
            dt { "Yours" } dd { (say::sentence(&keeping.mine.words())) }
            dt { "Theirs" } dd { (say::sentence(&keeping.theirs.words())) }
        }
    }
}

fn due_words(due: usize) -> String {
    match due {
        0 => "Nothing of yours is due within seven days".to_owned(),
        1 => "One of yours is due within seven days, or overdue".to_owned(),
        due => format!("{due} of yours are due within seven days, or overdue"),
    }
}

fn shelf(
    name: &str,
    pledges: &[Pledge],
    sheet: &Sheet<'_>,
    portion: &Portion,
    part: Part,
) -> Markup {
    layout::rows(
        name,
        &html! {
            ul.rows { @for pledge in pledges { (row(pledge, None, sheet.notes, sheet.day, "/promises")) } }
            (more(portion, part))
        },
    )
}

fn row(
    pledge: &Pledge,
    slip: Option<Slip>,
    notes: &HashMap<PromiseId, Vec<Progress>>,
    day: Day,
    back: &str,
) -> Markup {
    pledge::row(&pledge::Row {
        promise: &pledge.promise,
        name: &pledge.name,
        notes: notes.get(&pledge.promise.id).map_or(&[], Vec::as_slice),
        slip,
        day,
        back,
    })
}

/// Where the others stand, when these are not all.
fn more(portion: &Portion, part: Part) -> Markup {
    html! {
        @if portion.pledges.len() < portion.all {
            div.entry { div.margin {} div.text {
                a.button.quiet href=(link(part, 1)) { "All " (say::grouped(portion.all as i64)) " of them" }
            } }
        }
    }
}

fn pages(leaf: &Leaf<'_>) -> Markup {
    let last = leaf.portion.all.div_ceil(ON_A_PAGE).max(1);
    html! {
        @if last > 1 {
            div.entry { div.margin {} div.text {
                nav.tabs aria-label="Pages" {
                    @if leaf.page > 1 { a rel="prev" href=(link(leaf.part, leaf.page - 1)) { "Earlier" } }
                    span.soft.place { "Page " (say::grouped(leaf.page as i64)) " of " (say::grouped(last as i64)) }
                    @if leaf.page < last { a rel="next" href=(link(leaf.part, leaf.page + 1)) { "Further" } }
                }
            } }
        }
    }
}

pub fn link(part: Part, page: usize) -> String {
    let show = match part {
        Part::Open(side) => side.id(),
        Part::Settled => "settled",
    };
    match page {
        1 => format!("/promises?show={show}"),
        page => format!("/promises?show={show}&page={page}"),
    }
}

fn settled_row(pledge: &Pledge, day: Day) -> Markup {
    let promise = &pledge.promise;
    let State::Settled { on, outcome } = promise.state else {
        return html! {};
    };
    html! {
        li.entry {
            div.margin { (say::time(on, day)) }
            div.text {
                (promise.what)
                div.soft.small {
                    (person::outcome_words(outcome)) " · " (person::whose(promise.side)) ", with "
                    a href=(format!("/people/{}", promise.person.0)) { (pledge.name) }
                }
            }
        }
    }
}
