//! Mail made to fill memory, disk and time: it goes through in little of each, and what had to be cut
//! is said. Mailboxes that break off are said to; what killed readings leave is swept away.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use troth::book::{Book, Place};
use troth::clock::Stopwatch;

use crate::support::{Troth, each_engine, pass_over};

const ME: &str = "noor@troth.example";

/// What an honest mailbox needs is allowed twice over; bytes kept by mistake are many times that.
const MEMORY_BESIDE: u64 = 90 << 20;

fn letter(n: usize, fields: &str) -> String {
    format!(
        "From x Mon Jan  1 00:00:00 2024\nFrom: Eve <eve@x.example>\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n\
         Message-ID: <{n}@x.example>\nSubject: s\n{fields}\nx\n\n"
    )
}

/// Nine hundred recipients with long names, among whom the owner is the last.
fn fat(letters: usize) -> String {
    let others = (0..880).map(|n| {
        format!(
            "\"{}\" <{}{n}@r.example>,\n ",
            "N".repeat(195),
            "a".repeat(60)
        )
    });
    let to: String = others.collect();
    (0..letters)
        .map(|n| letter(n, &format!("To: {to}{ME}\n")))
        .collect()
}

/// A quarter of a megabyte of a name for each letter, three times as much once it is text.
fn long_ids(letters: usize) -> Vec<u8> {
    let mut text = Vec::new();
    for n in 0..letters {
        text.extend_from_slice(b"From x\nFrom: eve@x.example\nTo: noor@troth.example\nDate: Mon, 1 Jan 2024 10:00:00 +0000\nSubject: s\n");
        text.extend_from_slice(format!("Message-ID: <{n}").as_bytes());
        text.resize(text.len() + 250_000, 0x80);
        text.extend_from_slice(b"@x>\n\nx\n\n");
    }
    text
}

/// Runs the program and answers what it printed, with the most memory it ever held.
fn measured(troth: &Troth, words: &[&str]) -> (String, u64) {
    let mut child = troth
        .command(words)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(high_water(&status));
        std::thread::sleep(Duration::from_millis(2));
    }
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    (said, most)
}

/// Bytes; nought where the system does not tell.
fn high_water(status: &Path) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

fn book_bytes(troth: &Troth) -> u64 {
    let size = |end: &str| {
        std::fs::metadata(format!("{}{end}", troth.place())).map_or(0, |facts| facts.len())
    };
    size("") + size("-wal")
}

