//! Bringing mail in through the browser: shown first, then accepted, then taken back whole.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use super::{HOST, Visitor};
use crate::support::each_engine;

/// Noor and Priya, writing both ways on four days.
fn mailbox() -> String {
    let mut mail = String::new();
    for n in 0..8 {
        let (from, to) = if n % 2 == 0 {
            ("noor@troth.example", "priya@raman.example")
        } else {
            ("priya@raman.example", "noor@troth.example")
        };
        let (from_name, day) = (
            if n % 2 == 0 {
                "Noor Haddad"
            } else {
                "Priya Raman"
            },
            2 + n / 2,
        );
        mail.push_str(&format!(
            "From {from} Mon Feb {day:2} 10:00:00 2026\nFrom: {from_name} <{from}>\nTo: {to}\nDate: Mon, {day:02} Feb 2026 10:{n:02}:00 +0000\nMessage-ID: <m{n}@troth.example>\nSubject: the review\n\nhello\n\n"
        ));
    }
    mail
}

fn upload(visitor: &Visitor, name: &str, mail: &str, me: &str) -> String {
    let answer = visitor.send(sent(Body::from(form_of(name, mail, me))));
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    arrived(visitor, &answer.headers["location"])
}

fn form_of(name: &str, mail: &str, me: &str) -> String {
    format!(
        "--edge\r\nContent-Disposition: form-data; name=\"mail\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n{mail}\r\n--edge\r\nContent-Disposition: form-data; name=\"me\"\r\n\r\n{me}\r\n--edge--\r\n"
    )
}

fn sent(body: Body) -> Request<Body> {
    let request = Request::post("/import/files")
        .header(header::HOST, HOST)
        .header(header::ORIGIN, format!("http://{HOST}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    request.body(body).unwrap()
}

/// The page that follows a reading leads to the batch once it is read, as often as it is asked for.
fn arrived(visitor: &Visitor, followed: &str) -> String {
    for _ in 0..200 {
        let answer = visitor.get(followed);
        if answer.status == StatusCode::SEE_OTHER {
            return answer.headers["location"].clone();
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    panic!("the reading did not end");
}

#[test]
fn an_upload_is_shown_then_accepted_then_taken_back() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let batch = upload(&visitor, "Inbox.mbox", &mailbox(), "noor@troth.example");
        let shown = visitor.page(&batch);
        assert!(
            shown.contains("What this would bring")
                && shown.contains("<strong>8 messages</strong>")
        );
        assert!(shown.contains("Priya Raman") && shown.contains("uploaded Inbox.mbox"));
        assert!(
            !visitor.page("/people").contains("Priya Raman"),
            "nothing is in the book yet"
        );

        let accepted = visitor.writes(&format!("{batch}/accept"), &[("back", &batch)]);
        assert!(accepted.contains("Imported mail") && accepted.contains("Brought in"));
        assert!(visitor.page("/people").contains("Priya Raman"));

        let line = accepted
            .split("name=\"line\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        visitor.writes("/undo", &[("line", line), ("back", "/import")]);
        assert!(!visitor.page("/people").contains("Priya Raman"));
    });
}

#[test]
fn the_same_mail_again_changes_nothing() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let first = upload(&visitor, "Inbox.mbox", &mailbox(), "noor@troth.example");
        visitor.writes(&format!("{first}/accept"), &[]);
        let again = upload(&visitor, "Copy.mbox", &mailbox(), "");
        let shown = visitor.page(&again);
        assert!(shown.contains("Known already"));
        assert!(!shown.contains("New touches"));
        let discarded = visitor.writes(&format!("{again}/discard"), &[]);
        assert!(!discarded.contains("Waiting for your word"));
    });
}

#[test]
fn whose_mail_it_is_can_be_said_afterwards() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let batch = upload(&visitor, "list.mbox", &mailbox(), "");
        let shown = visitor.page(&batch);
        assert!(
            shown.contains("Which addresses are yours?") && shown.contains("noor@troth.example")
        );
        let told = visitor.writes(
            &format!("{batch}/owner"),
            &[("me", "noor@troth.example"), ("back", &batch)],
        );
        assert!(
            told.contains("Read as the mail of noor@troth.example")
                && told.contains("Take it into the book")
        );
    });
}

