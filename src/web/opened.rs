//! Who has opened the confidences: one key for each browser that brought the passphrase, until it is
//! locked, looked away from for too long, or the program ends. Nothing of it is on disk.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::header::{COOKIE, HOST, HeaderMap};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::app::App;
use crate::book::Seal;
use crate::clock::{self, Stopwatch};
use crate::error::{Error, Result};
use crate::seal::Key;

/// One owner has a few browsers; more are not kept open at once.
const BROWSERS_AT_MOST: usize = 8;

/// Passphrases are tried one after the other, for each takes 64 MiB; so many may wait for it.
const TRIED_AT_ONCE: usize = 4;

pub struct Opened {
    held: Mutex<Held>,
    turns: Arc<Semaphore>,
}

impl Default for Opened {
    fn default() -> Self {
        Self {
            held: Mutex::default(),
            turns: Arc::new(Semaphore::new(TRIED_AT_ONCE)),
        }
    }
}

#[derive(Default)]
struct Held {
    /// By the sum of the cookie, which itself is kept nowhere.
    keys: HashMap<[u8; 32], Open>,
    sweeping: bool,
}

struct Open {
    key: Key,
    /// The envelope it came from: when the passphrase is changed, what was open is locked.
    seal: Seal,
    looked: Stopwatch,
    /// The day's time as well: a stopwatch stands still while a machine sleeps.
    looked_at: Timestamp,
}

impl Open {
    fn is_idle(&self, idle: Duration) -> bool {
        let slept = clock::now().duration_since(self.looked_at);
        let slept = Duration::try_from(slept).unwrap_or_default();
        self.looked.elapsed() >= idle || slept >= idle
    }
}

/// The browser that asks: what it is called by, and the cookie it brought.
#[derive(Clone)]
pub struct Browser {
    name: String,
    cookie: Option<[u8; 32]>,
}

impl Browser {
    pub fn of(headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        // Cookies do not tell ports apart: two Troths on one machine each have a name of their own.
        let port = text(HOST).and_then(|host| host.rsplit_once(':'));
        let name = format!("troth-opened-{}", port.map_or("80", |(_, port)| port));
        let brought = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(held, _)| *held == name)
            .map(|(_, token)| sum(token));
        Self {
            cookie: brought,
            name,
        }
    }

    /// The cookie to set: read by no script, sent from no other site, gone with the browser.
    pub fn keeps(&self, token: &str) -> String {
        format!("{}={token}; Path=/; HttpOnly; SameSite=Strict", self.name)
    }

    pub fn loses(&self) -> String {
        format!("{}; Max-Age=0", self.keeps(""))
    }
}

impl Opened {
    /// A turn to try a passphrase, for as long as it is held. Whoever comes when too many wait is asked
    /// to come again, so that they do not take every thread from the rest.
    pub fn turn(&self) -> Result<OwnedSemaphorePermit> {
        self.turns.clone().try_acquire_owned().map_err(|_| {
            Error::unavailable("several passphrases are being tried just now")
                .hint("try again in a moment; nothing was changed")
        })
    }

    /// Keeps a key, and answers what the browser is to bring for it.
    pub fn open(&self, key: Key, seal: Seal) -> Result<String> {
        let mut drawn = [0; 32];
        clock::draw(&mut drawn)?;
        let token: String = drawn.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut held = self.lock();
        if held.keys.len() >= BROWSERS_AT_MOST {
            held.forget_longest();
        }
        let open = Open {
            key,
            seal,
            looked: Stopwatch::start(),
            looked_at: clock::now(),
        };
        held.keys.insert(sum(&token), open);
        Ok(token)
    }

    /// The key of a browser that looked not long ago, as long as its seal is still in the book.
    pub fn key(&self, browser: &Browser, seals: &[Seal], idle: Duration) -> Option<Key> {
        let mut held = self.lock();
        held.keys
            .retain(|_, open| !open.is_idle(idle) && seals.contains(&open.seal));
        let open = held.keys.get_mut(&browser.cookie?)?;
        (open.looked, open.looked_at) = (Stopwatch::start(), clock::now());
        Some(open.key.clone())
    }

