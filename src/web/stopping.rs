//! Being told to stop: once to finish what is under way, twice to end at once.

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::error::{Error, Result};

/// What tells a program to stop.
pub struct Signals {
    interrupted: Signal,
    terminated: Signal,
    /// A terminal that is closed hangs up.
    hung_up: Signal,
}

impl Signals {
    /// From now on they are heard, and no longer end the program by themselves.
    pub fn heard() -> Result<Self> {
        let heard = |kind| {
            signal(kind).map_err(|cause| {
                Error::setup("the web app cannot hear when it is told to stop").because(cause)
            })
        };
        Ok(Self {
            interrupted: heard(SignalKind::interrupt())?,
            terminated: heard(SignalKind::terminate())?,
            hung_up: heard(SignalKind::hangup())?,
        })
    }

    /// The next of them.
    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
            _ = self.hung_up.recv() => {}
        }
    }
}
