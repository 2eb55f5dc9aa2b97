//! Every tunable number, named, with its unit, its default, its bounds and its reason.
//! The formulas that use them live where they are used; nothing is computed here.

use thiserror::Error;

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Measured on public data.
    Measured,
    /// Taken from the literature.
    Literature,
    /// Our choice.
    Choice,
}

impl Evidence {
    pub fn words(self) -> &'static str {
        match self {
            Self::Measured => "measured on public data",
            Self::Literature => "from the literature",
            Self::Choice => "our choice",
        }
    }
}

/// One number the owner may change, as the settings page shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tunable {
    /// Stable, in kebab-case: in the book, in JSON and on the command line.
    pub id: &'static str,
    pub name: &'static str,
    pub unit: &'static str,
    pub default: f64,
    pub low: f64,
    pub high: f64,
    pub reason: &'static str,
    pub evidence: Evidence,
}

#[derive(Clone, Debug, Error, PartialEq)]
pub enum Refusal {
    #[error("there is no weight called “{id}”")]
    Unknown { id: String },
    #[error("“{name}” must lie between {low} and {high} {unit}")]
    OutOfBounds {
        name: &'static str,
        low: f64,
        high: f64,
        unit: &'static str,
    },
}

macro_rules! tunables {
    ($($field:ident $id:literal $name:literal, $unit:literal, $default:literal in $low:literal to $high:literal, $evidence:ident: $reason:literal;)+) => {
        /// The numbers in force for one owner. `Default` is what model.md says.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Weights {
            $(#[doc = $reason] #[doc = concat!("Unit: ", $unit, ".")] pub $field: f64,)+
        }

        impl Default for Weights {
            fn default() -> Self {
                Self { $($field: $default,)+ }
            }
        }

        /// All of them, in the order a settings page lists them.
        pub const TUNABLES: &[Tunable] = &[$(Tunable {
            id: $id, name: $name, unit: $unit, default: $default, low: $low, high: $high,
            reason: $reason, evidence: Evidence::$evidence,
        },)+];

        impl Weights {
            /// The value in force under a stable id.
            pub fn get(&self, id: &str) -> Option<f64> {
                match id { $($id => Some(self.$field),)+ _ => None }
            }

            fn place(&mut self, id: &str) -> Option<&mut f64> {
                match id { $($id => Some(&mut self.$field),)+ _ => None }
            }
        }
    };
}

