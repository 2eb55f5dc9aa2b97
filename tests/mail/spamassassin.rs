//! Thousands of single-message files as they came in, and what of them is bulk.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Reading, data, reading};

#[test]
fn every_file_of_a_folder_of_letters_is_one_message() {
    for (name, messages) in [("easy-ham-1", 2_500), ("hard-ham-1", 250), ("spam-1", 500)] {
        let Some((_kept, folder)) = unpacked(name) else {
            return;
        };
        let found = reading(&folder);
        let Reading { skips, totals, .. } = &found;
        assert_eq!(*skips, []);
        assert_eq!(totals.messages, messages, "{name}");
        let undated = if name == "spam-1" { 16 } else { 0 };
        assert_eq!(totals.undated, undated, "years like 0102, and slashes");
    }
}

/// Of the mail people wanted: two thirds came through lists, a quarter is a feed of headlines.
/// Of the bulk they had asked for: four in five say so in the header; the rest is told from a
/// letter by nothing but its words, which are not read.
#[test]
fn most_bulk_is_recognised_by_its_header() {
    let folders = [
        ("easy-ham-1", 1_688, 4, 627),
        ("hard-ham-1", 40, 146, 10),
        ("spam-1", 81, 19, 2),
    ];
    for (name, lists, newsletters, robots) in folders {
        let Some((_kept, folder)) = unpacked(name) else {
            return;
        };
        let totals = reading(&folder).totals;
        let found = (totals.lists, totals.newsletters, totals.robots);
        assert_eq!(found, (lists, newsletters, robots), "{name}");
    }
}

/// The archive, unpacked into a folder that goes away with the test.
fn unpacked(name: &str) -> Option<(tempfile::TempDir, PathBuf)> {
    let packed = data(&format!("spamassassin/{name}.tar.xz"))?;
    let folder = tempfile::tempdir().unwrap();
    if !unpack(&packed, folder.path()) {
        println!("tar and xz are not here: this test is passed over");
        return None;
    }
    let path = folder.path().to_owned();
    Some((folder, path))
}

fn unpack(packed: &Path, into: &Path) -> bool {
    Command::new("tar")
        .arg("xJf")
        .arg(packed)
        .arg("-C")
        .arg(into)
        .status()
        .is_ok_and(|status| status.success())
}
