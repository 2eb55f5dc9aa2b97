//! What the soak reads out of a page: a form's hidden fields, links, the line just done, and why something was
//! refused. Pages are Troth's own, so that looking for its marks is enough.

use super::http::{Answer, Fields};

/// What a form carries unseen; the first form with this action, looked for from `from` on.
pub fn hidden(page: &str, action: &str, from: usize) -> Option<Fields> {
    let start = from + page.get(from..)?.find(&format!("action=\"{action}\""))?;
    let form = &page[start..start + page[start..].find("</form>")?];
    let fields = form.split("<input type=\"hidden\"").skip(1);
    Some(fields.filter_map(field).collect())
}

fn field(input: &str) -> Option<(String, String)> {
    let input = &input[..input.find('>')?];
    Some((
        between(input, "name=\"")?,
        plain(&between(input, "value=\"")?),
    ))
}

fn between(text: &str, before: &str) -> Option<String> {
    let start = text.find(before)? + before.len();
    let end = start + text[start..].find('"')?;
    Some(text[start..end].to_owned())
}

/// Where the first form that keeps a promise leads, after the place where its words stand.
pub fn keeping(page: &str, words: &str) -> Option<(String, usize)> {
    let at = page.find(words)?;
    let after = &page[at..];
    let end = after.find("/keep\"")? + "/keep".len();
    let start = after[..end].rfind("action=\"")? + "action=\"".len();
    Some((after[start..end].to_owned(), at))
}

/// Every link of a page to another page of this door.
pub fn links(page: &str) -> Vec<String> {
    page.split("href=\"/")
        .skip(1)
        .filter_map(|rest| Some(format!("/{}", plain(&rest[..rest.find('"')?]))))
        .filter(|link| !link.starts_with("/assets") && !link.starts_with("/feed"))
        .collect()
}

/// The number under this name in the address a `303` leads to.
pub fn number(answer: &Answer, name: &str) -> Option<i64> {
    let (_, query) = answer.location.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name)?.1.parse().ok()
}

/// The id a `303` leads to, as in `/people/ID?did=3`.
pub fn subject(answer: &Answer) -> String {
    let path = answer.location.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The sentence of a page that refuses.
pub fn sentence(page: &str) -> String {
    let marks = [
        ("<p class=\"lead\"><strong>", "</strong>"),
        ("role=\"status\"><p>", "</p>"),
    ];
    let found = marks.iter().find_map(|(before, after)| {
        let start = page.find(before)? + before.len();
        let end = start + page[start..].find(after)?;
        Some(plain(&page[start..end]))
    });
    found.unwrap_or_else(|| page.chars().take(80).collect())
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
