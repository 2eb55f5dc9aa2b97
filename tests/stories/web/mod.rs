//! The web app's stories, told through its router: what a browser would send and be shown.

mod again;
mod asked_for;
mod backups;
mod circles;
mod clocks;
mod confidences;
mod demo;
mod details;
mod duplicates;
mod extremes;
mod guard;
mod import;
mod meetings;
mod noted;
mod pages;
mod practice;
mod promises;
mod repair;
mod review;
mod rights;
mod stopping;
mod week;
mod writes;

use std::collections::HashMap;

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use jiff::civil::date;
use ledger::Day;
use ledger::handle::Handle;
use ledger::moment::{Judged, Moment};
use ledger::person::PersonId;
use ledger::promise::PromiseId;
use ledger::touch::{Beginner, Medium, Setting, Side};
use tower::ServiceExt;
use troth::book::{Book, Door, NewPromise, NewTouch, Place, Stamp};
use troth::web::{App, LOOPBACK, routes};

pub const HOST: &str = "127.0.0.1:7433";

pub fn morning() -> Day {
    date(2026, 3, 10)
}

/// Somebody with a browser, on the frozen morning.
pub struct Visitor {
    runtime: tokio::runtime::Runtime,
    router: axum::Router,
    pub book: Book,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HashMap<String, String>,
    pub text: String,
}

impl Visitor {
    pub fn of(place: &str) -> Self {
        let book = Book::begin(&Place::parse(place)).unwrap();
        let app = App::new(book.clone(), Some(morning()), LOOPBACK);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        Self {
            runtime,
            router: routes(app),
            book,
        }
    }

    /// Another door to the same book: on another day.
    pub fn on(&self, app: App) -> Self {
        Self {
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
            router: routes(app),
            book: self.book.clone(),
        }
    }

    pub fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, 64 << 20).await.unwrap();
            let headers = parts.headers.iter();
            Answer {
                status: parts.status,
                headers: headers
                    .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
                    .collect(),
                text: String::from_utf8_lossy(&bytes).into_owned(),
            }
        })
    }

    /// Several at one time; answers what came of each.
    pub fn send_together(&self, requests: Vec<Request<Body>>) -> Vec<StatusCode> {
        self.runtime.block_on(async {
            let sent = requests.into_iter().map(|request| {
                let router = self.router.clone();
                tokio::spawn(async move { router.oneshot(request).await.unwrap().status() })
            });
            let sent: Vec<_> = sent.collect();
            let mut statuses = Vec::new();
            for one in sent {
                statuses.push(one.await.unwrap());
            }
            statuses
        })
    }

    pub fn get(&self, address: &str) -> Answer {
        self.send(
            Request::get(address)
                .header(header::HOST, HOST)
                .body(Body::empty())
                .unwrap(),
        )
    }

    /// A page that must be there.
    pub fn page(&self, address: &str) -> String {
        let answer = self.get(address);
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text);
        answer.text
    }

    pub fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(
            form(address, fields)
                .header(header::ORIGIN, format!("http://{HOST}"))
                .body(encoded(fields))
                .unwrap(),
        )
    }

    /// A form that must be accepted; answers the page it leads to.
    pub fn writes(&self, address: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(address, fields);
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{address}: {}",
            answer.text
        );
        self.page(&answer.headers["location"])
    }
}

pub fn form(address: &str, _fields: &[(&str, &str)]) -> axum::http::request::Builder {
    Request::post(address)
        .header(header::HOST, HOST)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

pub fn encoded(fields: &[(&str, &str)]) -> Body {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    let one = |text: &str| -> String {
        text.bytes()
            .map(|byte| {
                if plain(byte) {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect()
    };
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", one(name), one(value)))
        .collect();
    Body::from(pairs.join("&"))
}

fn stamp() -> Stamp {
    Stamp::now(Door::Demo)
}

pub fn meet(book: &Book, name: &str, address: &str) -> PersonId {
    PersonId(
        book.meet(&stamp(), name, &[Handle::mail(address)])
            .unwrap()
            .subject,
    )
}

pub fn coffee(book: &Book, person: PersonId, on: Day) {
    let touch = NewTouch {
        people: vec![person],
        at: on.at(10, 0, 0, 0).in_tz("UTC").unwrap().timestamp(),
        medium: Medium::InPerson,
        setting: Setting::Coffee,
        began: Beginner::Me,
        note: "how the audit is going".to_owned(),
        moments: vec![Judged {
            moment: Moment::Listened,
            side: Side::Mine,
        }],
    };
    book.log(&stamp(), &touch).unwrap();
}

pub fn promised(book: &Book, person: PersonId, what: &str, due: Day) -> PromiseId {
    let new = NewPromise {
        person,
        side: Side::Mine,
        what: what.to_owned(),
        due: Some(due),
    };
    PromiseId(
        book.promise(&stamp(), &new, date(2026, 3, 1))
            .unwrap()
            .subject,
    )
}

/// Ana, quiet for 36 days after weekly coffees; Sam, promised the driver notes today.
pub struct Cast {
    pub ana: PersonId,
    pub sam: PersonId,
    pub notes: PromiseId,
}

pub fn cast(book: &Book) -> Cast {
    book.name_owner(&stamp(), "Noor Haddad", &["noor@troth.example".to_owned()])
        .unwrap();
    let ana = meet(book, "Ana Lindqvist", "ana@lindqvist.example");
    let sam = meet(book, "Sam Okafor", "sam@okafor.example");
    let mut day = date(2026, 2, 2);
    for _ in 0..12 {
        coffee(book, ana, day);
        day = day.saturating_sub(jiff::Span::new().days(7));
    }
    coffee(book, sam, date(2026, 3, 5));
    Cast {
        ana,
        sam,
        notes: promised(book, sam, "send the driver notes", morning()),
    }
}

/// Every request id on a page, in order.
pub fn requests(page: &str) -> Vec<String> {
    let name = "name=\"request\" value=\"";
    page.match_indices(name)
        .map(|(place, _)| page[place + name.len()..][..36].to_owned())
        .collect()
}