#[test]
fn a_path_is_read_and_a_wrong_one_said() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("archive.mbox");
        std::fs::write(&path, mailbox()).unwrap();
        let answer = visitor.post(
            "/import/path",
            &[
                ("place", path.to_str().unwrap()),
                ("me", "noor@troth.example"),
            ],
        );
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let followed = answer.headers["location"].clone();
        let batch = arrived(&visitor, &followed);
        assert!(visitor.page(&batch).contains("archive.mbox"));
        assert_eq!(arrived(&visitor, &followed), batch, "asked for again");
        let wrong = visitor.post("/import/path", &[("place", "/there/is/no/such/mail")]);
        let mut page = String::new();
        for _ in 0..100 {
            page = visitor.page(&wrong.headers["location"]);
            if page.contains("role=\"status\"") {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        assert!(page.contains("role=\"status\""));
        assert_eq!(
            visitor.post("/import/path", &[("place", "")]).status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    });
}

#[test]
fn what_is_merged_by_itself_as_mail_is_accepted_is_said_and_one_key_takes_it_back() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mail = mailbox();
        let tagged = mail
            .replace("priya@raman", "priya+lists@raman")
            .replace("<m", "<t");
        let batch = upload(
            &visitor,
            "inbox.mbox",
            &format!("{mail}{tagged}"),
            "noor@troth.example",
        );
        let page = visitor.writes(&format!("{batch}/accept"), &[("back", &batch)]);
        assert!(
            page.contains("Merged 2 entries: one and the same address · Priya Raman."),
            "{page}"
        );
        assert!(
            page.contains("Two entries have one and the same address"),
            "{page}"
        );
        let line = page.split("name=\"line\" value=\"").nth(1).unwrap();
        let line = line.split('"').next().unwrap().to_owned();
        let page = visitor.writes("/undo", &[("line", &line), ("back", &batch)]);
        assert!(page.contains("Taken back: merged 2 entries"), "{page}");
        assert!(!page.contains("Two entries have one and the same address"));
        assert!(visitor.page("/duplicates").contains("Almost certain"));
    });
}

/// What lies in a folder, with who may do what with it.
fn modes(folder: &std::path::Path) -> Vec<(String, u32)> {
    use std::os::unix::fs::PermissionsExt;
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let facts = entry.metadata().unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        found.push((name, facts.permissions().mode() & 0o777));
        if facts.is_dir() {
            found.extend(modes(&entry.path()));
        }
    }
    found
}

#[test]
fn an_upload_lies_beside_the_book_for_its_owner_alone_and_only_while_it_is_read() {
    let home = tempfile::tempdir().unwrap();
    let visitor = Visitor::of(home.path().join("book.db").to_str().unwrap());
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let above = home.path().join("book.db-uploads");
    let (looked, at) = (seen.clone(), above.clone());
    // The last piece is sent only when somebody has looked at what lies there by then.
    let whole = form_of("Inbox.mbox", &mailbox(), "noor@troth.example");
    let (first, last) = whole.split_at(whole.len() - 40);
    let pieces = Pieces {
        waiting: [first.to_owned(), last.to_owned()].into(),
        look: Box::new(move |left| {
            if left == 1 {
                *looked.lock().unwrap() = modes(&at);
            }
        }),
    };
    let answer = visitor.send(sent(Body::new(pieces)));
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let seen = seen.lock().unwrap().clone();
    let [(upload, 0o700), (_, 0o700), (name, 0o600)] = seen.as_slice() else {
        panic!("{seen:?}");
    };
    assert!(upload.starts_with("upload-") && name == "Inbox.mbox");
    arrived(&visitor, &answer.headers["location"]);
    assert!(!above.exists(), "{:?}", modes(home.path()));
}

