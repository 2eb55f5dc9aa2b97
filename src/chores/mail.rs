//! A digest as a mail, handed to the server the owner named. Encrypted or not at all, but for a
//! server on this very machine. What goes wrong is said in words that hold no name and no password.

use std::io::ErrorKind;
use std::time::Duration;

use jiff::Timestamp;
use ledger::reminder::Letter;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Message, SmtpTransport, Transport};
use sha2::{Digest, Sha256};

use super::password;
use crate::book::{Book, MailServer, Security, hex};
use crate::error::{Error, Result};

/// For each answer of the server.
const PATIENCE: Duration = Duration::from_secs(10);

pub fn send(book: &Book, letter: &Letter, now: Timestamp) -> std::result::Result<(), String> {
    let server = book.mail_server().map_err(|error| error.sentence)?;
    let server = server.ok_or("no mail server is named on this machine yet")?;
    hand_over(&server, letter, now, PATIENCE)
}

pub fn is_address(text: &str) -> bool {
    text.parse::<lettre::message::Mailbox>().is_ok()
}

/// Sends a letter without a name in it, to see whether the way is right.
///
/// # Errors
/// Why it is not, in a sentence.
pub fn try_out(server: &MailServer, now: Timestamp) -> Result<()> {
    let letter = Letter {
        subject: "Troth can reach you".to_owned(),
        body: "This is how a digest will arrive: one a day, at the hour you chose.\n".to_owned(),
    };
    hand_over(server, &letter, now, PATIENCE).map_err(Error::setup)
}

fn hand_over(
    server: &MailServer,
    letter: &Letter,
    now: Timestamp,
    patience: Duration,
) -> std::result::Result<(), String> {
    let message = written(server, letter, now)?;
    let way = way(server, patience)?;
    match way.send(&message) {
        Ok(_) => Ok(()),
        Err(error) => Err(said(&error, server)),
    }
}

fn written(
    server: &MailServer,
    letter: &Letter,
    now: Timestamp,
) -> std::result::Result<Message, String> {
    let address = |text: &str| {
        text.parse()
            .map_err(|_| "an address of the reminders is not a mail address".to_owned())
    };
    Message::builder()
        .from(address(&server.from)?)
        .to(address(&server.to)?)
        .subject(letter.subject.as_str())
        .date(now.into())
        .message_id(Some(message_id(server, letter)))
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.body.clone())
        .map_err(|_| "the mail could not be put together".to_owned())
}

/// The same letter has the same id: should it go out twice, a mailbox can tell.
fn message_id(server: &MailServer, letter: &Letter) -> String {
    let mut sum = Sha256::new();
    for part in [&server.from, &server.to, &letter.subject, &letter.body] {
        sum.update(part.as_bytes());
        sum.update([0]);
    }
    let sum = hex(&sum.finalize());
    format!("<{}@troth.invalid>", sum.get(..32).unwrap_or_default())
}

fn way(server: &MailServer, patience: Duration) -> std::result::Result<SmtpTransport, String> {
    let tls = || {
        TlsParameters::new(server.host.clone())
            .map_err(|_| "this machine has no certificates to know a mail server by".to_owned())
    };
    let tls = match server.security {
        Security::Tls => Tls::Wrapper(tls()?),
        Security::StartTls => Tls::Required(tls()?),
        Security::Plain => Tls::None,
    };
    let mut way = SmtpTransport::builder_dangerous(&server.host)
        .port(server.port)
        .tls(tls)
        .timeout(Some(patience))
        // The name of this machine is nobody's business.
        .hello_name(ClientId::Ipv4(std::net::Ipv4Addr::LOCALHOST));
    if let Some(user) = &server.user {
        let password = match &server.password {
            Some(from) => password::read(from)?,
            None => String::new(),
        };
        way = way
            .credentials(Credentials::new(user.clone(), password))
            .authentication(vec![Mechanism::Plain, Mechanism::Login]);
    }
    Ok(way.build())
}

/// Whether the time ran out: a socket that waits says that it would have to wait on.
fn ran_out(error: &lettre::transport::smtp::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(one) = cause {
        let kind = one
            .downcast_ref::<std::io::Error>()
            .map(std::io::Error::kind);
        if matches!(kind, Some(ErrorKind::WouldBlock | ErrorKind::TimedOut)) {
            return true;
        }
        cause = one.source();
    }
    false
}

/// What went wrong, in words.
fn said(error: &lettre::transport::smtp::Error, server: &MailServer) -> String {
    let at = format!("{}:{}", server.host, server.port);
    if let Some(code) = error.status() {
        let code = code.to_string();
        return match code.as_str() {
            "530" | "534" | "535" => {
                "the mail server did not accept the name and the password".to_owned()
            }
            _ if error.is_transient() => {
                format!("the mail server cannot take it just now (it said {code})")
            }
            _ => format!("the mail server did not take it (it said {code})"),
        };
    }
    if error.is_timeout() || ran_out(error) {
        return format!("the mail server at {at} did not answer in time");
    }
    let text = error.to_string();
    if text.contains("STARTTLS") {
        return format!("the mail server at {at} offers no encryption, so nothing was said to it");
    }
    if text.contains("authentication mechanism") {
        return format!("the mail server at {at} takes no name and password");
    }
    if error.is_tls() || text.contains("certificate") {
        return format!("the mail server at {at} could not prove that it is the one");
    }
    format!("nobody answers at {at}, or not as a mail server does")
}
