//! Told to stop, the web app stops, whoever hangs on.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use troth::book::{Book, Place};
use troth::clock::Stopwatch;

use crate::support::{Troth, each_engine};

const LETTERS: u32 = 60_000;

/// The program serving, and where.
struct Served {
    child: Child,
    host: String,
}

impl Served {
    fn on(troth: &Troth) -> Self {
        let mut command = troth.command(&["serve", "--port", "0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let out = child.stdout.as_mut().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let host = line.trim().trim_end_matches('/').rsplit('/').next();
        let host = host.unwrap().to_owned();
        Self { child, host }
    }

    /// Sends these words, with the host and the origin filled in, and holds on.
    fn says(&self, words: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let own = format!("Host: {0}\r\nOrigin: http://{0}", self.host);
        stream
            .write_all(words.replace("OWN", &own).as_bytes())
            .unwrap();
        stream
    }

    fn told(&self, signal: &str) {
        let id = self.child.id().to_string();
        let kill = Command::new("kill").args([signal, &id]).status();
        assert!(kill.unwrap().success());
    }

    /// How long it took to end, in order.
    fn ends(mut self, watch: Stopwatch) -> Duration {
        let ended = self.child.wait().unwrap();
        assert_eq!(ended.code(), Some(0), "{ended:?}");
        watch.elapsed()
    }
}

fn read_some(stream: &mut TcpStream) -> String {
    let mut bytes = vec![0; 4096];
    let read = stream.read(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes[..read]).into_owned()
}

/// A mailbox that takes a while to read.
fn long_mailbox(troth: &Troth) -> String {
    let mut mail = String::new();
    for n in 0..LETTERS {
        mail.push_str(&format!(
            "From a@b Mon Feb  2 10:00:00 2026\nFrom: Ana <ana{}@lindqvist.example>\nTo: noor@troth.example\n\
             Date: Mon, 02 Feb 2026 10:00:00 +0000\nMessage-ID: <{n}@troth.example>\nSubject: letter {n}\n\nwords\n\n",
            n % 500
        ));
    }
    troth.file("long.mbox", mail).display().to_string()
}

const UPLOAD: &str = "POST /import/files HTTP/1.1\r\nOWN\r\nContent-Type: multipart/form-data; boundary=edge\r\n\
    Content-Length: 100000\r\n\r\n--edge\r\nContent-Disposition: form-data; name=\"mail\"; filename=\"a.mbox\"\r\n\r\nFrom a@b\n";

#[test]
fn whoever_hangs_on_does_not_keep_it_from_ending() {
    for signal in ["-TERM", "-INT"] {
        let troth = Troth::new();
        let served = Served::on(&troth);
        let half_a_head = served.says("GET / HTTP/1.1\r\nHo");
        let half_a_body = served.says(
            "POST /people HTTP/1.1\r\nOWN\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nname=",
        );
        let slow_reader =
            served.says(&"GET /assets/style.css HTTP/1.1\r\nOWN\r\n\r\n".repeat(1_000));
        let upload = served.says(UPLOAD);
        let mut kept_alive = served.says("GET /more HTTP/1.1\r\nOWN\r\n\r\n");
        assert!(read_some(&mut kept_alive).starts_with("HTTP/1.1 200"));
        let uploads = troth.home().join("book.db-uploads");
        let waits = Stopwatch::start();
        while !uploads.exists() && waits.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(uploads.exists(), "the upload has begun");
        served.told(signal);
        let took = served.ends(Stopwatch::start());
        assert!(took < Duration::from_secs(5), "{signal}: {took:?}");
        assert!(!uploads.exists(), "nothing of the upload is left");
        drop((half_a_head, half_a_body, slow_reader, upload, kept_alive));
    }
}

#[test]
fn mail_being_read_is_left_and_nothing_of_it_stays() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let served = Served::on(&troth);
        let mail = long_mailbox(&troth);
        let body = format!("place={mail}&me=noor@troth.example");
        let mut asked = served.says(&format!(
            "POST /import/path HTTP/1.1\r\nOWN\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ));
        let answer = read_some(&mut asked);
        assert!(answer.contains("/import?reading=1"), "{answer}");
        served.told("-TERM");
        let took = served.ends(Stopwatch::start());
        assert!(took < Duration::from_secs(5), "{took:?}");
        let book = Book::begin(&Place::parse(place)).unwrap();
        let left = book.batches().unwrap();
        assert!(left.is_empty(), "{left:?}");
    });
}

#[test]
fn told_twice_it_ends_at_once() {
    let troth = Troth::new();
    let served = Served::on(&troth);
    let upload = served.says(UPLOAD);
    let watch = Stopwatch::start();
    served.told("-TERM");
    std::thread::sleep(Duration::from_millis(200));
    served.told("-TERM");
    let took = served.ends(watch);
    assert!(took < Duration::from_millis(1_900), "{took:?}");
    drop(upload);
}
