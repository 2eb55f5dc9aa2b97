//! A mailbox like real ones, made from a seed: several years, 400 people, threads, lists,
//! newsletters, robots, every encoding that mailers use, attachments, and a Sent folder.
//! Everybody in it is made up. It writes files and measures nothing.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes `messages` mails of about `bytes` in all below `dir`: `Inbox`, `Sent` and `Lists`,
/// three mailboxes. The same seed writes the same bytes.
pub fn generate(dir: &Path, messages: u64, bytes: u64, seed: u64) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let mut boxes = Vec::new();
    for name in ["Inbox", "Sent", "Lists"] {
        boxes.push(BufWriter::new(File::create(dir.join(name))?));
    }
    let mut writer = Writer::new(seed, bytes / messages.max(1));
    for number in 0..messages {
        let kind = writer.kind();
        let folder = match kind {
            Kind::Sent => 1,
            Kind::List => 2,
            _ => 0,
        };
        let mail = writer.mail(number, messages, kind);
        boxes[folder].write_all(&mail)?;
    }
    boxes.iter_mut().try_for_each(Write::flush)
}

const OWNER: &str = "Noor Haddad <noor@troth.example>";
const PEOPLE: u64 = 400;
/// Five years up to the frozen morning, in seconds.
const SPAN: u64 = 5 * 365 * 86_400;
const MORNING: u64 = 1_773_126_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Received,
    Sent,
    List,
    Newsletter,
    Robot,
}

struct Writer {
    dice: Dice,
    /// Bytes a mail has on average.
    mean: u64,
    /// Message ids and subjects of late, to answer.
    open: Vec<(u64, String)>,
    mail: Vec<u8>,
}

impl Writer {
    fn new(seed: u64, mean: u64) -> Writer {
        Writer {
            dice: Dice(seed | 1),
            mean,
            open: Vec::new(),
            mail: Vec::new(),
        }
    }

    fn kind(&mut self) -> Kind {
        match self.dice.below(100) {
            0..45 => Kind::Received,
            45..65 => Kind::Sent,
            65..85 => Kind::List,
            85..94 => Kind::Newsletter,
            _ => Kind::Robot,
        }
    }

    fn mail(&mut self, number: u64, of: u64, kind: Kind) -> Vec<u8> {
        self.mail.clear();
        let at = MORNING - SPAN + SPAN / of.max(1) * number + self.dice.below(3_600);
        let other = self.dice.person();
        let (from, to) = match kind {
            Kind::Sent => (OWNER.to_owned(), mailbox(other)),
            Kind::List => (
                mailbox(other),
                "The Garden <garden@lists.example>".to_owned(),
            ),
            Kind::Newsletter => ("Seeds & Soil <news@seeds.example>".into(), OWNER.into()),
            Kind::Robot => ("noreply@builds.example".into(), OWNER.into()),
            Kind::Received => (mailbox(other), OWNER.to_owned()),
        };
        self.line(&format!("From writer@host.example {}", asctime(at)));
        self.received(at);
        self.line(&format!("From: {from}"));
        self.line(&format!("To: {to}"));
        self.copies(kind);
        let zone = self.dice.below(3);
        self.line(&format!("Date: {}", rfc822(at, zone)));
        self.thread(number, kind);
        self.signs(kind);
        self.body();
        std::mem::take(&mut self.mail)
    }

    fn line(&mut self, text: &str) {
        self.mail.extend_from_slice(text.as_bytes());
        self.mail.push(b'\n');
    }

    fn received(&mut self, at: u64) {
        for hop in 0..1 + self.dice.below(4) {
            let id = self.dice.next();
            self.line(&format!(
                "Received: from relay{hop}.example (relay{hop}.example [192.0.2.{hop}])\n\tby \
                 mx.troth.example (Postfix) with ESMTPS id {id:016X}\n\tfor \
                 <noor@troth.example>; {}",
                rfc822(at, 0)
            ));
        }
        if self.dice.below(2) == 0 {
            let signature = self.dice.base64(280);
            self.line(&format!(
                "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=host.example; s=k1;\n\tb={signature}"
            ));
        }
    }

    fn copies(&mut self, kind: Kind) {
        if matches!(kind, Kind::Newsletter | Kind::Robot) || self.dice.below(3) != 0 {
            return;
        }
        let copies = 1 + self.dice.below(6);
        let names: Vec<String> = (0..copies).map(|_| mailbox(self.dice.person())).collect();
        self.line(&format!("Cc: {}", names.join(",\n\t")));
    }

    fn thread(&mut self, number: u64, kind: Kind) {
        self.line(&format!("Message-ID: <{number:x}.garden@host.example>"));
        let answers = !self.open.is_empty() && self.dice.below(2) == 0;
        if answers && !matches!(kind, Kind::Newsletter | Kind::Robot) {
            let at = self.dice.below(self.open.len() as u64) as usize;
            let (before, subject) = self.open[at].clone();
            self.line(&format!("In-Reply-To: <{before:x}.garden@host.example>"));
            self.line(&format!(
                "References: <0.garden@host.example>\n <{before:x}.garden@host.example>"
            ));
            self.line(&format!("Subject: Re: {subject}"));
            self.open[at].0 = number;
            return;
        }
        let subject = SUBJECTS[self.dice.below(SUBJECTS.len() as u64) as usize];
        // Raw latin-1, as mailers of the last century wrote it.
        if self.dice.below(40) == 0 {
            self.mail
                .extend_from_slice(b"Subject: Gr\xfc\xdfe aus dem Garten\n");
        } else {
            self.line(&format!("Subject: {subject}"));
        }
        self.open.push((number, subject.to_owned()));
        if self.open.len() > 200 {
            self.open.remove(0);
        }
    }

