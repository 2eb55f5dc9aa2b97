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
    pub upload: Option<Upload>,
}

/// Files sent up by the browser: the folder they pass through, and what they are known by.
pub struct Upload {
    pub folder: tempfile::TempDir,
    pub names: Vec<String>,
}

impl Upload {
    /// "uploaded Inbox.mbox, Sent.mbox".
    fn place(&self) -> String {
        const NAMED: usize = 4;
        let named = self
            .names
            .iter()
            .take(NAMED)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        match self.names.len().saturating_sub(NAMED) {
            0 => format!("uploaded {named}"),
            more => format!("uploaded {named} and {more} more"),
        }
    }
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
            let mut came_to = |progress| app.reading().came_to(progress);
            let read = match &mail.upload {
                None => import::bring(app.book(), &mail.paths, &mail.me, &mut came_to),
                Some(upload) => import::bring_as(
                    app.book(),
                    &upload.place(),
                    &mail.paths,
                    &mail.me,
                    &mut came_to,
                ),
            };
            drop(mail.upload);
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
