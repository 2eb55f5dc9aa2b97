//! The torture tests of a dozen mail libraries: none may stop an import.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::{data, reading};

#[test]
fn every_torture_file_is_read_or_skipped_with_a_reason() {
    let Some(path) = data("edge") else {
        return;
    };
    let found = reading(&path);
    let read = found
        .survey
        .files
        .iter()
        .map(|file| found.survey.path(file));
    let skipped = found.skips.iter().map(|skip| PathBuf::from(&skip.file));
    let known: HashSet<PathBuf> = read.chain(skipped).collect();
    let mut all = Vec::new();
    files(&path, &mut all);
    for file in all {
        let in_tmp = file.parent().is_some_and(|folder| folder.ends_with("tmp"));
        assert!(
            in_tmp || known.contains(&file),
            "{} is lost",
            file.display()
        );
    }
    assert!(found.skips.iter().all(|skip| !skip.reason.is_empty()));
    assert!(found.totals.messages > 1_000);
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}
