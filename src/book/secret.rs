//! What only this machine may know: the way to the mail server, and the calendar's secret address.
//! It is in no export and leaves no image in the history, and so it is not taken back but set anew.

use ledger::reminder::Channel;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::desk::{Desk, Written};
use super::history::Stamp;
use super::mail_server::{MailServer, server_of, text_of};
use super::shelf::{self, hex};
use super::{Book, Session};
use crate::clock;
use crate::error::{Error, Result};
use crate::values;

const MAIL: &str = "mail";
const FEED: &str = "feed";

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

    /// What the way was before is overwritten: it may hold a password. Sweeping the book clears it from
    /// the file beside it too.
    pub fn arrange_mail(&self, stamp: &Stamp, server: &MailServer) -> Result<Written> {
        self.write(stamp, "arrange-mail", |desk| {
            desk.overwrite_what_is_deleted()?;
            desk.put(&shelf::SECRET, values![MAIL, text_of(server)])?;
            Ok(Uuid::nil())
        })
    }

    /// The way to the mail server is known no longer, and is overwritten as when it is replaced.
    pub fn forget_mail(&self, stamp: &Stamp) -> Result<Written> {
        self.write(stamp, "arrange-mail", |desk| {
            let book = desk.book;
            desk.overwrite_what_is_deleted()?;
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
            desk.overwrite_what_is_deleted()?;
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
