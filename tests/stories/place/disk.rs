//! A disk that takes nothing more: said as it is, with nothing lost of what was acknowledged.

use std::process::{Command, Stdio};

use super::file;
use crate::support::{Serving, Troth};

/// The program where no file may grow beyond so many blocks of half a kilobyte.
fn within(troth: &Troth, words: &[&str], blocks: u64) -> Command {
    let model = troth.command(words);
    let mut command = Command::new("sh");
    command.args([
        "-c",
        "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"",
        "sh",
        &blocks.to_string(),
    ]);
    command.arg(model.get_program()).args(model.get_args());
    command.env_clear().stdin(Stdio::null());
    for (name, value) in model.get_envs() {
        command.env(name, value.unwrap());
    }
    command
}

#[test]
fn a_disk_that_takes_no_more_is_said_and_nothing_acknowledged_is_lost() {
    let troth = Troth::new();
    troth.says(&["meet", "Ana"]);
    let length = std::fs::metadata(file(&troth)).unwrap().len();
    let serving = Serving::of(within(
        &troth,
        &["serve", "--port", "0", "--on", "2026-03-10"],
        length / 512 + 64,
    ));
    let mut acknowledged = vec![];
    let mut refused = 0;
    for n in 0..200 {
        let name = format!("Somebody{n}x");
        let answer = serving.post("/people", &format!("name={name}"));
        match answer.status {
            303 => acknowledged.push(name),
            503 => {
                assert!(answer.text.contains("disk"), "{}", answer.text);
                assert!(
                    answer.text.contains("nothing was changed"),
                    "{}",
                    answer.text
                );
                refused += 1;
            }
            _ => panic!("{}", answer.text),
        }
        if refused > 3 {
            break;
        }
    }
    assert!(refused > 3, "the disk was large enough");
    drop(serving);
    let there = troth.says(&["people"]);
    for name in acknowledged {
        assert!(there.contains(&name), "{name} was acknowledged");
    }
    troth.says(&["meet", "Sam"]);
}

#[test]
fn a_small_write_that_the_disk_does_not_take_is_no_mistake_of_ours() {
    let troth = Troth::new();
    troth.says(&["meet", "Ana"]);
    for blocks in [0, 8, 32] {
        let answer = within(&troth, &["meet", "Sam"], blocks).output().unwrap();
        let said = String::from_utf8_lossy(&answer.stderr).into_owned();
        assert_eq!(answer.status.code(), Some(2), "{blocks}: {said}");
        assert!(said.contains("disk"), "{blocks}: {said}");
        assert!(!troth.says(&["people"]).contains("Sam"));
    }
}
