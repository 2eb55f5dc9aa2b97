//! Mailboxes with the offsets and the summary MimeKit makes of them.

use serde_json::Value;

use super::{Differences, dated, written};
use crate::mail::{Reading, data, reading};

#[test]
fn its_mailboxes_hold_the_same_messages_at_the_same_offsets() {
    for name in ["content-length", "issue1189"] {
        let Some(path) = data(&format!("edge/mimekit/mbox/{name}.mbox.txt")) else {
            return;
        };
        let found = reading(&path);
        let json = std::fs::read(path.with_file_name(format!("{name}.unix-offsets.json"))).unwrap();
        let theirs: Value = serde_json::from_slice(&json).unwrap();
        let theirs: Vec<u64> = theirs
            .as_array()
            .unwrap()
            .iter()
            .map(|message| message["mboxMarkerOffset"].as_u64().unwrap())
            .collect();
        let ours: Vec<u64> = found.messages.iter().map(|m| m.offset).collect();
        assert_eq!(ours, theirs, "{name}");
        summary(name, &found);
    }
}

/// The summary repeats sender, receivers, subject and date as they stand in the mail: read as
/// a mailbox of its own, it must say the same.
fn summary(name: &str, found: &Reading) {
    let Some(path) = data(&format!("edge/mimekit/mbox/{name}-summary.txt")) else {
        return;
    };
    let theirs = reading(&path);
    assert_eq!(found.messages.len(), theirs.messages.len(), "{name}");
    let mut differences = Differences::default();
    for (ours, theirs) in found.messages.iter().zip(&theirs.messages) {
        let shown = format!("mimekit {name} {}", ours.offset);
        let mut compare = |what, ours: &str, theirs: &str| {
            differences.compare(&format!("{shown} {what}"), ours, theirs);
        };
        compare("subject", &ours.subject, &theirs.subject);
        compare("from", &written(&ours.from), &written(&theirs.from));
        compare("to", &written(&ours.to), &written(&theirs.to));
        compare("date", &dated(ours), &dated(theirs));
    }
    differences.check();
}
