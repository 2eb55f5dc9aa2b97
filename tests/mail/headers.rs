//! Names, addresses, subjects and dates in every shape mailers have given them.

use troth::import::{Message, letter};

fn mail(header: &str) -> Message {
    raw(header.as_bytes())
}

fn raw(header: &[u8]) -> Message {
    let mut text = b"From: a@troth.example\n".to_vec();
    text.extend_from_slice(header);
    text.extend_from_slice(b"\n\nDate: not this one, it is body\n");
    letter(&text).unwrap()
}

fn to(value: &str) -> String {
    let all: Vec<String> = mail(&format!("To: {value}"))
        .to
        .iter()
        .map(|address| format!("{} <{}>", address.name, address.addr))
        .collect();
    all.join(" | ")
}

fn date(value: &str) -> String {
    let mail = mail(&format!("Date: {value}"));
    mail.at.map_or("undated".into(), |at| {
        format!("{at} {:+}", mail.offset_minutes)
    })
}

#[test]
fn addresses_are_found_however_they_are_written() {
    let ana = "Ana Lindqvist <ana@lindqvist.example>";
    for written in [
        "Ana Lindqvist <ana@lindqvist.example>",
        "\"Ana Lindqvist\" <Ana@Lindqvist.Example>",
        "ana@lindqvist.example (Ana Lindqvist)",
        "ana at lindqvist.example (Ana Lindqvist)",
        "Ana Lindqvist <ana at lindqvist.example>",
        "=?utf-8?Q?Ana_Lindqvist?= <ana@lindqvist.example>",
        "\"=?utf-8?B?QW5hIExpbmRxdmlzdA==?=\" <ana@lindqvist.example>",
        "'Ana Lindqvist' <ana@lindqvist.example>",
        "Ana\n Lindqvist\n\t<ana@lindqvist.example>",
        "Ana (who gardens) Lindqvist <ana@lindqvist.example>",
        "Ana Lindqvist <mailto:ana@lindqvist.example>",
        "Ana Lindqvist <@relay.example,@other.example:ana@lindqvist.example>",
        "Ana\u{202e} Lindq\u{0}vist <ana@lindqvist.example>",
        "Ana Lindqvist ana@lindqvist.example",
        "Gardeners: Ana Lindqvist <ana@lindqvist.example>;",
        "Ana Lindqvist <ana@lindqvist.example",
    ] {
        assert_eq!(to(written), ana, "{written}");
    }
}

#[test]
fn a_family_name_may_stand_first() {
    let both = "Lindqvist, Ana <ana@lindqvist.example> | Okafor, Sam <sam@okafor.example>";
    for written in [
        "\"Lindqvist, Ana\" <ana@lindqvist.example>, \"Okafor, Sam\" <sam@okafor.example>",
        "Lindqvist, Ana <ana@lindqvist.example>; Okafor, Sam <sam@okafor.example>",
        "Lindqvist, Ana <ana@lindqvist.example>, Okafor, Sam <sam@okafor.example>",
    ] {
        assert_eq!(to(written), both, "{written}");
    }
}

#[test]
fn what_has_no_address_is_nobody() {
    for written in [
        "",
        "undisclosed-recipients:;",
        "Undisclosed recipients: ;",
        "<>",
        "Ana <>",
        "root",
        "root, nobody",
        "\"@\" <@>",
        "meet at noon (Ana)",
    ] {
        assert_eq!(to(written), "", "{written}");
    }
}

#[test]
fn an_address_is_no_name() {
    assert_eq!(
        to("\"ana@lindqvist.example\" <ana@lindqvist.example>"),
        " <ana@lindqvist.example>"
    );
    assert_eq!(
        to("ana at lindqvist.example (ana at lindqvist.example)"),
        " <ana@lindqvist.example>"
    );
}

#[test]
fn letters_beyond_ascii_survive_every_coding() {
    for written in [
        "=?utf-8?Q?Tom=C3=A1s?= =?utf-8?Q?_Vidal?= <tomas@vidal.example>",
        // One letter torn in two by a mailer that counted bytes.
        "=?utf-8?Q?Tom=C3?= =?utf-8?Q?=A1s_Vidal?= <tomas@vidal.example>",
        "=?iso-8859-1?q?Tom=e1s?= Vidal <tomas@vidal.example>",
        "=?ISO-8859-1*es?Q?Tom=E1s?= Vidal <tomas@vidal.example>",
        "Tomás Vidal <tomas@vidal.example>",
    ] {
        assert_eq!(
            to(written),
            "Tomás Vidal <tomas@vidal.example>",
            "{written}"
        );
    }
    let latin = raw(b"To: Tom\xe1s Vidal <tomas@vidal.example>");
    assert_eq!(latin.to[0].name, "Tomás Vidal");
}

#[test]
fn what_only_looks_encoded_stays_as_written() {
    for subject in [
        "=?",
        "=?utf-8?X?abc?=",
        "=?utf-8?Q?abc",
        "a =?b",
        "=??Q?a?=",
    ] {
        assert_eq!(mail(&format!("Subject: {subject}")).subject, subject);
    }
}

