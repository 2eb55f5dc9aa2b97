//! Machines, newsletters and lists, told from people; and the owner's own sent mail.

use troth::import::{Bulk, letter};

use super::reading;

fn verdict(header: &str) -> Option<Bulk> {
    let text = if header.contains("From:") {
        format!("{header}\n\n")
    } else {
        format!("From: ana@lindqvist.example\n{header}\n\n")
    };
    letter(text.as_bytes()).unwrap().bulk
}

#[test]
fn a_machine_is_known_by_what_it_says_of_itself_or_by_its_address() {
    for header in [
        "Auto-Submitted: auto-replied",
        "X-Auto-Response-Suppress: All",
        "Precedence: auto_reply",
        "Return-Path: <>",
        "Content-Type: multipart/report; report-type=delivery-status",
        "Sender: Calendar <calendar-notification@calendar.example>",
        "From: noreply@shop.example",
        "From: no-reply+17@shop.example",
        "From: Do Not Reply <do_not_reply@shop.example>",
        "From: bounces+a=b@shop.example",
        "From: MAILER-DAEMON@troth.example",
        "From: Mail Delivery System <x@troth.example>",
        "From: root@troth.example",
    ] {
        assert_eq!(verdict(header), Some(Bulk::Robot), "{header}");
    }
}

#[test]
fn a_list_lets_people_answer_and_a_newsletter_does_not() {
    for header in [
        "List-Id: <garden.lists.example>",
        "List-Post: <mailto:garden@lists.example>\nList-Unsubscribe: <https://lists.example>",
        "Precedence: list",
        "Mailing-List: contact garden-help@lists.example",
        "Precedence: bulk\nIn-Reply-To: <a@lists.example>",
        "Return-Path: <garden-bounces@lists.example>",
        "Sender: owner-garden@lists.example",
    ] {
        assert_eq!(verdict(header), Some(Bulk::List), "{header}");
    }
    for header in [
        "List-Unsubscribe: <https://seeds.example/stop>",
        "List-Id: <x>\nList-Unsubscribe: <https://seeds.example/stop>",
        "List-Post: NO\nList-Id: <x>",
        "Precedence: bulk",
        "Precedence: Junk",
        "From: newsletter@seeds.example",
        "From: The Seeds Newsletter <hello@seeds.example>",
        "From: hello@news.newsletter.seeds.example",
    ] {
        assert_eq!(verdict(header), Some(Bulk::Newsletter), "{header}");
    }
}

#[test]
fn people_are_people() {
    for header in [
        "Auto-Submitted: no",
        "Precedence: first-class",
        "From: Noor Haddad <noor@troth.example>",
        "From: Ana Root <ana.root@lindqvist.example>",
        "From: newsome@lindqvist.example",
        "Return-Path: <ana@lindqvist.example>",
    ] {
        assert_eq!(verdict(header), None, "{header}");
    }
}

#[test]
fn sent_mail_is_known_by_its_folder_in_many_languages() {
    let room = tempfile::tempdir().unwrap();
    let mail = "From: noor@troth.example\nDate: 10 Mar 2026 09:00:00 +0100\n\nHello\n";
    let folders = [
        ("Sent", true),
        ("Sent Items", true),
        ("Gesendet", true),
        ("Envoyés", true),
        ("Envoy&AOk-s", true),
        (".Sent/cur", true),
        (".INBOX.Sent Messages/cur", true),
        ("[Gmail].Sent Mail", true),
        ("Отправленные", true),
        ("Sent.sbd/2019", true),
        ("Inbox", false),
        ("Presents", false),
        ("Consent", false),
    ];
    for (folder, sent) in folders {
        let folder = room.path().join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("one"), mail).unwrap();
        let found = reading(room.path());
        assert_eq!(found.messages[0].sent, sent, "{}", folder.display());
        std::fs::remove_file(folder.join("one")).unwrap();
    }
    std::fs::write(room.path().join("Sent-2019"), format!("From x\n{mail}")).unwrap();
    assert!(reading(room.path()).messages[0].sent);
}

#[test]
fn a_label_says_sent_as_well_as_a_folder() {
    let mail = |labels| {
        let text = format!("From: noor@troth.example\nX-Gmail-Labels: {labels}\n\n");
        letter(text.as_bytes()).unwrap().sent
    };
    assert!(mail("Sent,Important"));
    assert!(mail("=?UTF-8?Q?Wichtig,Gesendet?="));
    assert!(!mail("Inbox,Important"));
}
