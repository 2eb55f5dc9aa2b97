//! A notification on the owner's desktop, by the desktop's own program. It says how many and not
//! who: it may stand on a screen others see, and its words are in the list of processes for a moment.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use ledger::reminder::counts;
use ledger::today::Plan;

use crate::clock::Stopwatch;

const PATIENCE: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

pub fn notify(plan: &Plan) -> Result<(), String> {
    let minutes: u32 = plan.moves.iter().map(|step| step.minutes).sum();
    let title = format!("Troth: {}", counts(plan));
    let words = format!(
        "About {} minutes. Open Troth, or: troth today",
        minutes.max(5)
    );
    let child = Command::new("notify-send")
        .args(["--app-name=Troth", &title, &words])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => {
                "notify-send is not installed on this machine".to_owned()
            }
            _ => "notify-send could not be started".to_owned(),
        })?;
    ended(child)
}

fn ended(mut child: Child) -> Result<(), String> {
    let waited = Stopwatch::start();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(_)) => return Err("no desktop took the notification".to_owned()),
            Ok(None) if waited.elapsed() < PATIENCE => std::thread::sleep(LOOK_AGAIN),
            _ => {
                // It has its own end or none; either way nothing waits for it any longer.
                let _ = child.kill();
                let _ = child.wait();
                return Err("the desktop did not answer".to_owned());
            }
        }
    }
}
