//! What disks really hold: rubbish, links, pipes, broken archives, lines without end.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use troth::import::{Finding, Unreadable, read, survey};

use super::{Reading, reading};

const MAIL: &str = "From: ana@lindqvist.example\nDate: 10 Mar 2026 09:00:00 +0100\n\nHello\n";

fn mailbox(messages: usize) -> String {
    let each = |n| format!("From x Tue Mar 10\nMessage-ID: <{n}@troth.example>\n{MAIL}\n");
    (0..messages).map(each).collect()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn with_files(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Reading) {
    let room = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = room.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let found = reading(room.path());
    (room, found)
}

fn reasons(found: &Reading) -> Vec<(String, String)> {
    let named = |file: &str| Path::new(file).file_name().unwrap().display().to_string();
    let skips = found.skips.iter();
    skips
        .map(|skip| (named(&skip.file), skip.reason.clone()))
        .collect()
}

#[test]
fn kinds_are_told_by_content_and_never_by_name() {
    let many = mailbox(3);
    let (_room, found) = with_files(&[
        ("a.jpg", many.as_bytes()),
        ("b.eml", &packed(many.as_bytes())),
        ("c", MAIL.as_bytes()),
        ("d", &packed(MAIL.as_bytes())),
        ("e", format!("\n\n\u{feff}{MAIL}").as_bytes()),
        ("maildir/cur/1:2,S", MAIL.as_bytes()),
        ("maildir/new/2", &packed(MAIL.as_bytes())),
        ("maildir/tmp/3", MAIL.as_bytes()),
    ]);
    assert_eq!(found.skips, []);
    assert_eq!(found.messages.len(), 3 + 3 + 5);
    assert_eq!(found.totals.bytes, found.survey.bytes);
}

#[test]
fn rubbish_is_skipped_in_words() {
    let (_room, found) = with_files(&[
        ("empty", b""),
        ("blank", b"\n\n\n"),
        ("photo", b"\x89PNG\r\n\x1a\n\0\0"),
        ("paper", b"%PDF-1.7\n"),
        ("base", b"SQLite format 3\0"),
        ("index.msf", b"// <!-- <mdb:mork:z v=\"1.4\"/> -->"),
        ("zeros", &[0; 5_000]),
        ("notes", b"From Berlin with love,\nAna\n"),
        ("maildir/cur/list", b"not a mail"),
    ]);
    assert_eq!(found.messages, []);
    let text = |file: &str, reason: &str| (file.to_owned(), reason.to_owned());
    assert_eq!(
        reasons(&found),
        [
            text("base", "a database, not mail"),
            text("blank", "only blank lines: there is nothing to read"),
            text("empty", "an empty file: there is nothing to read"),
            text("index.msf", "a mailer's index, not mail"),
            text("notes", "no From or Date line: not a mail"),
            text("paper", "a PDF document, not mail"),
            text("photo", "a picture, not mail"),
            text("zeros", "not text, so not mail"),
            text("list", "no From or Date line: not a mail"),
        ]
    );
}

#[test]
fn a_compressed_archive_that_breaks_off_keeps_what_it_had() {
    let whole = packed(mailbox(20_000).as_bytes());
    let (_room, found) = with_files(&[("cut.gz", &whole[..whole.len() / 2])]);
    assert!(found.messages.len() > 1_000);
    assert_eq!(found.skips.len(), 1);
    assert!(found.skips[0].reason.contains("breaks off"));
    assert!(found.skips[0].offset > 0);
}

#[test]
fn a_mailbox_that_shrinks_while_it_is_read_is_said_to_have_broken_off() {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("mail");
    fs::write(&path, mailbox(200_000)).unwrap();
    let survey = survey(&path).unwrap();
    let (mut messages, mut skips) = (0, Vec::new());
    let half = survey.bytes / 2;
    read::<std::convert::Infallible>(&survey, &mut |finding| {
        match finding {
            Finding::Message(_) if messages == 0 => {
                let file = fs::File::options().write(true).open(&path).unwrap();
                file.set_len(half).unwrap();
                messages += 1;
            }
            Finding::Message(_) => messages += 1,
            Finding::Skip(skip) => skips.push(skip),
            Finding::Progress { .. } => {}
        }
        Ok(())
    })
    .unwrap();
    assert!(messages > 50_000 && messages < 150_000, "{messages}");
    let [skip] = skips.as_slice() else {
        panic!("{skips:?}");
    };
    assert_eq!(skip.loss, troth::import::Loss::Rest);
    assert_eq!(
        skip.reason,
        format!(
            "it broke off at byte {half}: it was {} bytes when begun",
            survey.bytes
        )
    );
}

#[test]
fn what_is_longer_than_is_kept_is_cut_and_said() {
    let long = format!(
        "From x\nMessage-ID: <{}@x>\nSubject: {}\nTo: {}\n{MAIL}",
        "a".repeat(2_000),
        "s".repeat(400),
        "a@b.example, ".repeat(1_200)
    );
    let twin = long.replace("aaa@x>", "aab@x>");
    let (_room, found) = with_files(&[("long", format!("{long}\n{twin}").as_bytes())]);
    assert_eq!(found.messages.len(), 2);
    let message = &found.messages[0];
    assert_eq!(message.message_id.as_ref().map(String::len), Some(998));
    assert_eq!(message.subject.len(), 300);
    assert_eq!(message.to.len(), 1_000);
    // Two that begin alike are still two.
    assert_ne!(message.key, found.messages[1].key);
    let said = reasons(&found).into_iter().map(|(_, reason)| reason);
    assert_eq!(
        said.filter(|reason| reason.contains("the letter taken"))
            .count(),
        6
    );
}

#[test]
fn a_mail_cut_off_in_its_header_is_still_a_mail() {
    let (_room, found) = with_files(&[("cut", b"From x\nFrom: ana@lindqvist.example\nDate: 10 M")]);
    assert_eq!(found.messages.len(), 1);
    assert_eq!(found.totals.undated, 1);
}

#[test]
fn a_header_without_end_is_cut_and_said() {
    let endless = format!(
        "From x\n{}X-Long: {}\n\n{}",
        &MAIL[..60],
        "a".repeat(3_000_000),
        mailbox(1)
    );
    let (_room, found) = with_files(&[("long", endless.as_bytes())]);
    assert_eq!(found.messages.len(), 2);
    assert!(found.skips[0].reason.contains("longer than 256 KiB"));
    let letter = format!("{}X-Long: {}\n\nHello", &MAIL[..60], "a".repeat(3_000_000));
    let (_room, found) = with_files(&[("long", letter.as_bytes())]);
    assert_eq!(found.messages.len(), 1);
    assert_eq!(found.skips.len(), 1);
}

#[test]
fn a_line_without_end_passes_by() {
    let mut text = mailbox(1).into_bytes();
    text.resize(50_000_000, b'a');
    text.push(b'\n');
    text.extend_from_slice(mailbox(1).as_bytes());
    let (_room, found) = with_files(&[("long", &text), ("bomb.gz", &packed(&text))]);
    assert_eq!(found.messages.len(), 4);
    assert_eq!(found.messages[1].offset, found.messages[3].offset);
    assert_eq!(found.messages[3].offset, 50_000_001);
}

#[test]
fn every_line_that_starts_with_from_starts_a_message() {
    let odd = format!(
        "From x\n\nFrom y\r\nSubject: b\r\n\r\nFrom z\nFrom \n{}",
        mailbox(1)
    );
    let (_room, found) = with_files(&[("odd", odd.as_bytes())]);
    let offsets: Vec<u64> = found.messages.iter().map(|m| m.offset).collect();
    assert_eq!(offsets, [0, 8, 30, 37, 43]);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_locked_files_are_left_alone() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("mail"), MAIL).unwrap();
    symlink(room.path(), room.path().join("loop")).unwrap();
    symlink("mail", room.path().join("second")).unwrap();
    let _socket = UnixListener::bind(room.path().join("socket")).unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(room.path().join("pipe"))
        .status();
    let pipes = usize::from(pipe.is_ok_and(|status| status.success()));
    let found = reading(room.path());
    assert_eq!(found.messages.len(), 1);
    assert_eq!(found.skips.len(), 3 + pipes);
}

