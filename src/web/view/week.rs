//! The week: what went well in words, last week's focus looked back on, and what to practise.

use ledger::Day;
use ledger::focus::{Focus, monday, to_practise, weeks_after};
use ledger::moment::{Kind, Moment};
use ledger::practice::Library;
use ledger::week::{Deed, Practised, Week, good_weeks_words, left_better_words};
use maud::{Markup, html};

use super::{form, layout, practice, say};

pub fn body(week: &Week, library: &Library, day: Day) -> Markup {
    html! {
        (layout::title(
            &html! { (week.monday.strftime("%Y").to_string()) " " br; "week " (week.monday.iso_week_date().week()) },
            &html! { (days(week.monday)) },
            &html! { p.lead { (lead(week)) } (around(week, day)) },
        ))
        (went_well(week))
        @if !week.theirs.is_empty() { (layout::section("From others", &html! { (deeds(&week.theirs)) })) }
        @if let Some(last) = &week.last { (layout::section("Last week’s focus", &looked_back(last, day))) }
        @if let Some(this) = &week.focus { (layout::section("This week’s focus", &now(this, week, library, day))) }
        @if week.monday == monday(day) { (choosing(week, library)) }
    }
}

fn lead(week: &Week) -> String {
    let good = good_weeks_words(week.good_weeks);
    match week.promises.words() {
        Some(kept) => format!("{kept} {}", say::sentence(&good)),
        None => say::sentence(&good),
    }
}

fn around(week: &Week, day: Day) -> Markup {
    let before = weeks_after(week.monday, -1);
    let after = weeks_after(week.monday, 1);
    html! {
        nav.tabs aria-label="Weeks" {
            a rel="prev" href=(format!("/week?of={before}")) { "The week before" }
            @if after < monday(day) { a rel="next" href=(format!("/week?of={after}")) { "The week after" } }
            @if week.monday != monday(day) { a href="/week" { "This week" } }
        }
    }
}

fn went_well(week: &Week) -> Markup {
    layout::section(
        "What went well",
        &html! {
            @if week.wins.is_empty() && week.better == 0 {
                p.empty { "Nothing is noted yet. What was small and good this week?" }
                div.deeds { a.button href="/new" { "Note it" } }
            } @else {
                (deeds(&week.wins))
                @if let Some(words) = left_better_words(week.better, !week.wins.is_empty()) { p.soft { (words) } }
            }
        },
    )
}

fn deeds(deeds: &[Deed]) -> Markup {
    html! {
        ul.wins { @for deed in deeds {
            li { time datetime=(deed.day) title=(say::long(deed.day)) { (deed.day.strftime("%a").to_string()) } span { (told(deed)) } }
        } }
    }
}

/// The sentence, each name in it leading to its page.
fn told(deed: &Deed) -> Markup {
    let words = deed.words();
    let mut rest = words.as_str();
    let mut parts = Vec::new();
    for (id, name) in &deed.people {
        if let Some((before, after)) = rest.split_once(name.as_str()) {
            parts.push((before, *id, name));
            rest = after;
        }
    }
    html! {
        @for (before, id, name) in parts { (before) a href=(format!("/people/{}", id.0)) { (name) } }
        (rest)
    }
}

fn looked_back(last: &Practised, day: Day) -> Markup {
    let focus = &last.focus;
    html! {
        p.standing { (say::sentence(to_practise(focus.moment))) }
        p.soft { (last.words(day)) }
        @if let Some(words) = &focus.looked_back { p.opener { (words) } }
        @if day >= focus.week {
            @if focus.looked_back.is_some() {
                details { summary { "Write it anew" } div.inside { (sentence(focus)) } }
            } @else { (sentence(focus)) }
        }
    }
}

fn sentence(focus: &Focus) -> Markup {
    form::write_as(
        "inline",
        "/week/look-back",
        "/week",
        &html! {
            input type="hidden" name="week" value=(focus.week);
            div.field.grow {
                label for="words" { "How was it? One sentence" }
                input #words name="words" maxlength="500" required autocomplete="off" value=[focus.looked_back.as_deref()];
            }
            button type="submit" { "Keep" }
        },
    )
}

fn now(this: &Practised, week: &Week, library: &Library, day: Day) -> Markup {
    let focus = &this.focus;
    let over = week.monday < monday(day);
    html! {
        p.standing { (say::sentence(to_practise(focus.moment))) }
        p.soft { (this.words(day)) }
        @if let Some(words) = &focus.looked_back { p.opener { (words) } }
        (practice::aside(library.card_for(focus.moment)))
        @if !over { (another(focus.week, Some(focus.moment))) }
    }
}

/// What to practise next, unless it is chosen: then, what was chosen.
fn choosing(week: &Week, library: &Library) -> Markup {
    let next = &week.suggestion;
    let name = if next.week == week.monday {
        "To practise this week"
    } else {
        "Next week"
    };
    match &week.chosen_next {
        Some(_) if next.week == week.monday => html! {},
        Some(focus) => layout::section(
            name,
            &html! {
                p.standing { (say::sentence(to_practise(focus.moment))) }
                (practice::aside(library.card_for(focus.moment)))
                (another(focus.week, Some(focus.moment)))
            },
        ),
        None => layout::section(
            name,
            &html! {
                p.standing { (say::sentence(to_practise(next.moment))) }
                p.soft { (next.why) }
                (practice::aside(library.card_for(next.moment)))
                div.deeds {
                    (form::write("/week/focus", "/week", &html! {
                        input type="hidden" name="week" value=(next.week);
                        input type="hidden" name="moment" value=(next.moment.id());
                        button.primary type="submit" { "Practise this" }
                    }))
                    (another(next.week, None))
                }
            },
        ),
    }
}

/// The whole chart of deposits to choose from.
fn another(week: Day, chosen: Option<Moment>) -> Markup {
    let id = format!("moment-{week}");
    let deposits = Moment::ALL
        .iter()
        .filter(|moment| moment.kind() == Kind::Deposit);
    html! {
        details {
            summary { "Choose another" }
            div.inside {
                (form::write_as("inline", "/week/focus", "/week", &html! {
                    input type="hidden" name="week" value=(week);
                    div.field.grow {
                        label for=(id) { "To practise" }
                        select id=(id) name="moment" {
                            @for moment in deposits {
                                option value=(moment.id()) selected[chosen == Some(*moment)] { (to_practise(*moment)) }
                            }
                        }
                    }
                    button type="submit" { "Choose" }
                }))
            }
        }
    }
}

/// "2 to 8 March", "30 March to 5 April".
fn days(week: Day) -> String {
    let last = week.saturating_add(jiff::Span::new().days(6));
    let first = if week.month() == last.month() {
        week.strftime("%-d").to_string()
    } else {
        week.strftime("%-d %B").to_string()
    };
    format!("{first} to {}", last.strftime("%-d %B"))
}
