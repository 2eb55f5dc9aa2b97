//! Pages already made, kept while the book's version and the day hold, so that a page asked for
//! again is only copied. Request ids are filled in as a page is served, never kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ledger::Day;

use super::view::form::REQUEST;
use crate::clock::{self, Stopwatch};

/// How long the book's version is believed without asking. Writes through this door forget it at once.
const BELIEVED: Duration = Duration::from_millis(50);

const PAGES_AT_MOST: usize = 4096;
/// Whoever looks at a hundred people before they write again fills a twentieth of it. Packing them was
/// a quarter of the work of making a page.
const BYTES_AT_MOST: usize = 64 * 1024 * 1024;

/// The book's version as last seen.
#[derive(Default)]
pub struct Version(Mutex<Option<(Stopwatch, i64)>>);

impl Version {
    pub fn fresh(&self) -> Option<i64> {
        let held = *self.lock();
        held.filter(|(since, _)| since.elapsed() < BELIEVED)
            .map(|(_, version)| version)
    }

    pub fn note(&self, version: i64) {
        *self.lock() = Some((Stopwatch::start(), version));
    }

    pub fn forget(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> MutexGuard<'_, Option<(Stopwatch, i64)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A page with the places where request ids go.
pub struct Made {
    text: Vec<u8>,
    places: Vec<usize>,
}

impl Made {
    pub fn new(text: String) -> Self {
        let places = memchr::memmem::find_iter(text.as_bytes(), REQUEST).collect();
        Self {
            text: text.into_bytes(),
            places,
        }
    }

    /// The page as it goes out, with a request id of its own in every form.
    pub fn served(&self) -> Vec<u8> {
        let mut text = self.text.clone();
        if self.places.is_empty() {
            return text;
        }
        let drawn = clock::new_id().as_u128();
        for (n, place) in self.places.iter().enumerate() {
            // One draw for the page; the form's number sets each apart.
            let id = uuid::Uuid::from_u128(drawn ^ n as u128);
            if let Some(hole) = text.get_mut(*place..*place + REQUEST.len()) {
                id.hyphenated().encode_lower(hole);
            }
        }
        text
    }
}

/// Pages by address, the least recently asked for leaving first.
#[derive(Default)]
pub struct Pages(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    of: Option<(i64, Day)>,
    pages: HashMap<String, (Arc<Made>, u64)>,
    bytes: usize,
    turn: u64,
}

impl Pages {
    pub fn find(&self, version: i64, day: Day, address: &str) -> Option<Arc<Made>> {
        self.lock().take(version, day, address)
    }

    pub fn keep(&self, version: i64, day: Day, address: String, made: &Arc<Made>) {
        let mut shelf = self.lock();
        match shelf.of {
            // Made from an older book than the one now on the shelf: of no use to anybody.
            Some((newest, _)) if newest > version => return,
            Some(of) if of == (version, day) => {}
            _ => {
                *shelf = Shelf {
                    of: Some((version, day)),
                    ..Shelf::default()
                }
            }
        }
        shelf.bytes += made.text.len();
        shelf.turn += 1;
        let turn = shelf.turn;
        if let Some((before, _)) = shelf.pages.insert(address, (made.clone(), turn)) {
            shelf.bytes -= before.text.len();
        }
        while shelf.pages.len() > PAGES_AT_MOST || shelf.bytes > BYTES_AT_MOST {
            shelf.drop_oldest();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    fn take(&mut self, version: i64, day: Day, address: &str) -> Option<Arc<Made>> {
        if self.of != Some((version, day)) {
            return None;
        }
        self.turn += 1;
        let (made, asked) = self.pages.get_mut(address)?;
        *asked = self.turn;
        Some(made.clone())
    }

    /// A quarter of the pages leaves at once, so that looking for the oldest is seldom.
    fn drop_oldest(&mut self) {
        let mut turns: Vec<u64> = self.pages.values().map(|(_, asked)| *asked).collect();
        let quarter = turns.len() / 4;
        let Some((_, last, _)) = (!turns.is_empty()).then(|| turns.select_nth_unstable(quarter))
        else {
            return;
        };
        self.pages.retain(|_, (_, asked)| *asked > *last);
        let bytes = self.pages.values().map(|(made, _)| made.text.len());
        self.bytes = bytes.sum();
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_placeholder_is_as_long_as_a_request_id() {
        assert_eq!(REQUEST.len(), uuid::fmt::Hyphenated::LENGTH);
    }

    #[test]
    fn every_form_of_every_serving_has_a_request_id_of_its_own() {
        let (pages, day) = (Pages::default(), date(2026, 3, 10));
        let made = Arc::new(Made::new(format!("<a {REQUEST}> <b {REQUEST}>")));
        pages.keep(1, day, "/".to_owned(), &made);
        let again = pages.find(1, day, "/").unwrap();
        let (first, second) = (made.served(), again.served());
        assert_ne!(first[3..39], first[44..80]);
        assert_ne!(first, second);
        assert!(!String::from_utf8(first).unwrap().contains(REQUEST));
    }

    #[test]
    fn pages_of_another_version_or_day_are_not_served() {
        let (pages, day) = (Pages::default(), date(2026, 3, 10));
        pages.keep(
            1,
            day,
            "/".to_owned(),
            &Arc::new(Made::new("one".to_owned())),
        );
        assert!(pages.find(1, day, "/").is_some());
        assert!(pages.find(2, day, "/").is_none());
        assert!(pages.find(1, date(2026, 3, 11), "/").is_none());
    }

    #[test]
    fn the_shelf_stays_small() {
        let (pages, day) = (Pages::default(), date(2026, 3, 10));
        let made = Arc::new(Made::new("x".repeat(BYTES_AT_MOST / 2048)));
        for n in 0..2 * PAGES_AT_MOST {
            pages.keep(1, day, n.to_string(), &made);
        }
        let bytes = pages.lock().bytes;
        assert!(bytes <= BYTES_AT_MOST && bytes > BYTES_AT_MOST / 2);
        assert_eq!(bytes, pages.lock().pages.len() * made.text.len());
        assert!(pages.find(1, day, "0").is_none());
        let last = (2 * PAGES_AT_MOST - 1).to_string();
        assert!(pages.find(1, day, &last).is_some());
    }

    #[test]
    fn small_pages_are_not_kept_without_end() {
        let (pages, day) = (Pages::default(), date(2026, 3, 10));
        let made = Arc::new(Made::new("x".to_owned()));
        for n in 0..2 * PAGES_AT_MOST {
            pages.keep(1, day, n.to_string(), &made);
        }
        let kept = pages.lock().pages.len();
        assert!(kept <= PAGES_AT_MOST && kept > PAGES_AT_MOST / 2);
    }
}
