//! Speed and size, printed as tables: `bin/bench`, or one part of it (`bin/bench mail`).
//! Every input is generated from a seed; the program measured is the one users run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that fails says so by panicking"
)]

mod generate_book;
mod generate_mail;
mod measure;

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use measure::{load, median_run, run};
use troth::book::{Book, Filter, Place};

const TROTH: &str = env!("CARGO_BIN_EXE_troth");
const SEED: u64 = 7433;
const MORNING: &str = "2026-03-10";

/// One table of numbers; made in this folder.
type Part = fn(&Path);

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    std::fs::create_dir_all(&folder).unwrap();
    let parts: [(&str, Part); 4] = [
        ("start", start),
        ("mail", mail),
        ("book", book),
        ("growth", growth),
    ];
    for (name, part) in parts {
        if wanted.is_empty() || wanted.iter().any(|word| word == name) {
            part(&folder);
        }
    }
}

fn start(_: &Path) {
    println!("\n## Starting\n\n| what | wall | memory |\n|---|---:|---:|");
    let version = median_run(21, TROTH, &["--version"]);
    println!(
        "| `troth --version` | {:.1} ms | {:.1} MB |",
        version.wall * 1e3,
        version.memory
    );
}

/// 100,000 messages, 1.3 GB, warm cache; Python's `mailbox`, headers only, beside it in the same run.
fn mail(folder: &Path) {
    const MESSAGES: u64 = 100_000;
    let mailbox = folder.join("mail");
    if !mailbox.join("done").exists() {
        generate_mail::generate(&mailbox, MESSAGES, 1_300_000_000, SEED).unwrap();
        std::fs::write(mailbox.join("done"), "").unwrap();
    }
    let small = folder.join("small-mail");
    if !small.exists() {
        generate_mail::generate(&small, MESSAGES / 10, 130_000_000, SEED).unwrap();
    }
    let bytes: u64 = ["Inbox", "Sent", "Lists"]
        .iter()
        .map(|name| std::fs::copy(mailbox.join(name), "/dev/null").unwrap())
        .sum();
    println!(
        "\n## Mail\n\n{MESSAGES} messages, {:.2} GB in three mailboxes, warm cache; the whole process, from reading to accepted.\n",
        bytes as f64 / 1e9
    );
    println!("| what | messages/s | wall | processor | peak memory |\n|---|---:|---:|---:|---:|");
    let row = |what: &str, messages: u64, run: measure::Run| {
        println!(
            "| {what} | {:.0} | {:.2} s | {:.2} s | {:.0} MB |",
            messages as f64 / run.wall,
            run.wall,
            run.cpu,
            run.memory
        );
        messages as f64 / run.wall
    };
    let mut runs: Vec<measure::Run> = (0..3)
        .map(|_| {
            let place = fresh(&folder.join("mail.db"));
            run(
                TROTH,
                &[
                    "--book",
                    &place,
                    "import",
                    mailbox.to_str().unwrap(),
                    "--yes",
                    "--json",
                ],
            )
        })
        .collect();
    runs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    let ours = row("`troth import --yes`", MESSAGES, runs[1]);
    let place = folder.join("mail.db").display().to_string();
    let again = run(
        TROTH,
        &[
            "--book",
            &place,
            "import",
            mailbox.to_str().unwrap(),
            "--yes",
            "--json",
        ],
    );
    row("the same again (nothing new)", MESSAGES, again);
    let python = "import mailbox,sys,email.parser\n\
        parser=email.parser.BytesHeaderParser()\n\
        for name in ('Inbox','Sent','Lists'):\n\
        \x20for m in mailbox.mbox(sys.argv[1]+'/'+name, factory=parser.parse): (m['Message-ID'],m['From'],m['To'],m['Date'],m['Subject'])\n";
    let peer = run("python3", &["-c", python, small.to_str().unwrap()]);
    let peer = row(
        "Python `mailbox`, headers only, nothing kept (a tenth of it)",
        MESSAGES / 10,
        peer,
    );
    println!("\nRatio to Python in the same run: {:.1}.", ours / peer);
}

fn book(folder: &Path) {
    println!("\n## A book of 10,000 people and 1,000,000 touches\n");
    let place = made_book(folder, 10_000, 1_000_000);
    commands(&place);
    web(&place);
}