    fn signs(&mut self, kind: Kind) {
        match kind {
            Kind::List => self.line(
                "List-Id: <garden.lists.example>\nList-Post: <mailto:garden@lists.example>\nPrecedence: list",
            ),
            Kind::Newsletter => self.line(
                "List-Unsubscribe: <https://seeds.example/stop>\nPrecedence: bulk",
            ),
            Kind::Robot => self.line("Auto-Submitted: auto-generated"),
            Kind::Received | Kind::Sent => self.line("User-Agent: Mutt/2.2.9"),
        }
    }

    /// Most mails are short, a few carry nearly all the bytes, as in real mail.
    fn body(&mut self) {
        let heavy = self.dice.below(20) == 0;
        let attached = if heavy { self.mean * 9 } else { 0 };
        let text = self.mean / 8 + self.dice.below(self.mean / 4 + 1);
        self.line("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"=-seam\"\n");
        self.line("--=-seam\nContent-Type: text/plain; charset=utf-8\n");
        while_filling(&mut self.mail, text, |mail, number| {
            // Escaped as mailboxes escape it.
            let line = if number % 97 == 50 {
                ">From here on it is easy.\n"
            } else {
                PROSE
            };
            mail.extend_from_slice(line.as_bytes());
        });
        self.line("--=-seam\nContent-Type: text/html; charset=utf-8\n");
        while_filling(&mut self.mail, text, |mail, _| {
            mail.extend_from_slice(b"<p style=\"margin:0\">");
            mail.extend_from_slice(PROSE.trim_end().as_bytes());
            mail.extend_from_slice(b"</p>\n");
        });
        if attached > 0 {
            self.line("--=-seam\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n");
            let picture = self.dice.base64(76);
            while_filling(&mut self.mail, attached, |mail, _| {
                mail.extend_from_slice(picture.as_bytes());
                mail.push(b'\n');
            });
        }
        self.line("--=-seam--\n");
    }
}

fn while_filling(mail: &mut Vec<u8>, bytes: u64, mut line: impl FnMut(&mut Vec<u8>, u64)) {
    let full = mail.len() + bytes as usize;
    let mut number = 0;
    while mail.len() < full {
        line(mail, number);
        number += 1;
    }
}

const PROSE: &str = "The beans are up, and the trellis we talked of will hold them this year.\n";

const SUBJECTS: [&str; 8] = [
    "The trellis",
    "Minutes of Tuesday",
    "=?utf-8?B?R3LDvMOfZSBhdXMgZGVtIEdhcnRlbg==?=",
    "=?iso-8859-1?Q?R=E9union_de_jeudi?=",
    "=?utf-8?Q?Caf=C3=A9_on_Friday=3F?=",
    "A rather long subject that goes on about seeds, soil and slugs until it has\n to be folded",
    "Invoice 2026-118",
    "Could you look at this before noon?",
];

const FIRST: [&str; 20] = [
    "Ana", "Sam", "Priya", "Tomás", "Mei", "Jonas", "Leila", "Pavel", "Ines", "Karl", "Yara",
    "Otto", "Rosa", "Emil", "Zoé", "Ivo", "Nina", "Hugo", "Lena", "Åsa",
];

const LAST: [&str; 20] = [
    "Lindqvist",
    "Okafor",
    "Raman",
    "Vidal",
    "Tanaka",
    "Weber",
    "Farsi",
    "Novák",
    "Moreau",
    "Keller",
    "Silva",
    "Brandt",
    "Costa",
    "Dahl",
    "Petit",
    "Marek",
    "Rossi",
    "Blanc",
    "Vogel",
    "Sørensen",
];

/// A person's entry, in one of the ways mailers write it; always the same for the same person.
fn mailbox(person: u64) -> String {
    let first = FIRST[(person % 20) as usize];
    let last = LAST[(person / 20 % 20) as usize];
    let addr = format!("person{person}@host{}.example", person % 37);
    let name = format!("{first} {last}");
    if !name.is_ascii() {
        return format!("=?utf-8?Q?{}?= <{addr}>", quoted_printable(&name));
    }
    match person % 4 {
        0 => format!("\"{last}, {first}\" <{addr}>"),
        1 => format!("{addr} ({name})"),
        2 => format!("{name} <{addr}>"),
        _ => addr,
    }
}

fn quoted_printable(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b' ' => "_".to_owned(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("={byte:02X}"),
        })
        .collect()
}

fn rfc822(at: u64, zone: u64) -> String {
    let zone = ["+0000", "GMT", "+0000 (UTC)"][zone as usize];
    let (year, month, day, hour, minute, second) = civil(at);
    let month = MONTHS[month as usize];
    format!("{day} {month} {year} {hour:02}:{minute:02}:{second:02} {zone}")
}

fn asctime(at: u64) -> String {
    let (year, month, day, hour, minute, second) = civil(at);
    let month = MONTHS[month as usize];
    format!("Mon {month} {day:2} {hour:02}:{minute:02}:{second:02} {year}")
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Year, month from 0, day, hour, minute, second of a Unix time.
fn civil(at: u64) -> (u64, u64, u64, u64, u64, u64) {
    let days = at / 86_400 + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = (shifted + 2) % 12;
    let year = year + era * 400 + u64::from(month < 2);
    let clock = at % 86_400;
    (year, month, day, clock / 3_600, clock / 60 % 60, clock % 60)
}

/// xorshift64*: small, seeded, the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most.max(1)
    }

    /// A few people write most of the mail.
    fn person(&mut self) -> u64 {
        let (one, other) = (self.below(PEOPLE), self.below(PEOPLE));
        one * other / PEOPLE
    }

    fn base64(&mut self, length: usize) -> String {
        const LETTERS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        (0..length)
            .map(|_| char::from(LETTERS[self.below(64) as usize]))
            .collect()
    }
}
