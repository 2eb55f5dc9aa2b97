//! How far a reading has come: a bar at a terminal, a plain line every few seconds elsewhere.

use std::time::Duration;

use indicatif::{
    HumanBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle,
};

use super::super::{phrase, terminal};
use crate::clock::Stopwatch;
use crate::import;

/// Between two plain lines.
const PAUSE: Duration = Duration::from_secs(3);

pub struct Progress {
    started: Stopwatch,
    said: Duration,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub fn start() -> Self {
        let bar = terminal::is_read_beside().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
            bar.set_style(style());
            bar
        });
        Self {
            started: Stopwatch::start(),
            said: Duration::ZERO,
            bar,
        }
    }

    pub fn show(&mut self, come: import::Progress) {
        let elapsed = self.started.elapsed();
        let words = words(come, elapsed);
        if let Some(bar) = &self.bar {
            bar.set_length(come.bytes_in_all);
            bar.set_message(words);
            bar.set_position(come.bytes);
            return;
        }
        if elapsed.saturating_sub(self.said) >= PAUSE {
            self.said = elapsed;
            let bytes = format!(
                "{} of {}",
                HumanBytes(come.bytes),
                HumanBytes(come.bytes_in_all)
            );
            let left = left(come, elapsed)
                .map(|left| format!(", {left} left"))
                .unwrap_or_default();
            terminal::aside(&format!("read {bytes}: {words}{left}"));
        }
    }

    pub fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

fn words(come: import::Progress, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64().max(0.001);
    let rate = (come.messages as f64 / seconds) as i64;
    let messages = phrase::counted(i64::try_from(come.messages).unwrap_or(i64::MAX), "message");
    format!("{messages}, {} a second", phrase::grouped(rate))
}

fn left(come: import::Progress, elapsed: Duration) -> Option<HumanDuration> {
    if come.bytes == 0 {
        return None;
    }
    let ahead = come.bytes_in_all.saturating_sub(come.bytes) as f64 / come.bytes as f64;
    Some(HumanDuration(elapsed.mul_f64(ahead.min(1e6))))
}

fn style() -> ProgressStyle {
    let style = ProgressStyle::with_template("{bar:24.cyan/dim} {percent:>3} %  {msg}  {remains}");
    style
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key(
            "remains",
            |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                // Too early in the reading a guess would jump about.
                if state.elapsed() > Duration::from_secs(1) {
                    let _ = write!(out, "{:#} left", HumanDuration(state.eta()));
                }
            },
        )
        .progress_chars("━━╌")
}
