//! Troth, the program: the book and the doors. `main.rs` calls it; the tests do too.

pub mod book;
pub mod chores;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod error;
pub mod import;
pub mod practice;
pub mod seal;
pub mod web;