#[test]
fn a_subject_is_one_line_of_three_hundred_letters() {
    assert_eq!(
        mail("Subject: The\r\n trellis\r\n\tagain\u{7}").subject,
        "The trellis again"
    );
    let long = mail(&format!("Subject: {}", "é".repeat(5_000)));
    assert_eq!(long.subject.chars().count(), 300);
}

#[test]
fn dates_are_read_in_every_usual_shape() {
    let expected = "2026-03-10T08:00:00Z +60";
    for written in [
        "Tue, 10 Mar 2026 09:00:00 +0100",
        "10 Mar 2026 09:00:00 +0100",
        "Tue, 10 Mar 26 09:00:00 +0100",
        "Tue, 10 Mar 2026 09:00:00 +0100 (CET)",
        "Tue, 10 Mar 2026 09:00:00 CET",
        "Tue,10 Mar 2026 09:00 +0100",
        "Tue Mar 10 09:00:00 2026 +0100",
        "10-Mar-2026 09:00:00 +0100",
        "Tuesday, 10-March-2026 09:00:00 +01:00",
        "2026-03-10T09:00:00+01:00",
        "2026-03-10 09:00:00 +0100",
        "Tue, 10 Mar 2026\n 09:00:00 +0100",
    ] {
        assert_eq!(date(written), expected, "{written}");
    }
    assert_eq!(
        date("Mon, 31 Dec 99 23:59:60 EST"),
        "2000-01-01T04:59:59Z -300"
    );
    assert_eq!(
        date("Tue Mar 10 09:00:00 EST 2026"),
        "2026-03-10T14:00:00Z -300"
    );
    assert_eq!(
        date("10 Mar 2026 09:00:00 +-0500"),
        "2026-03-10T09:00:00Z +0"
    );
}

#[test]
fn a_date_that_cannot_be_is_no_date() {
    for written in [
        "",
        "Whenever",
        "Thu, 22 Aug 0102 12:07:35 +0800",
        "Sun, 12 Dec 1965 09:00:00 +0000",
        "Tue, 10 Mar 2101 09:00:00 +0000",
        "Tue, 30 Feb 2026 09:00:00 +0000",
        "Tue, 10 Mar 2026 25:00:00 +0000",
        "Di, 10 Mrz 2026 09:00:00 +0100",
        "10.03.2026 09:00",
        "2026/03/10 Tue 09:00:00",
        "99999999999999999999 Mar 2026",
    ] {
        assert_eq!(date(written), "undated", "{written}");
    }
}

#[test]
fn the_first_day_of_the_epoch_is_a_day() {
    assert_eq!(date("1 Jan 1970 00:00:00 +0000"), "1970-01-01T00:00:00Z +0");
}

#[test]
fn an_answer_names_what_it_answers_the_nearest_first() {
    let first = mail("Message-ID: <first@troth.example>").key;
    let second = mail("Message-ID:\n <second@\n troth.example>").key;
    let answer = mail(
        "Message-ID: <third@troth.example>\nIn-Reply-To: Your message <second@troth.example>\n\
         References: <first@troth.example> <second@troth.example> <third@troth.example>",
    );
    assert_eq!(answer.replies_to, [second, first]);
    let many: Vec<String> = (0..20).map(|n| format!("<{n}@troth.example>")).collect();
    let answer = mail(&format!("References: {}", many.join(" ")));
    assert_eq!(answer.replies_to.len(), 8);
}

#[test]
fn mail_without_an_id_is_told_apart_by_date_sender_and_subject() {
    let one = mail("Date: 10 Mar 2026 09:00:00 +0100\nSubject: The trellis");
    let same = mail("Subject: The trellis\nX-Other: 1\nDate: 10 Mar 2026 09:00:00 +0100");
    let other = mail("Date: 10 Mar 2026 09:00:00 +0100\nSubject: The beans");
    assert_eq!(one.key, same.key);
    assert_ne!(one.key, other.key);
    assert_eq!(one.message_id, None);
}

/// Each of these once made some mailer try every beginning with every end.
#[test]
fn a_quarter_megabyte_of_malice_takes_no_longer_than_a_letter() {
    for (open, seed) in [
        ("To: ", "<@,"),
        ("To: ", "<"),
        ("To: ", "(("),
        ("To: ", "\""),
        ("To: ", "a@b,"),
        ("To: ", "a at b.c "),
        ("Subject: ", "=?x?Q?a "),
        ("Subject: ", "=?"),
        ("References: ", "<a>"),
        ("References: ", "<"),
        ("Date: ", "("),
        ("Date: ", "1-"),
        ("X-Y: z\nnot a field\n", " a\n"),
        ("X-Y: z\n", "From \n"),
    ] {
        mail(&format!("{open}{}", seed.repeat(250_000 / seed.len())));
    }
}
