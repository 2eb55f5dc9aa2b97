//! Nothing of a confidence is found outside its envelope: the database with its journals, what the
//! program logs and prints, exports, pages, and what a crash leaves behind are searched for it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::support::{Troth, each_engine};

const PASSPHRASE: &str = "amber lantern orchard 4172";
const TEXT: &str = "kestrel-quill-9137 is sold in June";
const TELLER: &str = "Quenby Marshwiggle";
/// What must not be found, as it is and as the database would write it in hexadecimal.
const NEEDLES: [&str; 4] = [
    "kestrel-quill-9137",
    "Marshwiggle",
    "lantern orchard",
    "lantern+orchard",
];

#[track_caller]
fn nothing_in(bytes: &[u8], place: &str) {
    let lower = bytes.to_ascii_lowercase();
    for needle in NEEDLES {
        let hex: String = needle.bytes().map(|byte| format!("{byte:02x}")).collect();
        for form in [needle.to_lowercase(), hex] {
            let found = memchr::memmem::find(&lower, form.as_bytes());
            assert_eq!(found, None, "{needle} was found in {place}");
        }
    }
}

/// Every file under a folder: the database, its journals, what a crash left.
fn nothing_under(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            nothing_under(&path);
        } else {
            nothing_in(&std::fs::read(&path).unwrap(), &path.display().to_string());
        }
    }
}

/// The web app as a process of its own, as ready to leave an image of its memory as a shell allows.
struct Serving {
    child: Child,
    address: String,
    cookie: String,
}

impl Serving {
    fn start(troth: &Troth) -> Self {
        let serve = troth.command(&["serve", "--port", "0", "--on", "2026-03-10"]);
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -c unlimited 2>/dev/null; exec \"$0\" \"$@\""]);
        shell.arg(serve.get_program()).args(serve.get_args());
        shell.env_clear();
        for (name, value) in serve.get_envs() {
            shell.env(name, value.unwrap());
        }
        let log = std::fs::File::create(troth.home().join("serve.log")).unwrap();
        let mut child = shell
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            .current_dir(troth.home())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .rsplit("http://")
            .next()
            .unwrap()
            .trim_end_matches('/');
        Self {
            child,
            address: address.to_owned(),
            cookie: String::new(),
        }
    }

    fn send(&mut self, method: &str, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {1}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {2}\r\n\r\n{body}",
            self.address,
            self.cookie,
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        if let Some(cookie) = answer
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "))
        {
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        answer
    }

    fn crash(mut self) -> std::process::ExitStatus {
        let pid = self.child.id().to_string();
        // The first is caught by Rust, which looks whether a stack ran over and lets the next one pass.
        while self.child.try_wait().unwrap().is_none() {
            let _ = Command::new("kill").args(["-SEGV", &pid]).status();
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        self.child.wait().unwrap()
    }
}

/// The passphrase lies outside the home, which is searched whole.
fn passphrase(folder: &Path) -> String {
    let path = folder.join("passphrase");
    std::fs::write(&path, PASSPHRASE).unwrap();
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
    path.to_str().unwrap().to_owned()
}

fn cores(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name());
    names
        .filter(|name| name.to_string_lossy().starts_with("core"))
        .count()
}

