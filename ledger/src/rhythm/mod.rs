//! The rhythm between two people: what is kept of their contact days, and what follows from it.
//! How unusual a silence is: `silence`; how likely contact is: `contact`; whether it cools:
//! `drift`; what the whole book teaches about one pair: `fit`. Only days count, never messages.

mod contact;
mod descent;
mod drift;
mod facts;
mod fit;
mod silence;

pub use contact::{CONTACT_ODDS, ContactOdds, contact_probability, contact_shortfall};
pub use drift::{
    DRIFT_ODDS, DriftOdds, Temper, comparable_drift, drift, drift_threshold, ranked_drift, temper,
};
pub use facts::{APPROACH_AT_MOST, Contact, Facts, REPLY_WITHIN, reply_p90};
pub use fit::Prior;
pub use silence::{GAPS_ENOUGH, Silence, Unusual, chance_of_gap, clock, glance, paused, silence};

#[cfg(test)]
mod tests;
