//! Stories: what a person does and what comes of it, on both engines.

mod batch;
mod book;
mod bounds;
mod cli;
mod import;
mod killed;
mod merging;
mod once;
mod place;
mod reading_back;
mod reminders;
mod sealed;
mod web;
