//! `troth reminders mail`: the mail server a digest is handed to. It is set here and not on the
//! pages: it holds a command that is run and a password that is sent.

use std::net::IpAddr;
use std::path::PathBuf;

use dialoguer::Password;
use ledger::reminder::Channel;

use super::super::passphrase::others_may_read;
use super::super::terminal::{self, Plain};
use super::super::visit::Visit;
use crate::book::{Book, MailServer, PasswordFrom, Security, Swept};
use crate::chores;
use crate::clock;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The server's name
    #[arg(long, value_name = "HOST")]
    server: Option<String>,
    /// Its port [default: as the security has it: 465, 587, 25]
    #[arg(long, value_name = "PORT", requires = "server")]
    port: Option<u16>,
    /// tls from the start, starttls, or none for a server on this machine
    #[arg(long, value_name = "KIND", requires = "server")]
    security: Option<String>,
    /// The address it comes from
    #[arg(long, value_name = "ADDRESS", requires = "server")]
    from: Option<String>,
    /// The address it goes to [default: the one it comes from]
    #[arg(long, value_name = "ADDRESS", requires = "server")]
    to: Option<String>,
    /// The name you log in with [default: the address, when there is a password]
    #[arg(long, value_name = "NAME", requires = "server")]
    user: Option<String>,
    /// The password is the first line of this file
    #[arg(long, value_name = "FILE", requires = "server", group = "password")]
    password_file: Option<PathBuf>,
    /// The password is the first line this command prints
    #[arg(long, value_name = "COMMAND", requires = "server", group = "password")]
    password_command: Option<String>,
    /// Ask for the password, and keep it in the book
    #[arg(long, requires = "server", group = "password")]
    keep_password: bool,
    /// Send a letter now, to see whether the way is right
    #[arg(long)]
    test: bool,
    /// Forget the server
    #[arg(long, conflicts_with_all = ["server", "test"])]
    forget: bool,
}

impl Arguments {
    /// Whether a server is named, rather than looked at.
    pub fn names_server(&self) -> bool {
        self.server.is_some()
    }
}

pub fn run(arguments: &Arguments, book: &Book, visit: &Visit) -> Result<()> {
    if arguments.forget {
        return forget(book, visit);
    }
    if let Some(host) = &arguments.server {
        let server = arranged(host, arguments)?;
        warn_of_readers(arguments, visit);
        if arguments.test {
            chores::try_out(&server, clock::now())?;
        }
        // One that cannot be read is there as well.
        let replaced = !matches!(book.mail_server(), Ok(None));
        let done = book.arrange_mail(&visit.stamp(), &server)?;
        if replaced {
            sweep(book, visit)?;
        }
        let mut wanted = book.reminders()?;
        if wanted.channels.insert(Channel::Mail) {
            book.set_reminders(&visit.stamp(), wanted)?;
        }
        let test = if arguments.test {
            "; a letter was sent to try it"
        } else {
            ""
        };
        let said = format!("digests go to {} by {}{test}", server.to, server.host);
        return visit.said(&said, &done);
    }
    let server = book.mail_server()?.ok_or_else(|| {
        Error::refused("no mail server is named yet")
            .hint("troth reminders mail --server HOST --from ADDRESS --password-file FILE")
    })?;
    if arguments.test {
        chores::try_out(&server, clock::now())?;
        return visit.show_text(&format!("A letter was sent to {}.\n", server.to));
    }
    visit.show_text(&format!(
        "Digests go to {} by {}:{} ({}).\n",
        server.to,
        server.host,
        server.port,
        server.security.id()
    ))
}

fn forget(book: &Book, visit: &Visit) -> Result<()> {
    let mut wanted = book.reminders()?;
    if wanted.channels.remove(&Channel::Mail) {
        book.set_reminders(&visit.stamp(), wanted)?;
    }
    let done = book.forget_mail(&visit.stamp())?;
    sweep(book, visit)?;
    visit.said("the mail server is forgotten", &done)
}

/// A password or a command that was kept is in no page of the file, nor in the log beside it.
fn sweep(book: &Book, visit: &Visit) -> Result<()> {
    let swept = book.sweep()?;
    if swept == Swept::InUse {
        visit.warn(swept.words());
    }
    Ok(())
}

fn arranged(host: &str, arguments: &Arguments) -> Result<MailServer> {
    let security = match arguments.security.as_deref() {
        None => Security::StartTls,
        Some(text) => security(text)?,
    };
    if security == Security::Plain && !is_here(host) {
        return Err(Error::refused(format!(
            "{host} is not this machine: without encryption everybody on the way could read along"
        ))
        .hint("--security starttls, or tls"));
    }
    let from = arguments
        .from
        .clone()
        .ok_or_else(|| Error::setup("from which address?").hint("--from you@example.org"))?;
    let to = arguments.to.clone().unwrap_or_else(|| from.clone());
    for address in [&from, &to] {
        if !chores::is_address(address) {
            return Err(Error::setup(format!("“{address}” is not a mail address")));
        }
    }
    let password = password(arguments)?;
    let named = password.as_ref().map(|_| from.clone());
    Ok(MailServer {
        host: host.to_owned(),
        port: arguments.port.unwrap_or(security.usual_port()),
        security,
        user: arguments.user.clone().or(named),
        from,
        to,
        password,
    })
}

fn security(text: &str) -> Result<Security> {
    let found = Security::ALL.into_iter().find(|one| one.id() == text);
    found.ok_or_else(|| {
        Error::setup(format!("there is no security called “{text}”")).hint("tls, starttls or none")
    })
}

fn is_here(host: &str) -> bool {
    let address = host
        .parse::<IpAddr>()
        .is_ok_and(|address| address.is_loopback());
    address || host.eq_ignore_ascii_case("localhost")
}

fn password(arguments: &Arguments) -> Result<Option<PasswordFrom>> {
    if let Some(path) = &arguments.password_file {
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        if std::fs::metadata(&whole).is_ok_and(|facts| !facts.is_file()) {
            return Err(
                Error::refused(format!("{} is no plain file", whole.display()))
                    .hint("a password from a program: --password-command COMMAND"),
            );
        }
        return Ok(Some(PasswordFrom::File(whole)));
    }
    if let Some(command) = &arguments.password_command {
        return Ok(Some(PasswordFrom::Command(command.clone())));
    }
    if arguments.keep_password {
        return typed().map(PasswordFrom::Book).map(Some);
    }
    Ok(None)
}

fn warn_of_readers(arguments: &Arguments, visit: &Visit) {
    let file = arguments.password_file.as_ref().map(std::fs::File::open);
    if file.is_some_and(|file| file.is_ok_and(|file| others_may_read(&file))) {
        visit.warn("others on this machine may read the file of the password: chmod 600");
    }
}

fn typed() -> Result<String> {
    if !terminal::is_read_beside() {
        return Err(Error::setup("there is no terminal to ask for the password")
            .hint("--password-file FILE, a file only you can read"));
    }
    Password::with_theme(&Plain)
        .with_prompt("Password of the mail server")
        .interact()
        .map_err(|cause| Error::setup("there was no answer; nothing was kept").because(cause))
}
