//! The way to the owner's mail server, and how it is written down. Nothing here reaches out.

use std::path::PathBuf;

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

pub(super) fn text_of(server: &MailServer) -> String {
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

pub(super) fn server_of(text: &str) -> Option<MailServer> {
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