#[test]
fn nothing_told_in_private_is_found_outside_its_envelope() {
    let aside = tempfile::tempdir().unwrap();
    let file = passphrase(aside.path());
    each_engine(|place| {
        let folder = Path::new(place).parent().filter(|_| !place.contains("://"));
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        let told = [
            "confide",
            "ana",
            "--passphrase-file",
            &file,
            "--on",
            "2026-03-01",
            "--review",
            "2026-03-09",
        ];
        let mut command = troth.command(&told);
        // The names are in the arguments of that one process: sealed here from standard input alone.
        command.env("RUST_LOG", "trace").stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(format!("{TEXT}, says {TELLER}").as_bytes())
            .unwrap();
        let sealed = child.wait_with_output().unwrap();
        assert!(sealed.status.success(), "{sealed:?}");
        nothing_in(
            &[sealed.stdout, sealed.stderr].concat(),
            "what confide printed",
        );

        let ana = troth.json(&["person", "ana"])["person"]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        troth.says(&["reminders", "--channel", "calendar"]);
        let calendar = troth.json(&["reminders", "calendar"])["address"]
            .as_str()
            .unwrap()
            .replace("http://127.0.0.1:7433", "");
        let mut serving = Serving::start(&troth);
        let at = format!("/people/{ana}/confidences");
        let typed = PASSPHRASE.replace(' ', "+");
        let wrong = serving.send(
            "POST",
            &format!("{at}/open"),
            &format!("passphrase={typed}+no"),
        );
        nothing_in(wrong.as_bytes(), "the answer to a wrong passphrase");
        serving.send(
            "POST",
            &format!("{at}/open"),
            &format!("passphrase={typed}"),
        );
        let form = format!(
            "text={}&told_by={}&may_know=Mei",
            TEXT.replace(' ', "+"),
            TELLER.replace(' ', "+")
        );
        assert!(
            serving.send("POST", &at, &form).contains("303"),
            "a second one, from the browser"
        );
        let open = serving.send("GET", &at, "");
        assert!(open.contains(TEXT) && open.contains(TELLER), "{open}");
        // Open as they are, no other page has a word of it.
        for page in [
            "/",
            "/people",
            &format!("/people/{ana}"),
            "/promises",
            "/inbox",
            "/history",
            "/settings",
            "/reminders",
            &calendar,
            "/new",
            "/import",
            "/people?q=kestrel",
            "/search?q=kestrel",
            "/keys",
        ] {
            nothing_in(serving.send("GET", page, "").as_bytes(), page);
        }
        serving.send("POST", &format!("{at}/lock"), "");
        nothing_in(serving.send("GET", &at, "").as_bytes(), "the locked page");

        for command in [
            &["today"][..],
            &["people"],
            &["person", "ana"],
            &["account", "ana"],
            &["promises"],
            &["inbox"],
            &["history"],
            &["settings"],
            &["remind"],
            &["reminders"],
            &["sources"],
            &["confidences"],
            &["confidences", "ana"],
        ] {
            let words = [command, &["--on", "2026-03-10"]].concat();
            nothing_in(troth.says(&words).as_bytes(), &format!("{command:?}"));
            nothing_in(
                troth.json(&words).to_string().as_bytes(),
                &format!("{command:?} --json"),
            );
        }
        let export = troth.says(&["export"]);
        nothing_in(export.as_bytes(), "the export");
        let reference = troth.json(&["confidences"])["confidences"][0]["ref"]
            .as_str()
            .unwrap()
            .to_owned();
        troth.says(&["confidences", "forget", &reference, "--yes"]);
        nothing_in(
            troth.says(&["export"]).as_bytes(),
            "the images of the history",
        );

        // The journals are there still: the program has the book open.
        if let Some(folder) = folder {
            nothing_under(folder);
        }
        let ended = serving.crash();
        assert_eq!(ended.signal(), Some(11), "{ended:?}");
        assert!(
            !ended.core_dumped(),
            "a crash must leave no image of the memory"
        );
        assert_eq!(cores(troth.home()), 0);
        nothing_under(troth.home());
        if let Some(folder) = folder {
            nothing_under(folder);
        }
    });
}

#[test]
fn a_program_without_the_seal_would_have_left_its_memory_here() {
    // So that the test above is known to be able to fail: another program, crashed in the same way.
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -c unlimited 2>/dev/null; exec sleep 60"])
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    let pid = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-SEGV", &pid])
            .status()
            .unwrap()
            .success()
    );
    let ended = child.wait().unwrap();
    if !ended.core_dumped() {
        eprintln!(
            "this machine keeps no image of any crashed program; there is nothing to compare with"
        );
    }
    assert_eq!(ended.signal(), Some(11));
}