    pub fn shut(&self, browser: &Browser) {
        if let Some(cookie) = browser.cookie {
            self.lock().keys.remove(&cookie);
        }
    }

    /// Drops the keys nobody looks by any more; whether any are left.
    fn sweep(&self, idle: Duration) -> bool {
        let mut held = self.lock();
        held.keys.retain(|_, open| !open.is_idle(idle));
        held.sweeping = !held.keys.is_empty();
        held.sweeping
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drops keys when their time is over, whether anybody asks for a page or not.
pub fn keep_swept(app: &App, idle: Duration) {
    if std::mem::replace(&mut app.opened().lock().sweeping, true) {
        return;
    }
    let app = app.clone();
    tokio::spawn(async move {
        let pause = Duration::from_secs(5).min(idle);
        while app.opened().sweep(idle) {
            tokio::time::sleep(pause).await;
        }
    });
}

impl Held {
    fn forget_longest(&mut self) {
        let longest = self
            .keys
            .iter()
            .max_by_key(|(_, open)| open.looked.elapsed())
            .map(|(cookie, _)| *cookie);
        if let Some(cookie) = longest {
            self.keys.remove(&cookie);
        }
    }
}

fn sum(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{self, Secret};

    const LONG: Duration = Duration::from_secs(600);

    fn headers(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, "127.0.0.1:7433".parse().unwrap());
        headers.insert(COOKIE, cookie.parse().unwrap());
        headers
    }

    #[test]
    fn a_key_is_there_for_its_own_browser_until_it_is_idle_or_locked() {
        let (key, envelope) = seal::begin(&Secret::new("four words of mine".to_owned())).unwrap();
        let seal = Seal {
            number: 1,
            envelope,
        };
        let seals = [seal.clone()];
        let opened = Opened::default();
        let nobody = Browser::of(&headers("troth-opened-7433=guess"));
        let token = opened.open(key.clone(), seal.clone()).unwrap();
        let browser = Browser::of(&headers(&format!("a=b; troth-opened-7433={token}; c=d")));
        assert!(opened.key(&nobody, &seals, LONG).is_none());
        assert!(opened.key(&browser, &seals, LONG).is_some());
        assert!(opened.key(&browser, &seals, Duration::ZERO).is_none());
        assert!(
            opened.key(&browser, &seals, LONG).is_none(),
            "it is gone for good"
        );

        let token = opened.open(key.clone(), seal.clone()).unwrap();
        let browser = Browser::of(&headers(&format!("troth-opened-7433={token}")));
        opened.shut(&browser);
        assert!(opened.key(&browser, &seals, LONG).is_none());

        let token = opened.open(key.clone(), seal.clone()).unwrap();
        let browser = Browser::of(&headers(&format!("troth-opened-7433={token}")));
        assert!(opened.sweep(LONG) && !opened.sweep(Duration::ZERO));
        assert!(opened.key(&browser, &seals, LONG).is_none());

        // A passphrase changed elsewhere locks what was open.
        let token = opened.open(key, seal).unwrap();
        let browser = Browser::of(&headers(&format!("troth-opened-7433={token}")));
        let changed = [Seal {
            number: 1,
            envelope: vec![1],
        }];
        assert!(opened.key(&browser, &changed, LONG).is_none());
    }

    #[test]
    fn the_cookie_is_for_this_door_alone() {
        let browser = Browser::of(&headers("x=y"));
        assert_eq!(
            browser.keeps("aa"),
            "troth-opened-7433=aa; Path=/; HttpOnly; SameSite=Strict"
        );
        assert!(browser.loses().ends_with("SameSite=Strict; Max-Age=0"));
    }
}
