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
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"mail\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n{mail}\r\n--edge\r\nContent-Disposition: form-data; name=\"me\"\r\n\r\n{me}\r\n--edge--\r\n"
    );
    let request = Request::post("/import/files")
        .header(header::HOST, HOST)
        .header(header::ORIGIN, format!("http://{HOST}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    let answer = visitor.send(request.body(Body::from(body)).unwrap());
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    arrived(visitor)
}

/// The import page leads to the batch once it is read.
fn arrived(visitor: &Visitor) -> String {
    for _ in 0..200 {
        let answer = visitor.get("/import");
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
        assert!(visitor.page(&arrived(&visitor)).contains("archive.mbox"));
        visitor.post("/import/path", &[("place", "/there/is/no/such/mail")]);
        let mut page = String::new();
        for _ in 0..100 {
            page = visitor.page("/import");
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
