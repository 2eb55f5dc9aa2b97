//! Forms and their fields. Every form works without script, carries where to come back to, and
//! a request id of its own, so that sending it twice does it once.

use maud::{Markup, PreEscaped, html};

/// Stands where a request id goes; as long as one, and replaced each time a page is served.
pub const REQUEST: &str = "--the-request-id-is-filled-in-here--";

/// A form that writes to the book.
pub fn write(action: &str, back: &str, fields: &Markup) -> Markup {
    write_as("", action, back, fields)
}

/// The same, with a class for its shape on the page.
pub fn write_as(class: &str, action: &str, back: &str, fields: &Markup) -> Markup {
    html! {
        form class=[(!class.is_empty()).then_some(class)] method="post" action=(action) {
            (hidden(back))
            (fields)
        }
    }
}

/// What every writing form carries unseen.
pub fn hidden(back: &str) -> Markup {
    html! {
        input type="hidden" name="request" value=(PreEscaped(REQUEST));
        input type="hidden" name="back" value=(back);
    }
}

/// What stands in a field as the form is written out, so that what is left as it was stays as it is by then.
pub fn was(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(format!("was-{name}")) value=(value); }
}

/// One press, one verb.
pub fn press(action: &str, back: &str, words: &str) -> Markup {
    write(action, back, &html! { button type="submit" { (words) } })
}

pub fn labelled(id: &str, label: &str, field: &Markup) -> Markup {
    html! { div.field { label for=(id) { (label) } (field) } }
}

/// A field with a word of explanation beneath it.
pub fn explained(id: &str, label: &str, hint: &str, field: &Markup) -> Markup {
    html! { div.field { label for=(id) { (label) } (field) span.hint { (hint) } } }
}

/// Names to choose from while typing.
pub fn names(id: &str, names: &[String]) -> Markup {
    html! { datalist id=(id) { @for name in names { option value=(name); } } }
}
