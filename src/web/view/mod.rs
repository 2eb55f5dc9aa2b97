//! The only HTML. A page is a function of ledger and book values; nothing here reads a book,
//! asks for the time or draws an id.

pub mod backups;
pub mod bids;
pub mod brief;
pub mod chart;
pub mod circles;
pub mod concerns;
pub mod confidences;
pub mod contributions;
pub mod delicate;
pub mod details;
pub mod duplicates;
pub mod fold;
pub mod form;
pub mod history;
pub mod import;
pub mod inbox;
pub mod insight;
pub mod keys;
pub mod layout;
pub mod matter;
pub mod meeting;
pub mod meetings;
pub mod milestones;
pub mod new;
pub mod people;
pub mod person;
pub mod places;
pub mod pledge;
pub mod practice;
pub mod profile;
pub mod promises;
pub mod refusal;
pub mod reminders;
pub mod repair;
pub mod retention;
pub mod review;
pub mod rights;
pub mod say;
pub mod settings;
pub mod statement;
pub mod today;
pub mod walk_around;
pub mod week;

pub use layout::{Frame, Here, Notice};