tunables! {
    half_life "half-life" "How long a deposit lasts", "days until half is left", 60.0 in 7.0 to 730.0, Measured:
        "Contact days predict best with 45 to 120 days in a stable workplace, 30 or less in a dying network.";
    daily_cap "daily-cap" "The most one day can deposit", "points", 4.0 in 1.0 to 40.0, Measured:
        "Steadiness over volume: contact days predict better (.831) than messages (.823).";
    text "text" "A message between two", "points", 1.0 in 0.0 to 10.0, Choice:
        "The unit everything else is measured in: mail, chat or a letter to one person.";
    voice "voice" "A call", "points", 2.0 in 0.0 to 10.0, Choice:
        "A voice carries more than text; the order is from the literature, the size is ours.";
    video "video" "A video call", "points", 2.5 in 0.0 to 10.0, Choice:
        "A face and a voice; the order is from the literature, the size is ours.";
    planned "planned" "Meeting in person", "points", 3.0 in 0.0 to 10.0, Choice:
        "Being in the room; the order is from the literature, the size is ours.";
    unplanned "unplanned" "Meeting in passing", "points", 4.0 in 0.0 to 10.0, Choice:
        "Informal encounters build the most; the order is from the literature, the size is ours.";
    moment "moment" "A good moment", "times the medium", 1.0 in 0.0 to 5.0, Choice:
        "A judged deposit counts as much as its medium.";
    moment_special "moment-special" "Thanks, help, a follow-up, a remembered detail", "times the medium", 1.25 in 0.0 to 5.0, Choice:
        "Unasked attention to the person counts a quarter more.";
    withdrawal "withdrawal" "A bad moment", "points taken", 1.5 in 0.5 to 10.0, Choice:
        "Bad moments weigh more than good ones; they are neither capped nor softened by the day's deposits.";
    slip "slip" "A slip of size 1", "points taken", 1.5 in 0.5 to 10.0, Choice:
        "Harm done without thinking: as much as any bad moment, times its size from 1 to 4.";
    slip_half_life "slip-half-life" "How long a slip weighs", "days until half is left", 60.0 in 7.0 to 730.0, Choice:
        "As long as a deposit lasts: carelessness fades as attention does.";
    slip_floor "slip-floor" "What of a slip promises kept never heal", "share", 0.0 in 0.0 to 1.0, Choice:
        "Deeds repair what carelessness broke, wholly in time; the order is from the literature, the size is ours.";
    broken_promise "broken-promise" "A broken promise of size 1", "points taken", 3.0 in 0.5 to 20.0, Choice:
        "Twice a slip, once it is noted as harm; it then stands in place of the promise's own withdrawal.";
    broken_promise_half_life "broken-promise-half-life" "How long a broken promise weighs", "days until half is left", 120.0 in 7.0 to 1460.0, Choice:
        "Twice as long as a slip.";
    broken_promise_floor "broken-promise-floor" "What of a broken promise promises kept never heal", "share", 0.1 in 0.0 to 1.0, Choice:
        "Deeds repair, though not quite wholly; the order is from the literature, the size is ours.";
    deception "deception" "A deception of size 1", "points taken", 5.0 in 0.5 to 40.0, Choice:
        "The heaviest: it puts in doubt what was said before.";
    deception_half_life "deception-half-life" "How long a deception weighs", "days until half is left", 365.0 in 7.0 to 3650.0, Choice:
        "A year: it is remembered when the rest is forgotten.";
    deception_floor "deception-floor" "What of a deception promises kept never heal", "share", 0.25 in 0.0 to 1.0, Literature:
        "Trust broken by deception is never wholly repaired by deeds (Schweitzer, Hershey and Bradlow, 2006).";
    mending "mending" "What each promise kept leaves of the harm", "share", 0.8 in 0.5 to 1.0, Choice:
        "Once acknowledged and owned, harm heals by promises kept; to promise more and do more counts as keeping.";
    returned "returned" "A plain contact that was returned", "times the medium", 0.5 in 0.0 to 1.0, Choice:
        "Nobody judged it, but both took part: half a moment. One that was never returned counts nothing.";
    returned_within "returned-within" "What counts as returned", "days", 14.0 in 1.0 to 90.0, Choice:
        "An answer after two weeks is a new beginning rather than a reply.";
    ignored "ignored" "Their approach never answered", "points taken", 0.5 in 0.0 to 5.0, Choice:
        "Indifference is a small withdrawal, on the side of the one who did not answer: the owner's.";
    ignored_after "ignored-after" "Patience before an approach counts as unanswered", "days, at least", 2.0 in 1.0 to 30.0, Choice:
        "The owner's own 90th-percentile reply time, but never less than this.";
    budget_minutes "budget-minutes" "Time for the morning's moves", "minutes", 20.0 in 5.0 to 120.0, Choice:
        "What fits before the day begins. Promises due do not use it.";
    people_a_day "people-a-day" "People proposed in one morning", "people", 3.0 in 1.0 to 6.0, Choice:
        "A few people well: quality over quantity.";
    cooldown "cooldown" "Pause after a suggestion", "days, at least", 7.0 in 1.0 to 90.0, Choice:
        "Or half the usual gap between the two, whichever is longer.";
    drift "drift" "Weight of cooling", "share of a move's value", 0.35 in 0.0 to 1.0, Choice:
        "How strongly this relationship cools, compared with all others in the book.";
    shortfall "shortfall" "Weight of contact falling short", "share of a move's value", 0.25 in 0.0 to 1.0, Choice:
        "How much less likely contact in the next 30 days is than at their lifetime rate.";
    owed "owed" "Weight of a reply owed", "share of a move's value", 0.25 in 0.0 to 1.0, Choice:
        "Their approach is still with the owner.";
    bridge "bridge" "Weight of a bridge", "share of a move's value", 0.15 in 0.0 to 1.0, Measured:
        "Nobody else in the book reaches that group; such ties persist less (.48 against .74).";
    due_within "due-within" "When a promise shows up", "days before it is due", 3.0 in 0.0 to 30.0, Choice:
        "Early enough to keep it, or to renegotiate it in time.";
    owed_within "owed-within" "How long a reply stays owed", "days", 60.0 in 7.0 to 365.0, Choice:
        "After this a late reply is a new beginning, and silence says the rest.";
    rest "rest" "Rest after being passed over three times", "days", 30.0 in 7.0 to 365.0, Choice:
        "The owner is asked whether the person still matters instead of being asked again.";
    concern_check "concern-check" "When to look again at a concern", "days", 7.0 in 1.0 to 90.0, Choice:
        "A week lets something happen and is soon enough to show that it was heard. A day named by hand goes before it.";
    thanks_within "thanks-within" "How long thanks are asked for", "days", 14.0 in 0.0 to 60.0, Choice:
        "Acknowledgement belongs in the moment; after two weeks it is not asked for any more.";
    bid_within "bid-within" "How long an open bid comes up", "days", 5.0 in 0.0 to 30.0, Choice:
        "A small reach is met in the moment or within a few days; after that it has become a silence.";
    milestone_ahead "milestone-ahead" "When a milestone shows up", "days before it", 3.0 in 0.0 to 30.0, Choice:
        "Time for a card or a plan, and not so early that it is put off.";
    belated "belated" "How long a milestone may be kept late", "days after it", 7.0 in 0.0 to 60.0, Choice:
        "A word that comes within the week is still about the day; after that the next year is better.";
    confidence_idle "confidence-idle" "How long opened confidences stay open", "minutes without a look", 10.0 in 1.0 to 120.0, Choice:
        "Long enough to read and write, short enough for a screen left alone.";
}