#[test]
fn a_path_that_is_not_there_is_said_plainly() {
    let error = survey(Path::new("/no/such/mail")).unwrap_err();
    assert!(matches!(error, Unreadable::Missing(_)));
    assert_eq!(
        error.to_string(),
        "there is no file or folder /no/such/mail"
    );
}

#[test]
fn the_same_files_give_the_same_findings_in_the_same_order() {
    let room = tempfile::tempdir().unwrap();
    for name in ["b", "a", "c/d"] {
        let path = room.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, mailbox(3_000)).unwrap();
    }
    let (one, two) = (reading(room.path()), reading(room.path()));
    assert_eq!(one.messages, two.messages);
    let places = |m: &troth::import::Message| (m.file, m.offset);
    assert!(one.messages.is_sorted_by_key(places));
    assert_eq!(one.messages.len(), 9_000);
}

#[test]
fn a_caller_who_stops_is_left_in_peace() {
    let room = tempfile::tempdir().unwrap();
    fs::write(room.path().join("mail"), mailbox(50_000)).unwrap();
    let survey = survey(room.path()).unwrap();
    let mut seen = 0;
    let result = read(&survey, &mut |finding| {
        seen += u64::from(matches!(finding, Finding::Message(_)));
        if seen == 10 { Err("enough") } else { Ok(()) }
    });
    assert_eq!(result.unwrap_err(), "enough");
    assert_eq!(seen, 10);
}