fn growth(folder: &Path) {
    println!("\n## Growth\n\nA hundred touches and two promises a person.\n");
    println!(
        "| people | touches | file | `today` | memory | `person` | memory |\n|---:|---:|---:|---:|---:|---:|---:|"
    );
    for people in [1_000, 10_000, 100_000] {
        let place = made_book(folder, people, people * 100);
        let size = std::fs::metadata(&place).unwrap().len() as f64 / 1e6;
        let today = median_run(7, TROTH, &["--book", &place, "--on", MORNING, "today"]);
        let person = median_run(
            7,
            TROTH,
            &[
                "--book",
                &place,
                "--on",
                MORNING,
                "person",
                &somebody(&place),
            ],
        );
        println!(
            "| {people} | {} | {size:.0} MB | {:.0} ms | {:.0} MB | {:.0} ms | {:.0} MB |",
            people * 100,
            today.wall * 1e3,
            today.memory,
            person.wall * 1e3,
            person.memory
        );
    }
}

fn commands(place: &str) {
    println!("| what | wall | processor | peak memory |\n|---|---:|---:|---:|");
    let name = somebody(place);
    for words in [
        vec!["today"],
        vec!["today", "--json"],
        vec!["person", &name],
        vec!["account", &name],
        vec!["brief", &name],
        vec!["people"],
        vec!["promises"],
        vec!["insight"],
    ] {
        let mut all = vec!["--book", place, "--on", MORNING];
        all.extend(&words);
        let took = median_run(11, TROTH, &all);
        println!(
            "| `troth {}` | {:.0} ms | {:.0} ms | {:.0} MB |",
            words.join(" ").replace(&name, "NAME"),
            took.wall * 1e3,
            took.cpu * 1e3,
            took.memory
        );
    }
}

/// Fifty connections that ask without a pause, on the same two cores as the server.
fn web(place: &str) {
    let mut server = Command::new(TROTH)
        .args(["--book", place, "--on", MORNING, "serve", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let address = loop {
        let line = lines.next().unwrap().unwrap();
        if let Some((_, address)) = line.split_once("http://") {
            break address.trim_end_matches('/').to_owned();
        }
    };
    let book = Book::begin(&Place::parse(place)).unwrap();
    let people = book.people(&Filter::accepted()).unwrap();
    let path = |n: usize| format!("/people/{}", people[n % people.len()].person.id.0);
    let one = [path(17)];
    let many: Vec<String> = (0..2_000).map(|n| path(n * 5)).collect();
    println!("\n50 connections, asking without a pause:\n");
    println!("| page | p50 | p99 | slowest | answers/s |\n|---|---:|---:|---:|---:|");
    for (what, paths, each) in [
        ("Today", vec!["/".to_owned()], 400),
        ("Person, one of them", one.to_vec(), 400),
        (
            "Person, 2,000 different ones, each for the first time",
            many.clone(),
            40,
        ),
        ("Person, the same 2,000 again", many, 40),
    ] {
        load(&address, &paths[..1], 1, 3);
        let took = load(&address, &paths, 50, each);
        println!(
            "| {what} | {:.1} ms | {:.1} ms | {:.1} ms | {:.0} |",
            took.p50, took.p99, took.most, took.a_second
        );
    }
    server.kill().unwrap();
    server.wait().unwrap();
}

fn somebody(place: &str) -> String {
    let book = Book::begin(&Place::parse(place)).unwrap();
    let people = book.people(&Filter::accepted()).unwrap();
    people[people.len() / 2].person.name.clone()
}

/// The path of a book of this size, made once and kept for the next bench.
fn made_book(folder: &Path, people: u64, touches: u64) -> String {
    let place = folder.join(format!("{people}-{touches}.db"));
    if place.exists() {
        return place.display().to_string();
    }
    let lines = folder.join("lines.jsonl");
    let mut out = BufWriter::new(std::fs::File::create(&lines).unwrap());
    generate_book::generate(&mut out, people, touches, SEED).unwrap();
    out.flush().unwrap();
    let unfinished = PathBuf::from(fresh(&folder.join("unfinished.db")));
    let book = Book::begin(&Place::File(unfinished.clone())).unwrap();
    book.restore(&mut BufReader::new(std::fs::File::open(&lines).unwrap()))
        .unwrap();
    drop(book);
    std::fs::rename(&unfinished, &place).unwrap();
    std::fs::remove_file(&lines).unwrap();
    place.display().to_string()
}

/// No book at this path, nor what SQLite keeps beside one.
fn fresh(path: &Path) -> String {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    path.display().to_string()
}