impl Weights {
    /// Replaces one number, within its bounds.
    pub fn set(&mut self, id: &str, value: f64) -> Result<(), Refusal> {
        let unknown = || Refusal::Unknown { id: id.to_owned() };
        let tunable = TUNABLES
            .iter()
            .find(|tunable| tunable.id == id)
            .ok_or_else(unknown)?;
        // Written so that a value that is not a number is out of bounds too.
        if !(tunable.low..=tunable.high).contains(&value) {
            let Tunable {
                name,
                low,
                high,
                unit,
                ..
            } = *tunable;
            return Err(Refusal::OutOfBounds {
                name,
                low,
                high,
                unit,
            });
        }
        *self.place(id).ok_or_else(unknown)? = value;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_found_under_its_id_and_lies_within_its_bounds() {
        let weights = Weights::default();
        for tunable in TUNABLES {
            assert_eq!(
                weights.get(tunable.id),
                Some(tunable.default),
                "{}",
                tunable.id
            );
            assert!(
                (tunable.low..=tunable.high).contains(&tunable.default),
                "{}",
                tunable.id
            );
            assert!(
                tunable
                    .id
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-')
            );
        }
    }

    #[test]
    fn a_weight_out_of_bounds_is_refused_in_words() {
        let mut weights = Weights::default();
        let refusal = weights
            .set("half-life", f64::NAN)
            .map_err(|refusal| refusal.to_string());
        let words = "“How long a deposit lasts” must lie between 7 and 730 days until half is left";
        assert_eq!(refusal, Err(words.to_owned()));
        assert_eq!(weights, Weights::default());
    }

    #[test]
    fn a_weight_set_is_a_weight_in_force() {
        let mut weights = Weights::default();
        assert_eq!(weights.set("half-life", 90.0), Ok(()));
        assert_eq!(weights.half_life, 90.0);
        assert!(weights.set("charm", 1.0).is_err());
    }
}
