//! Mail being read in the background: one reading at a time, how far it has come, how it ended.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::Stopwatch;
use crate::error::{Error, Result};
use crate::import::{self, Progress};
use crate::web::app::App;

#[derive(Default)]
pub struct Reading(Mutex<State>);

#[derive(Default)]
struct State {
    under_way: Option<(Stopwatch, Progress)>,
    /// How the last one ended, until it was shown.
    ended: Option<Result<i64>>,
    /// Whose mail a batch could be, where that is not known.
    candidates: HashMap<i64, Vec<(String, u64)>>,
}

/// What there is to say about reading now.
pub enum Word {
    Idle,
    UnderWay { progress: Progress, seconds: u64 },
    Read(i64),
    Failed(Error),
}

/// Mail to read, and the folder that holds it until then when it was uploaded.
pub struct Mail {
    pub paths: Vec<PathBuf>,
    pub me: Vec<String>,
    pub held: Option<tempfile::TempDir>,
}

impl Reading {
    /// Begins in the background.
    pub fn begin(app: &App, mail: Mail) -> Result<()> {
        {
            let mut state = app.reading().lock();
            if state.under_way.is_some() {
                return Err(
                    Error::refused("mail is being read already").hint("wait until it is done")
                );
            }
            state.under_way = Some((Stopwatch::start(), Progress::default()));
            state.ended = None;
        }
        let app = app.clone();
        tokio::task::spawn_blocking(move || {
            let read = import::bring(app.book(), &mail.paths, &mail.me, &mut |progress| {
                app.reading().came_to(progress);
            });
            drop(mail.held);
            app.reading().end(read);
        });
        Ok(())
    }

    pub fn word(&self) -> Word {
        let mut state = self.lock();
        if let Some((since, progress)) = state.under_way {
            return Word::UnderWay {
                progress,
                seconds: since.elapsed().as_secs(),
            };
        }
        match state.ended.take() {
            Some(Ok(batch)) => Word::Read(batch),
            Some(Err(error)) => Word::Failed(error),
            None => Word::Idle,
        }
    }

    pub fn candidates(&self, batch: i64) -> Vec<(String, u64)> {
        self.lock()
            .candidates
            .get(&batch)
            .cloned()
            .unwrap_or_default()
    }

    fn came_to(&self, progress: Progress) {
        if let Some((_, held)) = &mut self.lock().under_way {
            *held = progress;
        }
    }

    fn end(&self, read: Result<import::Brought>) {
        let mut state = self.lock();
        state.under_way = None;
        state.ended = Some(read.map(|brought| {
            state.candidates.insert(brought.batch, brought.candidates);
            brought.batch
        }));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
