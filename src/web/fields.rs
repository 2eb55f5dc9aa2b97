//! What a form or an address holds, by name; several under one name are several.

use std::str::FromStr;
use std::time::Duration;

use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::{Form, http::StatusCode};
use ledger::Day;
use ledger::person::PersonId;
use ledger::touch::TouchId;
use tokio::time::timeout;
use uuid::Uuid;

use super::app::App;

use crate::book::{Book, Content, Door, Stamp};
use crate::error::{Error, Result};
use crate::seal::Secret;

/// A form is short, and its browser sends it in one go.
const WITHIN: Duration = Duration::from_secs(10);

#[derive(Clone, Debug, Default)]
pub struct Fields {
    all: Vec<(String, String)>,
    /// The address a form was sent to; empty for what an address itself holds.
    at: String,
}

/// What a form carries for the way it is sent, and not for what it asks for.
const OF_THE_WAY: [&str; 5] = ["request", "back", "did", "undone", "again"];

impl Fields {
    pub fn of_query(query: Option<&str>) -> Self {
        let uri = format!("/?{}", query.unwrap_or_default());
        let parsed = axum::http::Uri::from_str(&uri)
            .ok()
            .and_then(|uri| axum::extract::Query::try_from_uri(&uri).ok());
        parsed
            .map(|axum::extract::Query(fields)| Self::of(fields))
            .unwrap_or_default()
    }

    /// Without what no keyboard types and PostgreSQL keeps in no text.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self::sent(fields, String::new())
    }

    fn sent(mut all: Vec<(String, String)>, at: String) -> Self {
        for (_, text) in &mut all {
            text.retain(|letter| letter != '\0');
        }
        Self { all, at }
    }

    /// A field's text without the blanks around it; `None` when it is empty or missing.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, text) = self.all.iter().find(|(field, _)| field == name)?;
        Some(text.trim()).filter(|text| !text.is_empty())
    }

    /// Whether a field was left as it stood when its form was written out (`was-NAME`, which the form carries), or
    /// does not stand in the form: then what it names is not to be changed, whatever another page made of it since.
    pub fn is_as_it_was(&self, name: &str) -> bool {
        let was = format!("was-{name}");
        let has = |name: &str| self.all.iter().any(|(field, _)| field == name);
        !has(name) || has(&was) && self.get(name) == self.get(&was)
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.all
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, text)| text.as_str())
    }

    pub fn need(&self, name: &str, question: &str) -> Result<&str> {
        self.get(name).ok_or_else(|| Error::refused(question))
    }

    pub fn day(&self, name: &str) -> Result<Option<Day>> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        match text.parse::<Day>() {
            Ok(day) => Ok(Some(day)),
            Err(_) => {
                Err(Error::refused(format!("“{text}” is not a day")).hint("write it as 2026-03-14"))
            }
        }
    }

    /// The person a field names, by id, name or address.
    pub fn person(&self, name: &str, book: &Book) -> Result<PersonId> {
        who(self.need(name, "who is it about?")?, book)
    }

    /// One name, or several with commas between them. A name may hold a comma of its own.
    pub fn people(&self, name: &str, book: &Book) -> Result<Vec<PersonId>> {
        let text = self.need(name, "with whom?")?;
        let whole = who(text, book);
        if whole.is_ok() || !text.contains(',') {
            return Ok(vec![whole?]);
        }
        let mut people = Vec::new();
        for name in text
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            let person = who(name, book)?;
            if !people.contains(&person) {
                people.push(person);
            }
        }
        Ok(people)
    }

    /// People named by their ids, as a page names them, by what they are called: to be shown in a field.
    #[must_use]
    pub fn with_names(mut self, book: &Book) -> Self {
        for (name, text) in &mut self.all {
            if matches!(name.as_str(), "person" | "people") && Uuid::parse_str(text).is_ok() {
                *text = super::new::called(book, text).unwrap_or_default();
            }
        }
        self
    }

    /// The touch a thing was noted in, where the form names one.
    pub fn touch(&self) -> Result<Option<TouchId>> {
        let touch = self.get("touch").map(Uuid::parse_str).transpose();
        let touch = touch.map_err(|_| Error::refused("that is not a touch of this book"))?;
        Ok(touch.map(TouchId))
    }

    /// The id that makes sending twice harmless.
    pub fn request(&self) -> Option<Uuid> {
        self.get("request")
            .and_then(|text| Uuid::parse_str(text).ok())
    }

    /// Where the form stood; only ever a page of this door.
    pub fn back(&self) -> &str {
        self.get("back").filter(|back| is_ours(back)).unwrap_or("/")
    }

    /// A field nobody else may see: it is taken out, so that it is never shown back or copied.
    pub fn secret(&mut self, name: &str) -> Secret {
        let place = self.all.iter().position(|(field, _)| field == name);
        Secret::new(place.map_or_else(String::new, |place| self.all.remove(place).1))
    }

    /// What the form asks for: where it was sent, and its fields in whatever order they came. A secret that
    /// was taken out before is not in it.
    pub fn content(&self) -> Content {
        let asks = |field: &&(String, String)| !OF_THE_WAY.contains(&field.0.as_str());
        let mut fields: Vec<&(String, String)> = self.all.iter().filter(asks).collect();
        fields.sort();
        let parts = fields.iter().flat_map(|(name, text)| [name, text]);
        let parts = std::iter::once(&self.at).chain(parts);
        Content::of(parts.map(|part| part.as_bytes()))
    }

    /// The stamp of a request: with the id the form carries, where it carries one.
    pub fn stamp(&self) -> Stamp {
        match self.request() {
            Some(request) => Stamp::of_request(Door::Web, request, self.content()),
            None => Stamp::now(Door::Web),
        }
    }

    /// Everything but what the form carries unseen.
    pub fn typed(&self) -> &[(String, String)] {
        let unseen = self
            .all
            .iter()
            .take_while(|(name, _)| name == "request" || name == "back")
            .count();
        &self.all[unseen..]
    }
}