fn reasons(report: &Value) -> Vec<String> {
    let skipped = report["skipped"].as_array().unwrap().iter();
    skipped
        .map(|skip| skip["reason"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn mail_made_to_fill_memory_goes_through_in_little_of_it() {
    let plain = Troth::new();
    let small = plain.file("small.mbox", letter(1, &format!("To: {ME}\n")));
    let (_, usual) = measured(
        &plain,
        &["import", small.to_str().unwrap(), "--me", ME, "--yes"],
    );
    if usual == 0 {
        return pass_over("the system does not tell how much memory a program had");
    }
    let cases: [(&str, Vec<u8>, usize, &str); 2] = [
        ("fat", fat(150).into_bytes(), 150, "recipients"),
        ("ids", long_ids(150), 150, "Message-ID"),
    ];
    for (name, mail, letters, cut) in cases {
        let troth = Troth::new();
        let unpacked = mail.len() as u64;
        let file = troth.file(name, mail);
        let call = ["import", file.to_str().unwrap(), "--me", ME, "--json"];
        let (seen, most) = measured(&troth, &call);
        assert!(
            most < usual + MEMORY_BESIDE,
            "{name}: {most} bytes, {usual} usually"
        );
        let report: Value = serde_json::from_str(&seen).unwrap();
        assert_eq!(report["messages"], letters, "{name}");
        assert_eq!(report["touches"], letters, "{name}: the owner was left out");
        let reasons = reasons(&report);
        let said = reasons.iter().filter(|reason| reason.contains(cut)).count();
        assert_eq!(said, letters, "{name}: {reasons:?}");
        let left = book_bytes(&troth);
        assert!(
            left < unpacked / 2,
            "{name}: {left} bytes are left of {unpacked} not taken in"
        );

        let (taken, most) = measured(&troth, &[&call[..], &["--yes"]].concat());
        assert!(
            most < usual + MEMORY_BESIDE,
            "{name}: {most} bytes to take it in"
        );
        let report: Value = serde_json::from_str(&taken).unwrap();
        assert_eq!(report["distinct_messages"], letters, "{name}");
        let book = book_bytes(&troth);
        assert!(book < unpacked / 2, "{name}: {book} bytes of {unpacked}");
    }
}

#[test]
fn mail_made_to_take_long_takes_no_longer() {
    let troth = Troth::new();
    let constructions = [
        format!("{}@{}", "a".repeat(125_000), ":".repeat(125_000)),
        "a:".repeat(125_000),
        "a,".repeat(125_000),
        "<".repeat(250_000),
        "\"".repeat(249_999),
        "(".repeat(250_000),
        "x@y;".repeat(60_000),
        "a at b.c ".repeat(28_000),
        "=?utf-8?Q?".repeat(25_000),
        "=?".repeat(125_000),
        "x@y ".repeat(60_000),
        "<@a,".repeat(62_000),
    ];
    let mut text = String::new();
    for (n, to) in constructions.iter().cycle().take(36).enumerate() {
        text += &letter(n, &format!("To: {to}\n"));
    }
    let file = troth.file("slow.mbox", text);
    let watch = Stopwatch::start();
    let report = troth.json(&["import", file.to_str().unwrap(), "--me", ME]);
    assert_eq!(report["messages"], 36);
    // Three that look at every letter again for each one before it would take this long alone.
    let took = watch.elapsed();
    assert!(took < Duration::from_secs(20), "it took {took:?}");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn a_mailbox_that_breaks_off_is_shown_as_far_as_it_goes_and_said() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let mail: String = (0..5_000)
            .map(|n| letter(n, &format!("To: {ME}\n")))
            .collect();
        let whole = packed(mail.as_bytes());
        let file = troth.file("mail/cut.gz", &whole[..whole.len() / 2]);
        let call = ["import", file.to_str().unwrap(), "--me", ME];
        let shown = troth.run(&call);
        assert_eq!(shown.code, 1, "{shown:?}");
        assert!(shown.out.contains("What this would bring"), "{shown:?}");
        assert!(shown.err.contains("breaks off"), "{shown:?}");
        assert!(shown.err.contains("hint:"), "{shown:?}");

        let taken = troth.run(&[&call[..], &["--yes"]].concat());
        assert_eq!(taken.code, 1, "{taken:?}");
        assert!(taken.out.contains("Taken into the book"), "{taken:?}");
        let person = troth.json(&["inbox"]);
        assert_eq!(person["waiting"].as_array().unwrap().len(), 1);

        let rest = troth.file("mail/cut.gz", &whole);
        let report = troth.json(&["import", rest.to_str().unwrap(), "--me", ME, "--yes"]);
        assert_eq!(report["messages"], 5_000);
        assert!(report["known_already"].as_u64().unwrap() > 100, "{report}");
    });
}

/// Waits until it holds, for half a minute at most.
fn until(mut holds: impl FnMut() -> bool) -> bool {
    for _ in 0..3_000 {
        if holds() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

#[test]
fn what_a_killed_reading_left_is_swept_and_what_lives_is_not() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        let book = Book::begin(&Place::parse(place)).unwrap();
        let waiting = || {
            let all = book.batches().unwrap();
            all.iter()
                .map(|batch| (batch.batch, batch.state.clone()))
                .collect::<Vec<_>>()
        };
        let living = book.start_batch("held by this very process").unwrap();

        let mail: String = (0..30_000)
            .map(|n| letter(n, &format!("To: {ME}\n")))
            .collect();
        let large = troth.file("large.mbox", mail);
        let mut child = troth
            .command(&["import", large.to_str().unwrap(), "--me", ME])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let begun = until(|| waiting().len() > 1);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(begun, "the reading never began");
        if waiting().len() == 1 {
            return pass_over("the reading was over before it could be killed");
        }

        let small = troth.file("small.mbox", letter(1, &format!("To: {ME}\n")));
        troth.says(&["import", small.to_str().unwrap(), "--me", ME, "--yes"]);
        let left: Vec<_> = waiting()
            .into_iter()
            .filter(|(_, state)| state != "accepted")
            .collect();
        assert_eq!(left, [(living, "reading".to_owned())]);
        book.discard_batch(living).unwrap();
    });
}
