//! The touches of one person of the made-up book: contact days counted back from the frozen
//! morning, each with what happened on it.

use jiff::ToSpan;
use jiff::civil::Weekday;
use ledger::Day;
use ledger::moment::{Kind, Moment};
use ledger::touch::{Beginner, Medium, Setting, Side};

use super::MORNING;
use super::cast::{Character, Ending, Ways};
use super::line::{Happening, Lines};
use super::seed::Seed;
use super::words::{SUBJECTS, TALK};

/// The number of the made-up mailbox among the sources.
pub const MAIL: i64 = 1;

const GOOD: &[Moment] = &[
    Moment::Listened,
    Moment::ThankedAfter,
    Moment::EffortAcknowledged,
    Moment::FollowedUp,
    Moment::DetailRemembered,
    Moment::CreditGiven,
    Moment::KeptInformed,
    Moment::CheckedIn,
    Moment::HelpOffered,
    Moment::InputAsked,
    Moment::ExpectationsSet,
    Moment::WarmthShown,
];
const BAD: &[Moment] = &[
    Moment::Interrupted,
    Moment::BidMissed,
    Moment::Withheld,
    Moment::Inconsistent,
];

pub fn tell(lines: &mut Lines, character: &Character) {
    let mut seed = Seed::of(character.name);
    let days = contact_days(character, &mut seed);
    for (n, day) in days.iter().enumerate() {
        let said = character.lately.get(n).copied();
        let is_last = n == 0;
        match (is_last, character.ending) {
            (true, Ending::Waiting) => {
                letter(lines, character, *day, 8, Beginner::Them, said, &mut seed)
            }
            (_, Ending::OneSided) => {
                letter(lines, character, *day, 9, Beginner::Them, said, &mut seed)
            }
            _ => meet(lines, character, *day, said, &mut seed),
        }
    }
}

/// From the last contact back to the first: gaps about the usual, never on a weekend.
fn contact_days(character: &Character, seed: &mut Seed) -> Vec<Day> {
    let first = MORNING.saturating_sub(character.known.days());
    let mut day = working(MORNING.saturating_sub(character.silent.days()));
    let mut days = vec![];
    while day >= first {
        days.push(day);
        let gap = (character.usual * (character.spread * seed.bell()).exp())
            .round()
            .max(1.0);
        let before = working(day.saturating_sub((gap as i64).days()));
        day = if before < day {
            before
        } else {
            working(day.saturating_sub(1.day()))
        };
    }
    days
}

/// The day itself, or the Friday before a weekend.
pub fn working(day: Day) -> Day {
    match day.weekday() {
        Weekday::Saturday => day.saturating_sub(1.day()),
        Weekday::Sunday => day.saturating_sub(2.days()),
        _ => day,
    }
}

fn meet(lines: &mut Lines, character: &Character, day: Day, said: Option<&str>, seed: &mut Seed) {
    let by_letter = match character.ways {
        Ways::Letters => 1.0,
        // What was spoken of lately was spoken of, not written.
        Ways::Far | Ways::Near if said.is_some() => 0.0,
        Ways::Far => 0.6,
        Ways::Near => 0.35,
    };
    if seed.share() < by_letter {
        let subject = said.unwrap_or_else(|| seed.pick(SUBJECTS)).to_owned();
        let first = if seed.share() < 0.5 {
            Beginner::Me
        } else {
            Beginner::Them
        };
        let then = if first == Beginner::Me {
            Beginner::Them
        } else {
            Beginner::Me
        };
        letter(lines, character, day, 8, first, Some(&subject), seed);
        letter(
            lines,
            character,
            day,
            13,
            then,
            Some(&format!("Re: {subject}")),
            seed,
        );
        return;
    }
    let (medium, setting) = occasion(character.ways, seed);
    let talk = said.unwrap_or_else(|| seed.pick(TALK));
    let mut moments = moments(seed);
    // What is read first on the frozen morning is no quarrel.
    moments.retain(|(moment, _)| said.is_none() || moment.kind() == Kind::Deposit);
    lines.touch(
        character.name,
        &Happening {
            day,
            hour: 9 + seed.below(6) as i8,
            medium,
            setting,
            began: if seed.share() < 0.6 {
                Beginner::Me
            } else {
                Beginner::Them
            },
            note: talk,
            source: None,
            moments: &moments,
            id: &seed.id(),
        },
    );
}

fn occasion(ways: Ways, seed: &mut Seed) -> (Medium, Setting) {
    let near = [
        (Medium::InPerson, Setting::Coffee),
        (Medium::InPerson, Setting::OneToOne),
        (Medium::InPerson, Setting::Hallway),
        (Medium::InPerson, Setting::Lunch),
        (Medium::InPerson, Setting::Walk),
        (Medium::InPerson, Setting::Meeting),
    ];
    let far = [
        (Medium::Video, Setting::OneToOne),
        (Medium::Voice, Setting::OneToOne),
        (Medium::Video, Setting::Meeting),
    ];
    match ways {
        Ways::Near => near[seed.below(near.len())],
        Ways::Far | Ways::Letters => far[seed.below(far.len())],
    }
}

/// Mostly nothing is judged; what is, is mostly good.
fn moments(seed: &mut Seed) -> Vec<(Moment, Side)> {
    let mut moments = vec![];
    if seed.share() < 0.5 {
        moments.push((GOOD[seed.below(GOOD.len())], Side::Mine));
    }
    if seed.share() < 0.3 {
        moments.push((GOOD[seed.below(GOOD.len())], Side::Theirs));
    }
    if seed.share() < 0.06 {
        moments.push((BAD[seed.below(BAD.len())], Side::Mine));
    }
    moments
}

fn letter(
    lines: &mut Lines,
    character: &Character,
    day: Day,
    hour: i8,
    began: Beginner,
    said: Option<&str>,
    seed: &mut Seed,
) {
    let subject = said.unwrap_or_else(|| seed.pick(SUBJECTS));
    lines.touch(
        character.name,
        &Happening {
            day,
            hour,
            medium: Medium::Mail,
            setting: Setting::Message,
            began,
            note: subject,
            source: Some(MAIL),
            moments: &[],
            id: &seed.id(),
        },
    );
}
