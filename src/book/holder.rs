//! Which process reads a batch or waits for the word on it, so that what a killed one left can be
//! told from what a living one holds. Looks at Linux's own list of processes; where there is none, it
//! does not know.

use std::fs;

/// What is known of the process that holds a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    Lives,
    Gone,
    /// It may be on another machine, or in a room of its own on this one.
    Unknown,
}

/// This process, so that no other is ever taken for it: the machine's run, the room of processes, the
/// number in it, and when it began. Empty where that cannot be told.
pub fn this_process() -> String {
    let own = world().zip(began(std::process::id()));
    own.map(|(world, began)| format!("{world} {} {began}", std::process::id()))
        .unwrap_or_default()
}

pub fn life(holder: &str) -> Life {
    let parts: Vec<&str> = holder.split(' ').collect();
    let [run, room, number, since] = parts.as_slice() else {
        return Life::Unknown;
    };
    let Some(number) = number.parse().ok() else {
        return Life::Unknown;
    };
    // Its number means nothing in another room, or after the machine was started anew.
    if world() != Some(format!("{run} {room}")) {
        return Life::Unknown;
    }
    if began(number).as_deref() == Some(since) {
        Life::Lives
    } else {
        Life::Gone
    }
}

/// The machine since it was started, and the room whose processes this one can see.
fn world() -> Option<String> {
    let run = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let room = fs::read_link("/proc/self/ns/pid").ok()?;
    Some(format!("{} {}", run.trim(), room.to_str()?))
}

/// When a process began, in ticks of the machine; `None` once it is gone. One that ended and was not
/// yet taken note of by its parent is gone too.
fn began(number: u32) -> Option<String> {
    let about = fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
    // The name stands in brackets and may hold anything.
    let (_, rest) = about.rsplit_once(") ")?;
    let mut fields = rest.split(' ');
    let state = fields.next()?;
    // The twenty-second field of all; the third was the state.
    let since = fields.nth(18)?;
    (!matches!(state, "Z" | "X")).then(|| since.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_told_from_one_that_is_gone_and_from_one_elsewhere() {
        let own = this_process();
        if own.is_empty() {
            return;
        }
        assert_eq!(life(&own), Life::Lives);
        let (before, _) = own.rsplit_once(' ').unwrap();
        assert_eq!(life(&format!("{before} 1")), Life::Gone);
        let elsewhere = own.replacen(own.split(' ').next().unwrap(), "another-run", 1);
        assert_eq!(life(&elsewhere), Life::Unknown);
        assert_eq!(life(""), Life::Unknown);
    }
}
