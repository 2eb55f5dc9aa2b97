//! A large book from a seed, as the JSON Lines an export writes: people with rhythms of their
//! own, their touches over five years, promises in every state, details, milestones and circles. Everybody in it is made up.

use std::io::{self, Write};

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// The last day anything happened; ask for a plan on the morning after.
pub const LAST_DAY: &str = "2026-03-09";

const DAYS: u64 = 5 * 365;

const FIRST: [&str; 20] = [
    "Ada", "Bela", "Chiara", "Dario", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jun", "Kaya",
    "Liam", "Mira", "Nils", "Olga", "Petra", "Rafi", "Sana", "Teo", "Uma",
];
const MIDDLE: [&str; 10] = ["Al", "Bo", "Cy", "Di", "Ed", "Flo", "Gi", "Ha", "Io", "Jo"];
const LAST: [&str; 25] = [
    "Abel", "Brandt", "Costa", "Dahl", "Eriksen", "Fontaine", "Garcia", "Hartmann", "Ito",
    "Jansen", "Kovacs", "Lund", "Moreau", "Nagy", "Olsen", "Petrov", "Quist", "Rossi", "Silva",
    "Toth", "Ueda", "Varga", "Weiss", "Yilmaz", "Zeman",
];

/// Writes a book of `people` and about `touches` touches.
pub fn generate(out: &mut dyn Write, people: u64, touches: u64, seed: u64) -> io::Result<()> {
    writeln!(out, r#"{{"is":"book","edition":1,"zone":"UTC"}}"#)?;
    let mut dice = Dice(seed);
    let owner = id(0, 0);
    person(out, &owner, "Noor Haddad", "owner", 2)?;
    for n in 1..=people {
        let name = format!(
            "{} {} {} {}",
            FIRST[(n % 20) as usize],
            MIDDLE[(n / 20 % 10) as usize],
            LAST[(n / 200 % 25) as usize],
            n
        );
        person(out, &id(0, n), &name, "accepted", 1 + dice.below(3))?;
        writeln!(
            out,
            r#"{{"is":"handle","kind":"mail","value":"p{n}@example.example","person":"{}"}}"#,
            id(0, n)
        )?;
    }
    let end: Date = LAST_DAY.parse().map_err(io::Error::other)?;
    let mean = touches as f64 / people.max(1) as f64;
    for n in 1..=people {
        timeline(out, &mut dice, n, mean, end)?;
    }
    for n in 0..people * 2 {
        promise(out, &mut dice, n, people, end)?;
    }
    for n in 1..=people {
        remembered(out, &mut dice, n, end)?;
    }
    circles(out, &mut dice, people)
}

/// What is kept of one person besides touches: five details, a birthday, now and then a concern,
/// a contribution and what was done about it.
fn remembered(out: &mut dyn Write, dice: &mut Dice, n: u64, end: Date) -> io::Result<()> {
    let person = id(0, n);
    let kept = |kind: u64| id(u64::MAX - kind, n);
    for k in 0..5 {
        let topic = [
            "family",
            "interest",
            "motivation",
            "preference",
            "way-of-working",
        ][k as usize];
        let on = end.saturating_sub((dice.below(700) as i64).days());
        let ask = match dice.below(50) {
            0 => format!(
                r#","ask_on":"{}""#,
                end.saturating_add((dice.below(60) as i64).days())
            ),
            _ => String::new(),
        };
        writeln!(
            out,
            r#"{{"is":"detail","id":"{}","person":"{person}","topic":"{topic}","what":"likes the thing number {}","noted_on":"{on}","confirmed_on":"{on}"{ask}}}"#,
            id(u64::MAX - 10 - k, n),
            dice.below(5_000),
        )?;
    }
    writeln!(
        out,
        r#"{{"is":"milestone","id":"{}","person":"{person}","kind":"birthday","what":"","month":{},"day":{},"yearly":1}}"#,
        kept(1),
        1 + dice.below(12),
        1 + dice.below(28),
    )?;
    if dice.below(10) == 0 {
        let (raised, check) = (
            end.saturating_sub(40.days()),
            end.saturating_add((dice.below(90) as i64).days()),
        );
        writeln!(
            out,
            r#"{{"is":"concern","id":"{}","person":"{person}","what":"the release","raised_on":"{raised}","check_on":"{check}"}}"#,
            kept(2),
        )?;
    }
    if dice.below(3) == 0 {
        let seen = end.saturating_sub((dice.below(700) as i64).days());
        writeln!(
            out,
            r#"{{"is":"contribution","id":"{}","person":"{person}","what":"wrote the guide","seen_on":"{seen}","thanked_on":"{seen}"}}"#,
            kept(3),
        )?;
        writeln!(
            out,
            r#"{{"is":"act","person":"{person}","id":"{}","moment":"effort-acknowledged","side":"mine","day":"{seen}","what":"wrote the guide"}}"#,
            kept(3),
        )?;
    }
    Ok(())
}

/// Circles of about twenty-five, most people in one of them.
fn circles(out: &mut dyn Write, dice: &mut Dice, people: u64) -> io::Result<()> {
    let circles = (people / 25).max(1);
    for n in 1..=circles {
        writeln!(
            out,
            r#"{{"is":"circle","id":"{}","name":"Circle {n}","kind":"team","in_person":0,"weekdays":""}}"#,
            id(u64::MAX - 20, n),
        )?;
    }
    for n in 1..=people {
        if dice.below(5) > 0 {
            writeln!(
                out,
                r#"{{"is":"membership","circle":"{}","person":"{}"}}"#,
                id(u64::MAX - 20, 1 + dice.below(circles)),
                id(0, n),
            )?;
        }
    }
    Ok(())
}

fn person(
    out: &mut dyn Write,
    id: &str,
    name: &str,
    standing: &str,
    importance: u64,
) -> io::Result<()> {
    writeln!(
        out,
        r#"{{"is":"person","id":"{id}","name":"{name}","named_by":"owner","importance":{importance},"standing":"{standing}","standing_by":"owner","root":"{id}"}}"#
    )
}

/// One person's touches: gaps spread around a rhythm of their own, some ending long ago.
fn timeline(out: &mut dyn Write, dice: &mut Dice, n: u64, mean: f64, end: Date) -> io::Result<()> {
    let wanted = (mean * (0.2 + 1.6 * dice.unit())).max(1.0) as u64;
    let ended = if dice.below(4) == 0 {
        dice.below(DAYS / 2)
    } else {
        dice.below(30)
    };
    let mut minutes = 0_u64;
    let step = (DAYS.saturating_sub(ended) * 1_440) / wanted.max(1);
    for k in 0..wanted {
        minutes += 1 + (step as f64 * (0.1 + 1.8 * dice.unit())) as u64;
        if minutes >= (DAYS - ended) * 1_440 {
            break;
        }
        let day = end.saturating_sub((DAYS as i64 - (minutes / 1_440) as i64).days());
        let at: Timestamp = day
            .at((minutes / 60 % 24) as i8, (minutes % 60) as i8, 0, 0)
            .to_zoned(TimeZone::UTC)
            .map_err(io::Error::other)?
            .timestamp();
        let (medium, setting) = match dice.below(10) {
            0 => ("in-person", "coffee"),
            1 => ("video", "one-to-one"),
            _ => ("mail", "message"),
        };
        let began = if dice.below(2) == 0 { "me" } else { "them" };
        let addressees = if dice.below(5) == 0 { 3 } else { 1 };
        writeln!(
            out,
            r#"{{"is":"touch","person":"{}","at":{},"id":"{}","day":"{day}","medium":"{medium}","setting":"{setting}","began":"{began}","addressees":{addressees},"note":"about the plan {k}"}}"#,
            id(0, n),
            at.as_microsecond(),
            id(n, k + 1),
        )?;
        if dice.below(20) == 0 {
            writeln!(
                out,
                r#"{{"is":"moment","person":"{}","touch":"{}","name":"effort-acknowledged","side":"mine"}}"#,
                id(0, n),
                id(n, k + 1),
            )?;
        }
    }
    Ok(())
}

fn promise(out: &mut dyn Write, dice: &mut Dice, n: u64, people: u64, end: Date) -> io::Result<()> {
    let made = end.saturating_sub((30 + dice.below(700) as i64).days());
    let due = made.saturating_add((dice.below(60) as i64).days());
    let side = if dice.below(3) == 0 { "theirs" } else { "mine" };
    let settled = match dice.below(20) {
        0 => String::new(),
        1 => format!(r#","outcome":"broken","settled_on":"{due}""#),
        2 => format!(
            r#","outcome":"late","settled_on":"{}""#,
            due.saturating_add(3.days())
        ),
        _ => format!(r#","outcome":"kept","settled_on":"{due}""#),
    };
    writeln!(
        out,
        r#"{{"is":"promise","id":"{}","person":"{}","side":"{side}","what":"send the notes of meeting {n}","made_on":"{made}","due":"{due}","renewals":0{settled}}}"#,
        id(u64::MAX, n),
        id(0, 1 + dice.below(people)),
    )
}

fn id(high: u64, low: u64) -> String {
    format!(
        "{:016x}{low:016x}",
        high.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    )
}

/// A small generator (splitmix64), so that a seed gives the same book everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most.max(1)
    }

    /// From 0 to 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
