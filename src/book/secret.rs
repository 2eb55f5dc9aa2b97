//! What only this machine may know: the way to the mail server, and the calendar's secret address.
//! It is in no export and leaves no image in the history, and so it is not taken back but set anew.

use std::path::PathBuf;

use ledger::reminder::Channel;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::desk::{Desk, Written};
use super::history::Stamp;
use super::shelf::{self, hex};
use super::{Book, Session};
use crate::clock;
use crate::error::{Error, Result};
use crate::values;

const MAIL: &str = "mail";
const FEED: &str = "feed";

/// How a digest is handed to a mail server. It has no Debug: a password may be in it.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub from: String,
    pub to: String,
    pub user: Option<String>,
    pub password: Option<PasswordFrom>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Encrypted from the first byte.
    Tls,
    /// Encrypted before anything is said, or nothing is said at all.
    StartTls,
    /// Not at all: on this machine alone.
    Plain,
}

/// Where the password is.
#[derive(Clone, PartialEq, Eq)]
pub enum PasswordFrom {
    /// The first line of a file.
    File(PathBuf),
    /// The first line a command prints.
    Command(String),
    /// In the book, because the owner said so.
    Book(String),
}

impl Security {
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::Plain];

    pub fn id(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::Plain => "none",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|security| security.id() == id)
    }

    pub fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::Plain => 25,
        }
    }
}

impl Book {
    pub fn mail_server(&self) -> Result<Option<MailServer>> {
        let Some(text) = self.read(|session| named(session, MAIL))? else {
            return Ok(None);
        };
        server_of(&text).map(Some).ok_or_else(|| {
            Error::internal("the way to the mail server is malformed")
                .hint("set it anew: troth reminders mail --server HOST")
        })
    }

    pub fn arrange_mail(&self, stamp: &Stamp, server: &MailServer) -> Result<Written> {
        self.write(stamp, "arrange-mail", |desk| {
            desk.put(&shelf::SECRET, values![MAIL, text_of(server)])?;
            Ok(Uuid::nil())
        })
    }

    /// The way to the mail server is known no longer.
    pub fn forget_mail(&self, stamp: &Stamp) -> Result<Written> {
        self.write(stamp, "arrange-mail", |desk| {
            let book = desk.book;
            desk.execute(
                "delete from secret where book = $1 and name = $2",
                values![book, MAIL],
            )?;
            Ok(Uuid::nil())
        })
    }

    /// The secret part of the calendar's address, while the owner wants a calendar.
    pub fn feed_secret(&self) -> Result<Option<String>> {
        if !self.reminders()?.channels.contains(&Channel::Calendar) {
            return Ok(None);
        }
        self.read(|session| named(session, FEED))
    }

    /// A new address; the old one leads nowhere from now on.
    pub fn renew_feed(&self, stamp: &Stamp) -> Result<Written> {
        self.write(stamp, "renew-feed", |desk| {
            desk.put(&shelf::SECRET, values![FEED, drawn()?])?;
            Ok(Uuid::nil())
        })
    }

    /// Whether this is the calendar's secret. It takes as long for a near guess as for a far one.
    pub fn opens_feed(&self, offered: &str) -> Result<bool> {
        let Some(secret) = self.feed_secret()? else {
            return Ok(false);
        };
        let (ours, theirs) = (Sha256::digest(&secret), Sha256::digest(offered));
        let differ = ours
            .iter()
            .zip(theirs)
            .fold(0, |differ, (a, b)| differ | (a ^ b));
        Ok(std::hint::black_box(differ) == 0)
    }
}

/// A secret for the calendar, where there is none yet.
pub(super) fn make_feed(desk: &mut Desk<'_>) -> Result<()> {
    if named(desk, FEED)?.is_some() {
        return Ok(());
    }
    desk.put(&shelf::SECRET, values![FEED, drawn()?])
}

fn drawn() -> Result<String> {
    let mut bytes = [0; 32];
    clock::draw(&mut bytes)?;
    Ok(hex(&bytes))
}

fn named(session: &mut Session<'_>, name: &str) -> Result<Option<String>> {
    let book = session.book;
    session.one(
        "select value from secret where book = $1 and name = $2",
        values![book, name],
        |row| row.text(0),
    )
}

fn text_of(server: &MailServer) -> String {
    let (kind, password) = match &server.password {
        None => (None, None),
        Some(PasswordFrom::File(path)) => (Some("file"), path.to_str().map(str::to_owned)),
        Some(PasswordFrom::Command(command)) => (Some("command"), Some(command.clone())),
        Some(PasswordFrom::Book(password)) => (Some("book"), Some(password.clone())),
    };
    serde_json::json!({
        "host": server.host, "port": server.port, "security": server.security.id(),
        "from": server.from, "to": server.to, "user": server.user,
        "password_from": kind, "password": password,
    })
    .to_string()
}

fn server_of(text: &str) -> Option<MailServer> {
    let held: serde_json::Value = serde_json::from_str(text).ok()?;
    let text = |name: &str| held[name].as_str().map(str::to_owned);
    let password = match (held["password_from"].as_str(), text("password")) {
        (Some("file"), Some(path)) => Some(PasswordFrom::File(path.into())),
        (Some("command"), Some(command)) => Some(PasswordFrom::Command(command)),
        (Some("book"), Some(password)) => Some(PasswordFrom::Book(password)),
        _ => None,
    };
    Some(MailServer {
        host: text("host")?,
        port: u16::try_from(held["port"].as_u64()?).ok()?,
        security: Security::from_id(held["security"].as_str()?)?,
        from: text("from")?,
        to: text("to")?,
        user: text("user"),
        password,
    })
}
