//! How good a score is at telling what happened, with intervals from a bootstrap.

mod bootstrap;
mod foretold;
mod ranked;

pub use bootstrap::{Interval, bootstrap};
pub use foretold::{Tenth, calibration, log_loss};
pub use ranked::{Ranked, within_cutoffs, within_person_auc};
