//! Mail being read in the background: one reading at a time, how far it has come, how it ended.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::uploads::Upload;
use crate::clock::Stopwatch;
use crate::error::{Error, Result};
use crate::import::{self, Progress};
use crate::web::app::App;

const LOOK_AGAIN: Duration = Duration::from_millis(20);

#[derive(Default)]
pub struct Reading {
    state: Mutex<State>,
    broken_off: AtomicBool,
}

#[derive(Default)]
struct State {
    /// How many there were: a page follows the one it began.
    number: u64,
    under_way: Option<(Stopwatch, Progress)>,
    /// How the last one ended, until another begins.
    ended: Option<std::result::Result<i64, Arc<Error>>>,
    /// Whose mail a batch could be, where that is not known.
    candidates: HashMap<i64, Vec<(String, u64)>>,
}

/// What there is to say about reading now.
pub enum Word {
    Idle,
    UnderWay {
        number: u64,
        progress: Progress,
        seconds: u64,
    },
    Read(i64),
    Failed(Arc<Error>),
}

/// Mail to read, and the folder that holds it until then when it was uploaded.
pub struct Mail {
    pub paths: Vec<PathBuf>,
    pub me: Vec<String>,
    pub upload: Option<Upload>,
}

impl Reading {
    /// Begins in the background; answers the number of the reading.
    pub fn begin(app: &App, mail: Mail) -> Result<u64> {
        let number = {
            let mut state = app.reading().lock();
            if state.under_way.is_some() {
                return Err(
                    Error::refused("mail is being read already").hint("wait until it is done")
                );
            }
            state.under_way = Some((Stopwatch::start(), Progress::default()));
            state.ended = None;
            state.number += 1;
            state.number
        };
        let app = app.clone();
        tokio::task::spawn_blocking(move || {
            let mut came_to = |progress| app.reading().came_to(progress);
            let place = mail.upload.as_ref().map(Upload::place);
            let read = import::bring_as(app.book(), place, &mail.paths, &mail.me, &mut came_to);
            drop(mail.upload);
            app.reading().end(read);
        });
        Ok(number)
    }

    /// The program ends: what is being read is left, and nothing of it stays.
    pub fn break_off(&self) {
        self.broken_off.store(true, Ordering::Relaxed);
    }

    /// Waits until nothing is being read.
    pub async fn over(&self) {
        while self.lock().under_way.is_some() {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// How it stands with reading; how one ended is told to the page that follows it.
    pub fn word(&self, followed: Option<u64>) -> Word {
        let state = self.lock();
        if let Some((since, progress)) = state.under_way {
            return Word::UnderWay {
                number: state.number,
                progress,
                seconds: since.elapsed().as_secs(),
            };
        }
        match &state.ended {
            Some(ended) if followed == Some(state.number) => match ended {
                Ok(batch) => Word::Read(*batch),
                Err(error) => Word::Failed(error.clone()),
            },
            _ => Word::Idle,
        }
    }

    pub fn candidates(&self, batch: i64) -> Vec<(String, u64)> {
        self.lock()
            .candidates
            .get(&batch)
            .cloned()
            .unwrap_or_default()
    }

    fn came_to(&self, progress: Progress) -> Result<()> {
        if self.broken_off.load(Ordering::Relaxed) {
            return Err(Error::unavailable(
                "the mail was not read to its end, because Troth was told to stop",
            )
            .hint("read it again; nothing of it is in the book"));
        }
        if let Some((_, held)) = &mut self.lock().under_way {
            *held = progress;
        }
        Ok(())
    }

    fn end(&self, read: Result<import::Brought>) {
        let mut state = self.lock();
        state.under_way = None;
        let read = read.map(|brought| {
            state.candidates.insert(brought.batch, brought.candidates);
            brought.batch
        });
        state.ended = Some(read.map_err(Arc::new));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
