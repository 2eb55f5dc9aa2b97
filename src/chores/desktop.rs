//! A notification on the owner's desktop, by the desktop's own program. It says how many and not
//! who: it may stand on a screen others see, and its words are in the list of processes for a moment.

use std::process::{Command, Stdio};
use std::time::Duration;

use ledger::reminder::counts;
use ledger::today::Plan;

use super::patience::ended;

const PATIENCE: Duration = Duration::from_secs(10);

pub fn notify(plan: &Plan) -> Result<(), String> {
    let minutes: u32 = plan.moves.iter().map(|step| step.minutes).sum();
    let title = format!("Troth: {}", counts(plan));
    let words = format!("About {} minutes. Open Troth to see.", minutes.max(5));
    let mut child = Command::new("notify-send")
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
    match ended(&mut child, PATIENCE) {
        Some(status) if status.success() => Ok(()),
        Some(_) => Err("no desktop took the notification".to_owned()),
        None => Err("the desktop did not answer".to_owned()),
    }
}
