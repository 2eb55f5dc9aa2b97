//! A good moment in words, with the names of those it happened with.

use super::{Deed, Kept, Practised};
use crate::Day;
use crate::focus::monday;
use crate::moment::Moment;
use crate::touch::Side;

impl Deed {
    /// "You gave Sam Okafor the credit: the board deck", "Ana Lindqvist listened".
    pub fn words(&self) -> String {
        let names: Vec<&str> = self.people.iter().map(|(_, name)| name.as_str()).collect();
        let who = in_a_row(&names);
        let did = match self.side {
            Side::Mine => mine(self.moment, &who),
            Side::Theirs => format!("{who} {}", self.moment.words()),
        };
        match self.what.trim() {
            "" => did,
            what => format!("{did}: {what}"),
        }
    }
}

impl Kept {
    /// "two of three promises kept"; nothing when none came due.
    pub fn words(self) -> Option<String> {
        match (self.kept, self.of) {
            (_, 0) => None,
            (1, 1) => Some("The one promise that came due was kept.".to_owned()),
            (kept, of) if kept == of => Some(format!("All {of} promises that came due were kept.")),
            (kept, of) => Some(format!("Promises kept: {kept} of {of}.")),
        }
    }
}

impl Practised {
    /// How often the ledger has it, which is not how often it happened.
    pub fn words(&self, day: Day) -> String {
        let so_far = self.focus.week >= monday(day);
        let when = if so_far { "so far" } else { "in that week" };
        match self.times {
            0 if so_far => "The book does not have it yet this week.".to_owned(),
            0 => "The book does not have it in that week; not everything is noted.".to_owned(),
            1 => format!("The book has it once {when}."),
            2 => format!("The book has it twice {when}."),
            times => format!("The book has it {times} times {when}."),
        }
    }
}

/// Touches left better, beside the moments that are told: "Two more touches were left better."
pub fn left_better_words(better: usize, others: bool) -> Option<String> {
    let more = if others { " more" } else { "" };
    match better {
        0 => None,
        1 => Some(format!("One{more} touch was left better.")),
        better => Some(format!("{better}{more} touches were left better.")),
    }
}

/// How many weeks of twelve had something good in them; no row of weeks is counted.
pub fn good_weeks_words(weeks: usize) -> String {
    const SOME: [&str; 11] = [
        "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    ];
    match SOME.get(weeks.wrapping_sub(1)) {
        Some(count) => format!("{count} of the last twelve weeks had at least one good moment."),
        None if weeks == 0 => "No good moment is noted in the last twelve weeks.".to_owned(),
        None => "Each of the last twelve weeks had at least one good moment.".to_owned(),
    }
}

fn mine(moment: Moment, who: &str) -> String {
    match moment {
        Moment::PromiseKept => format!("You kept a promise to {who}"),
        Moment::AdmittedNotKnowing => format!("You told {who} plainly that you did not know"),
        Moment::CreditGiven => format!("You gave {who} the credit"),
        Moment::FollowedUp => format!("You came back to {who} unasked"),
        Moment::DetailRemembered => format!("You remembered what {who} had told you"),
        Moment::Apologised => format!("You said sorry to {who}"),
        Moment::ConfidenceKept => format!("You kept to yourself what {who} told you"),
        Moment::InputAsked => format!("You asked {who} before deciding"),
        Moment::SameInEveryRoom => format!("You told {who} the same as everybody"),
        Moment::Listened => format!("You listened to {who}"),
        Moment::EffortAcknowledged => format!("You saw the work of {who}, and said so"),
        Moment::HelpOffered => format!("You offered {who} help, unasked"),
        Moment::CheckedIn => format!("You asked after {who}"),
        Moment::MotivationAsked => format!("You asked {who} what drives them"),
        Moment::ConcernAddressed => format!("You helped {who} with a worry"),
        Moment::VulnerabilityShown => format!("You let {who} see what is hard for you"),
        Moment::EmpathyShown => format!("You stood by {who}"),
        Moment::KeptInformed => format!("You told {who} early where things stand"),
        Moment::CommonGroundFound => format!("You found common ground with {who}"),
        Moment::MilestoneCelebrated => format!("You marked a day with {who}"),
        Moment::Included => format!("You brought {who} in"),
        Moment::ExpectationsSet => format!("You made clear with {who} what is wanted"),
        Moment::WarmthShown => format!("You had a warm word for {who}"),
        Moment::BidAnswered => format!("You took up what {who} began"),
        Moment::FlexibilityShown => format!("You made room for {who}"),
        Moment::ThankedAfter => format!("You sent {who} a note afterwards"),
        withdrawal => format!("You {} with {who}", withdrawal.words()),
    }
}

fn in_a_row(names: &[&str]) -> String {
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
}
