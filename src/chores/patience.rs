//! Waiting for another program, but not for ever: a chore that hangs would be the last one.

use std::process::{Child, ExitStatus};
use std::time::Duration;

use crate::clock::Stopwatch;

const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// How it ended; `None` when it did not in time, and was stopped.
pub fn ended(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    let waited = Stopwatch::start();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if waited.elapsed() < patience => std::thread::sleep(LOOK_AGAIN),
            _ => {
                // It may have ended just now; either way nothing waits for it any longer.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn a_program_that_hangs_is_stopped_and_one_that_ends_says_how() {
        let run = |words: &str| Command::new("sh").args(["-c", words]).spawn().unwrap();
        let patience = Duration::from_millis(200);
        assert_eq!(ended(&mut run("exec sleep 60"), patience), None);
        let patience = Duration::from_secs(30);
        let code = |words| ended(&mut run(words), patience).unwrap().code();
        assert_eq!((code("true"), code("exit 3")), (Some(0), Some(3)));
    }
}
