//! The small changes an owner makes to a person, each behind a word: name, attention, rhythm,
//! quiet time, ignoring and merging.

use ledger::person::Standing;
use maud::{Markup, html};

use super::Sheet;
use crate::web::view::form;

pub(super) fn forms(sheet: &Sheet<'_>, at: &str) -> Markup {
    let person = &sheet.page.acquaintance.person;
    let back = sheet.back;
    let disclosed = |key: &str, words: &str, inside: &dyn Fn() -> Markup| {
        sheet.folds.behind(key, words, inside)
    };
    html! {
        div.more {
            (disclosed("rename", "Name", &|| form::write_as("inline", &format!("{at}/rename"), back, &html! {
                div.field.grow { label for="name" { "Name" } input #name name="name" required value=(person.name) autocomplete="off"; }
                button type="submit" { "Rename" }
            })))
            (disclosed("attention", "How much attention", &|| form::write(&format!("{at}/importance"), back, &html! {
                fieldset {
                    legend { "How much attention you want to give" }
                    div.choices { @for (steps, words) in [("1", "Now and then"), ("2", "Usual"), ("3", "Dear")] {
                        label { input type="radio" name="importance" value=(steps) checked[steps == person.importance.steps().to_string()]; (words) }
                    } }
                }
                div.deeds { button type="submit" { "Save" } }
            })))
            (disclosed("own-rhythm", "Rhythm", &|| form::write_as("inline", &format!("{at}/rhythm"), back, &html! {
                div.field.grow {
                    label for="rhythm" { "How often" }
                    input #rhythm name="rhythm" value=[own_rhythm(sheet)] autocomplete="off" placeholder="14, every two weeks, monthly in person";
                    span.hint { "Leave it empty to let it be learnt, or to follow a circle." }
                }
                button type="submit" { "Save" }
            })))
            (disclosed("quiet", "Quiet time", &|| quiet(sheet, at)))
            @if person.standing == Standing::Accepted {
                (disclosed("merge", "Ignore or merge", &|| html! {
                    p.hint { "Ignored people are never proposed. Merging keeps both histories and can be undone." }
                    div.deeds { (form::press(&format!("{at}/ignore"), back, "Ignore for ever")) }
                    (form::write_as("inline", &format!("{at}/merge"), back, &html! {
                        div.field.grow { label for="into" { "The same person as" } input #into name="into" required autocomplete="off" placeholder="a name or an address"; }
                        button type="submit" { "Merge" }
                    }))
                }))
            }
            @if person.standing != Standing::Owner { (disclosed("rights", "Show everything, or forget", &|| rights(sheet, at))) }
            @if !sheet.page.merged.is_empty() {
                (disclosed("merged", "Merged entries", &|| html! {
                    ul { @for (id, name) in &sheet.page.merged {
                        li.inline { span { (name) } (form::press(&format!("/people/{}/unmerge", id.0), back, "Take apart")) }
                    } }
                }))
            }
        }
    }
}

/// Their own rhythm, not a circle's.
fn own_rhythm(sheet: &Sheet<'_>) -> Option<String> {
    let followed = sheet.page.followed.as_ref()?;
    followed.circle.is_none().then(|| followed.cadence.words())
}

fn quiet(sheet: &Sheet<'_>, at: &str) -> Markup {
    let held = sheet.page.acquaintance.person.quiet.as_ref();
    html! {
        p.hint { "Leave, holidays, a project that ended: silence is expected and its clock stands still." }
        (form::write_as("form", &format!("{at}/quiet"), sheet.back, &html! {
            div.pair {
                (form::labelled("from", "From", &html! { input #from type="date" name="from" required value=(held.map_or(sheet.day, |quiet| quiet.from)); }))
                (form::explained("until", "Until", "Empty: until further notice.", &html! { input #until type="date" name="until" value=[held.and_then(|quiet| quiet.until)]; }))
            }
            (form::labelled("why", "Because", &html! { input #why name="why" value=(held.map_or("", |quiet| quiet.why.as_str())); }))
            div.deeds { button type="submit" { "Save" } }
        }))
        @if held.is_some() {
            (form::write(&format!("{at}/quiet"), sheet.back, &html! {
                input type="hidden" name="end" value="yes";
                button type="submit" { "End the quiet time" }
            }))
        }
    }
}

/// What they may ask of the owner of a book.
fn rights(sheet: &Sheet<'_>, at: &str) -> Markup {
    let name = &sheet.page.acquaintance.person.name;
    html! {
        p.hint { "Should " (name) " ask what you keep about them, or ask you to forget it." }
        div.deeds {
            a.button href=(format!("{at}/everything")) { "Everything the book says" }
            a.button.quiet href=(format!("{at}/forget")) { "Forget them" }
        }
    }
}