pub fn who(text: &str, book: &Book) -> Result<PersonId> {
    match Uuid::parse_str(text) {
        Ok(id) => Ok(PersonId(id)),
        Err(_) => book.look_up(text),
    }
}

/// A path of this door: `//` and `\` would lead elsewhere.
fn is_ours(path: &str) -> bool {
    let mut letters = path.chars();
    letters.next() == Some('/')
        && !matches!(letters.next(), Some('/' | '\\'))
        && !path.contains(|letter: char| letter.is_control() || letter == '\\')
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> std::result::Result<Self, Response> {
        let at = request.uri().path().to_owned();
        let form = Form::<Vec<(String, String)>>::from_request(request, state);
        match timeout(WITHIN, form).await {
            Ok(Ok(Form(fields))) => Ok(Self::sent(fields, at)),
            Err(_) => Err((
                StatusCode::REQUEST_TIMEOUT,
                "The form did not come to its end.",
            )
                .into_response()),
            Ok(Err(_)) => Err((
                StatusCode::BAD_REQUEST,
                "That is no form of ours, or it is too long.",
            )
                .into_response()),
        }
    }
}

/// The id in an address; one that is none leads nowhere, in words.
pub struct Key(pub Uuid);

/// The number in an address.
pub struct Number(pub i64);

impl FromRequestParts<App> for Key {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &App,
    ) -> std::result::Result<Self, Response> {
        named(parts, app, |text| Uuid::parse_str(text).ok())
            .await
            .map(Self)
    }
}

impl FromRequestParts<App> for Number {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &App,
    ) -> std::result::Result<Self, Response> {
        named(parts, app, |text| text.parse().ok()).await.map(Self)
    }
}

async fn named<T>(
    parts: &mut Parts,
    app: &App,
    read: impl Fn(&str) -> Option<T>,
) -> std::result::Result<T, Response> {
    let text = Path::<String>::from_request_parts(parts, app).await;
    text.ok().and_then(|Path(text)| read(&text)).ok_or_else(|| {
        app.refused(
            &Error::not_found("nothing stands at this address").hint("it may have been mistyped"),
            None,
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_left_as_it_was_is_known() {
        let typed = |fields: &[(&str, &str)]| {
            let of = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
            Fields::of(fields.iter().map(of).collect())
        };
        let fields = typed(&[("time", "noon "), ("was-time", "noon"), ("was-style", "")]);
        assert!(fields.is_as_it_was("time") && fields.is_as_it_was("style"));
        let fields = typed(&[("time", ""), ("was-time", "noon"), ("style", "")]);
        assert!(!fields.is_as_it_was("time"), "emptied");
        assert!(
            !fields.is_as_it_was("style"),
            "no form said what stood there"
        );
    }

    fn back(text: &str) -> String {
        Fields::of(vec![("back".to_owned(), text.to_owned())])
            .back()
            .to_owned()
    }

    #[test]
    fn a_form_leads_back_to_this_door_only() {
        assert_eq!(back("/people?q=ana"), "/people?q=ana");
        assert_eq!(back("//elsewhere.example/"), "/");
        assert_eq!(back("/\\elsewhere.example"), "/");
        assert_eq!(back("https://elsewhere.example/"), "/");
        assert_eq!(back("/people\r\nx: y"), "/");
    }

    #[test]
    fn what_a_form_asks_for_is_its_fields_and_not_its_way() {
        let content = |fields: &[(&str, &str)]| {
            let of = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
            Fields::of(fields.iter().map(of).collect()).content()
        };
        let asked = content(&[("what", "the deck"), ("who", "Ana")]);
        let way = [
            ("request", "1"),
            ("back", "/week"),
            ("who", "Ana"),
            ("what", "the deck"),
        ];
        assert_eq!(content(&way), asked);
        assert_ne!(content(&[("what", "the room"), ("who", "Ana")]), asked);
        assert_ne!(
            content(&[("what", "the deck"), ("who", "Ana"), ("who", "Sam")]),
            asked
        );
    }

    #[test]
    fn a_query_is_read_by_name() {
        let fields = Fields::of_query(Some("q=ana+lind&show=waiting&empty="));
        assert_eq!(fields.get("q"), Some("ana lind"));
        assert_eq!(fields.get("empty"), None);
        assert_eq!(fields.get("sort"), None);
    }
}
