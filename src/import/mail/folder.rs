//! Which folders hold what the owner sent, by their names in the languages mailers speak.

use std::path::Path;

/// Whether any part of the path names a folder of sent mail.
pub fn is_sent(path: &Path) -> bool {
    path.iter()
        .any(|part| part.to_str().is_some_and(names_sent))
}

/// One folder's name, also Maildir++ (`.INBOX.Sent`), Thunderbird's (`Sent.sbd`), IMAP's
/// own writing of letters beyond ASCII (`Envoy&AOk-s`), and numbered ones (`Sent-2019`).
pub fn names_sent(name: &str) -> bool {
    let name = from_imap(name).to_lowercase();
    name.split(['.', '/'])
        .any(|part| NAMES.contains(&without_number(part)))
}

fn without_number(part: &str) -> &str {
    part.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | ' '))
        .trim_start()
}

const NAMES: [&str; 40] = [
    "sent",
    "sent items",
    "sent messages",
    "sent mail",
    "sent-mail",
    "sent_items",
    "sentmail",
    "sentitems",
    "outbox-sent",
    "gesendet",
    "gesendete objekte",
    "gesendete elemente",
    "gesendete nachrichten",
    "postausgang gesendet",
    "envoyés",
    "envoyé",
    "messages envoyés",
    "éléments envoyés",
    "enviados",
    "enviado",
    "elementos enviados",
    "correo enviado",
    "mensajes enviados",
    "itens enviados",
    "e-mails enviados",
    "inviata",
    "inviati",
    "posta inviata",
    "verzonden",
    "verzonden items",
    "verzonden berichten",
    "skickat",
    "skickade",
    "sendt",
    "lähetetyt",
    "wysłane",
    "odeslané",
    "odeslaná pošta",
    "отправленные",
    "送信済み",
];

/// Modified UTF-7 (RFC 3501, 5.1.3): `&` opens base64 of UTF-16, `-` closes it.
fn from_imap(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let Some((packed, behind)) = after.split_once('-') else {
            out.push('&');
            rest = after;
            continue;
        };
        match unpacked(packed) {
            Some(text) => out.push_str(&text),
            None => out.push('&'),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn unpacked(packed: &str) -> Option<String> {
    if packed.is_empty() {
        return None;
    }
    let mut padded = packed.replace(',', "/").into_bytes();
    while !padded.len().is_multiple_of(4) {
        padded.push(b'=');
    }
    let bytes = mail_parser::decoders::base64::base64_decode(&padded)?;
    let units = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    Some(char::decode_utf16(units).filter_map(Result::ok).collect())
}
