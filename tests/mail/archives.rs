//! Three real list archives, counted as Python's `mailbox` counts them.

use std::collections::HashSet;

use super::{Reading, data, reading};

#[test]
fn a_list_archive_holds_as_many_messages_as_other_readers_find() {
    let Some(path) = data("mbox-archives/gpsd-dev") else {
        return;
    };
    let found = reading(&path);
    assert_eq!(found.skips, []);
    assert_eq!(found.totals.messages, 9_660);
    assert_eq!(found.totals.undated, 21);
    assert_eq!(distinct_ids(&found), 9_568);
    assert_eq!(
        found.totals.robots, 27,
        "forged delivery reports, every one"
    );
    assert_eq!(found.totals.bulk(), 27, "the archive keeps no list headers");
    let known: HashSet<[u8; 16]> = found.messages.iter().map(|m| m.key).collect();
    let linked = found
        .messages
        .iter()
        .filter(|m| m.replies_to.first().is_some_and(|key| known.contains(key)));
    assert!(linked.count() >= 7_244);
}

#[test]
fn the_other_archives_are_counted_alike() {
    for (name, messages, undated) in [("x2go-dev", 6_934, 5), ("fetchmail-users", 3_515, 11)] {
        let Some(path) = data(&format!("mbox-archives/{name}")) else {
            return;
        };
        let found = reading(&path);
        assert_eq!(found.totals.messages, messages, "{name}");
        assert_eq!(found.totals.undated, undated, "{name}");
    }
}

#[test]
fn everybody_who_wrote_to_an_archive_has_an_address() {
    let Some(path) = data("mbox-archives/gpsd-dev") else {
        return;
    };
    let found = reading(&path);
    let headless = found.messages.iter().filter(|m| m.from.is_none()).count();
    assert_eq!(headless, 21, "only what an unescaped From line cut off");
}

/// Counted as the archive's keepers did: mail without an id is one more.
fn distinct_ids(found: &Reading) -> usize {
    let ids: HashSet<Option<&str>> = found
        .messages
        .iter()
        .map(|m| m.message_id.as_deref())
        .collect();
    ids.len()
}
