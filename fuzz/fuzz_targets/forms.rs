//! Any bytes at all, sent to the web door as a form, an upload or an address: whatever is typed, the door answers
//! with a page or a way back, never with "our mistake", and what was typed never becomes a part of the page.
#![no_main]

use std::cell::RefCell;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, Response};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use troth::book::{Book, Door as By, Place, Stamp};
use troth::web;

/// Where `ID` stands, an id of the book or anything at all is put. Not here: what reads this machine's files by
/// a name, what makes a key from a passphrase, which is slow on purpose.
const WRITES: &[&str] = &[
    "/people",
    "/touches",
    "/promises",
    "/bids",
    "/concerns",
    "/contributions",
    "/milestones",
    "/meetings",
    "/circles",
    "/happenings",
    "/undo",
    "/duplicates",
    "/week/focus",
    "/week/look-back",
    "/reminders",
    "/settings/owner",
    "/settings/weights/ID",
    "/retention/ID",
    "/profile/details",
    "/people/ID/rename",
    "/people/ID/importance",
    "/people/ID/rhythm",
    "/people/ID/quiet",
    "/people/ID/merge",
    "/people/ID/put-off",
    "/people/ID/details",
    "/people/ID/approach",
    "/people/ID/circles",
    "/people/ID/breaches",
    "/people/ID/done",
    "/people/ID/unanswered",
    "/details/ID/reword",
    "/details/ID/confirm",
    "/promises/ID/keep",
    "/promises/ID/renew",
    "/promises/ID/progress",
    "/promises/ID/hush",
    "/repairs/ID",
    "/matters/ID/hush",
    "/meetings/ID/move",
    "/meetings/ID/prepare",
    "/meetings/ID/after",
    "/meetings/ID/end",
    "/circles/ID",
    "/circles/ID/add",
    "/circles/ID/walk-around",
    "/touches/ID/left",
    "/bids/ID/answer",
    "/concerns/ID/look-again",
    "/concerns/ID/ease",
    "/contributions/ID/thank",
    "/contributions/ID/credit",
    "/milestones/ID/celebrate",
    "/import/files",
    "/import/ID/owner",
    "/import/ID/accept",
];

const PAGES: &[&str] = &[
    "/",
    "/people",
    "/search",
    "/promises",
    "/week",
    "/practice",
    "/repairs",
    "/brief",
    "/meetings",
    "/circles",
    "/insight",
    "/review",
    "/concerns",
    "/contributions",
    "/milestones",
    "/new",
    "/inbox",
    "/duplicates",
    "/history",
    "/undo",
    "/people/ID",
    "/people/ID/details",
    "/people/ID/everything",
    "/people/ID/confidences",
    "/practice/ID",
    "/meetings/ID",
    "/circles/ID",
    "/walk-arounds/ID",
    "/repairs/ID",
    "/import/ID",
    "/feed/ID",
    "/assets/ID",
];

const KINDS: &[&str] = &[
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "application/x-www-form-urlencoded; charset=utf-16",
    "text/plain",
];

/// After so many a new book is begun, so that none grows slow.
const A_BOOK: u32 = 4000;

/// What somebody would type to become part of the page.
const MARK: &str = "<x-mark";

struct Door {
    router: Router,
    runtime: Runtime,
    person: String,
    used: u32,
    _folder: TempDir,
}

thread_local! {
    static DOOR: RefCell<Option<Door>> = const { RefCell::new(None) };
}

fuzz_target!(|bytes: &[u8]| {
    let [route, id, kind, typed @ ..] = bytes else {
        return;
    };
    DOOR.with_borrow_mut(|door| {
        if door.as_ref().is_none_or(|door| door.used >= A_BOOK) {
            *door = Some(Door::open());
        }
        if let Some(door) = door {
            door.used += 1;
            door.ask(usize::from(*route), *id, usize::from(*kind), typed);
        }
    });
});

impl Door {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("book.db");
        let book = Book::begin(&Place::parse(place.to_str().unwrap())).unwrap();
        let stamp = Stamp::now(By::Cli);
        let person = book
            .meet(&stamp, "Ana Lindqvist", &[])
            .unwrap()
            .subject
            .to_string();
        let day = "2026-03-10".parse().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let door = Self {
            router: web::routes(web::App::new(book, Some(day), web::LOOPBACK)),
            runtime,
            person,
            used: 0,
            _folder: folder,
        };
        let (status, _) = door.answer(request(Method::GET, "/", "", Vec::new()).unwrap());
        assert_eq!(
            status, 200,
            "the door does not let this target in: nothing behind it would be tried"
        );
        door
    }

    fn ask(&self, route: usize, id: u8, kind: usize, typed: &[u8]) {
        let end = typed.iter().position(|byte| *byte == 0);
        let (address, form) = typed.split_at(end.unwrap_or(0));
        let address = String::from_utf8_lossy(address);
        let of_the_book = id % 4 > 0;
        let id = if of_the_book {
            self.person.clone()
        } else {
            escaped(&address)
        };
        let all = WRITES.len() + PAGES.len();
        let request = match (route % all).checked_sub(WRITES.len()) {
            None => {
                let path = WRITES[route % all].replace("ID", &id);
                let form = form.strip_prefix(&[0]).unwrap_or(form);
                request(
                    Method::POST,
                    &path,
                    KINDS[kind % KINDS.len()],
                    form.to_vec(),
                )
            }
            Some(page) => {
                let path = format!("{}?{address}", PAGES[page].replace("ID", &id));
                request(Method::GET, &path, "", Vec::new())
            }
        };
        // What is no address at all is refused before the door.
        let Some(request) = request else { return };
        let asked = format!("{} {}", request.method(), request.uri());
        let (status, page) = self.answer(request);
        assert!(status < 500, "{asked} was answered with {status}");
        assert!(
            !page.contains(MARK),
            "{asked}: what was typed became part of the page"
        );
    }

    fn answer(&self, request: Request<Body>) -> (u16, String) {
        self.runtime.block_on(async {
            let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
            let status = response.status().as_u16();
            if let Some(to) = response.headers().get("location") {
                let to = to.as_bytes();
                assert!(
                    to.starts_with(b"/") && !to.starts_with(b"//") && !to.contains(&b'\\'),
                    "{to:?}"
                );
            }
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            (status, String::from_utf8_lossy(&body).into_owned())
        })
    }
}

fn request(method: Method, address: &str, kind: &str, body: Vec<u8>) -> Option<Request<Body>> {
    let request = Request::builder()
        .method(method)
        .uri(address)
        .header("host", "127.0.0.1:7433")
        .header("origin", "http://127.0.0.1:7433")
        .header("content-type", kind)
        .body(Body::from(body));
    request.ok()
}

/// As a link would carry it, so that any letters reach what reads ids and days.
fn escaped(text: &str) -> String {
    let bytes = text.bytes();
    bytes
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
