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
        println!(
            "{name}: {} lists, {} newsletters, {} robots, {} undated",
            totals.lists, totals.newsletters, totals.robots, totals.undated
        );
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
