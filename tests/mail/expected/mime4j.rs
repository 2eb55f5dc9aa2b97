//! 80 mails with the events James mime4j reads: their header fields, cut by another hand.
//! What we understand of a mail must be what we understand of those fields alone.

use super::{Differences, dated, first, with_ending, written};
use crate::mail::data;

#[test]
fn its_headers_are_cut_as_mime4j_cuts_them() {
    let Some(folder) = data("edge/mime4j") else {
        return;
    };
    let room = tempfile::tempdir().unwrap();
    let alone = room.path().join("alone.eml");
    let mut differences = Differences::default();
    let mut compared = 0;
    for mail in with_ending(&folder, ".msg") {
        let shown = format!("mime4j {}", mail.strip_prefix(&folder).unwrap().display());
        let Ok(events) = std::fs::read(mail.with_extension("xml")) else {
            continue;
        };
        std::fs::write(&alone, header(&events)).unwrap();
        let (ours, theirs) = (first(&mail), first(&alone));
        let known = |found: bool| if found { "a mail" } else { "no mail" };
        differences.compare(&shown, known(ours.is_some()), known(theirs.is_some()));
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            continue;
        };
        compared += 1;
        let mut compare = |what, ours: &str, theirs: &str| {
            differences.compare(&format!("{shown} {what}"), ours, theirs);
        };
        compare("subject", &ours.subject, &theirs.subject);
        compare("from", &written(&ours.from), &written(&theirs.from));
        compare("to", &written(&ours.to), &written(&theirs.to));
        compare("date", &dated(&ours), &dated(&theirs));
    }
    differences.check();
    assert!(compared > 40, "{compared}");
}

/// The fields of the outermost header, one behind the other, as bytes again.
fn header(events: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(events);
    let outermost = text.split("</header>").next().unwrap_or_default();
    let mut header = String::new();
    for field in outermost.split("<field>").skip(1) {
        let field = field.split("</field>").next().unwrap_or_default();
        header.push_str(field.trim_start_matches(['\r', '\n']));
        header.push('\n');
    }
    let plain = header
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    format!("{plain}\n").into_bytes()
}