/// A body that comes piece by piece; each is waited for, so that what came before was taken up.
struct Pieces {
    waiting: std::collections::VecDeque<String>,
    look: Box<dyn Fn(usize) + Send>,
}

impl axum::body::HttpBody for Pieces {
    type Data = axum::body::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<axum::body::Bytes>, Self::Error>>> {
        use std::task::Poll;
        let left = self.waiting.len();
        if left == 1 && !self.waiting[0].starts_with('!') {
            // Once round the runtime, and time to write.
            let marked = format!("!{}", self.waiting[0]);
            self.waiting[0] = marked;
            let waker = context.waker().clone();
            std::thread::spawn(move || {
                std::thread::sleep(std::time::Duration::from_millis(200));
                waker.wake();
            });
            return Poll::Pending;
        }
        (self.look)(left);
        let next = self.waiting.pop_front();
        let piece = |text: String| text.trim_start_matches('!').to_owned().into();
        Poll::Ready(next.map(|text| Ok(hyper::body::Frame::data(piece(text)))))
    }
}

#[test]
fn no_part_of_an_upload_is_longer_than_it_is_meant_to_be() {
    let home = tempfile::tempdir().unwrap();
    let visitor = Visitor::of(home.path().join("book.db").to_str().unwrap());
    let long = "noor@troth.example, ".repeat(200_000);
    let many = form_of("Inbox.mbox", &mailbox(), &long);
    let other = many.replace("name=\"me\"", "name=\"another\"");
    let unending = format!("--edge\r\nX-Long: {}", "x".repeat(4_000_000));
    for body in [many, other, unending] {
        let answer = visitor.send(sent(Body::from(body)));
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            answer.text
        );
    }
    let parts = form_of("a", "", "")
        .replace("--edge--", "--edge")
        .repeat(30_000);
    let answer = visitor.send(sent(Body::from(format!("{parts}--edge--\r\n"))));
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let left = home.path().join("book.db-uploads");
    assert!(!left.exists(), "{:?}", modes(&left).len());
}

#[test]
fn an_upload_left_by_a_crash_is_gone_at_the_next_start() {
    let troth = crate::support::Troth::new();
    let left = troth.file("book.db-uploads/upload-left/0/Inbox.mbox", mailbox());
    let mut served = troth.command(&["serve", "--port", "0"]);
    let mut served = served.stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let out = served.stdout.as_mut().unwrap();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).unwrap();
    assert!(line.contains("Troth is open at"), "{line}");
    assert!(!left.exists() && !troth.home().join("book.db-uploads").exists());
    served.kill().unwrap();
    served.wait().unwrap();
}

#[test]
fn a_path_never_lists_what_is_no_mail() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let folder = tempfile::tempdir().unwrap();
        let secret = ["id_ed25519_SECRET", "salary-2026-SECRET.xls"];
        std::fs::write(folder.path().join("archive.mbox"), mailbox()).unwrap();
        for name in secret {
            std::fs::write(folder.path().join(name), [0_u8, 1, 2, 3]).unwrap();
        }
        std::os::unix::fs::symlink("/", folder.path().join("link-SECRET")).unwrap();
        // In a folder of this name every file is taken for a letter.
        std::fs::create_dir(folder.path().join("new")).unwrap();
        std::fs::write(folder.path().join("new/plan-SECRET"), "not a letter").unwrap();
        let path = folder.path().to_str().unwrap();
        let fields = [("place", path), ("me", "noor@troth.example")];
        let answer = visitor.post("/import/path", &fields);
        let batch = arrived(&visitor, &answer.headers["location"]);
        let shown = visitor.page(&batch);
        assert!(shown.contains("<strong>8 messages</strong>"), "{shown}");
        assert!(
            shown.contains("4 places could not be understood."),
            "{shown}"
        );
        assert!(shown.contains("a link: links are not followed"));
        let accepted = visitor.writes(&format!("{batch}/accept"), &[("back", &batch)]);
        for page in [
            shown,
            accepted,
            visitor.page("/import"),
            visitor.page("/history"),
        ] {
            assert!(!page.contains("SECRET"), "{page}");
        }
    });
}
