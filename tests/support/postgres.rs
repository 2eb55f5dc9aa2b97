//! A scratch PostgreSQL server for the test process: started by the first test that asks, shared by all of them,
//! gone when the process is, however it ends (see `cluster.sh`). `TROTH_POSTGRES` names a server to use instead.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

const SCRIPT: &str = include_str!("cluster.sh");

/// PostgreSQL refuses to run as root; this account comes with Debian's package.
const UNPRIVILEGED: &str = "postgres";

pub struct Postgres {
    url: String,
    /// Its standard input is the server's lifeline: held, never written to.
    _lifeline: Option<Child>,
}

impl Postgres {
    /// The server, or `None` with a sentence when there is none here; fails where nothing may be skipped.
    #[track_caller]
    pub fn or_skip() -> Option<&'static Self> {
        static SERVER: OnceLock<Result<Postgres, String>> = OnceLock::new();
        match SERVER.get_or_init(Self::start) {
            Ok(server) => Some(server),
            Err(why) => {
                super::pass_over(why);
                None
            }
        }
    }

    /// The database, as `postgres://…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The place of a book nobody else uses: `postgres://…#name`.
    pub fn book(&self) -> String {
        static BOOKS: AtomicU32 = AtomicU32::new(1);
        let number = BOOKS.fetch_add(1, Ordering::Relaxed);
        format!("{}#book-{}-{number}", self.url, std::process::id())
    }

    /// As `book`, in a database whose texts stand in the order of a language, as most servers' do: small
    /// letters among capitals, and accents of little weight. `None` with a sentence where it cannot be made.
    #[track_caller]
    pub fn book_in_order_of_a_language(&self) -> Option<String> {
        let name = format!("in_order_{}", std::process::id());
        let made = postgres::Client::connect(&self.url, postgres::NoTls).and_then(|mut client| {
            client.batch_execute(&format!("drop database if exists {name}"))?;
            client.batch_execute(&format!(
                "create database {name} template template0 encoding 'UTF8' locale_provider icu
                    icu_locale 'en-US' locale 'C.UTF-8'"
            ))
        });
        if let Err(cause) = made {
            super::pass_over(&format!("no database in the order of a language: {cause}"));
            return None;
        }
        let (server, _) = self.url.rsplit_once('/')?;
        Some(format!("{server}/{name}#ordered"))
    }

    fn start() -> Result<Self, String> {
        if let Ok(url) = std::env::var("TROTH_POSTGRES") {
            return Ok(Self {
                url,
                _lifeline: None,
            });
        }
        let bin = programs().ok_or("there is no PostgreSQL server on this machine")?;
        let mut why = String::new();
        // Another process may take the free port before the server does: then another port.
        for _ in 0..3 {
            match start_on(&bin, free_port()) {
                Ok(server) => return Ok(server),
                Err(log) => why = log,
            }
        }
        // A server that is there but does not start is a fault, not a reason to pass over tests.
        panic!("the scratch PostgreSQL server did not start: {why}");
    }
}

fn start_on(bin: &Path, port: u16) -> Result<Postgres, String> {
    let mut child = shell()
        .args(["-c", SCRIPT, "troth-scratch-postgres"])
        .arg(bin)
        .arg(port.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut printed = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    printed.read_line(&mut first).unwrap();
    if first.starts_with("ready") {
        return Ok(Postgres {
            url: format!("postgres://troth@127.0.0.1:{port}/postgres"),
            _lifeline: Some(child),
        });
    }
    printed.read_to_string(&mut first).unwrap();
    child.wait().unwrap();
    Err(first)
}

/// A shell that is not root.
fn shell() -> Command {
    if !is_root() {
        return Command::new("sh");
    }
    // It becomes the shell itself, so that no third process stands between the test and the server.
    let mut command = Command::new("setpriv");
    command.args(["--reuid", UNPRIVILEGED, "--regid", UNPRIVILEGED]);
    command.args(["--init-groups", "sh"]);
    command
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// Where `initdb` and `pg_ctl` are: Debian keeps them out of the path, one folder per version.
fn programs() -> Option<PathBuf> {
    let told = Command::new("pg_config").arg("--bindir").output().ok();
    let told = told.map(|told| PathBuf::from(String::from_utf8_lossy(&told.stdout).trim()));
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|folder| {
            folder
                .flatten()
                .map(|entry| entry.path().join("bin"))
                .collect()
        })
        .unwrap_or_default();
    versions.sort();
    told.into_iter()
        .chain(versions.into_iter().rev())
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}

#[test]
fn the_scratch_server_answers() {
    let Some(server) = Postgres::or_skip() else {
        return;
    };
    let mut client = postgres::Client::connect(server.url(), postgres::NoTls).unwrap();
    let row = client.query_one("select 1 + 1", &[]).unwrap();
    assert_eq!(row.get::<_, i32>(0), 2);
    assert_ne!(server.book(), server.book());
}
