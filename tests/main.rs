//! Every integration test in one program, so that it is linked once and shares one scratch server.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails says so by panicking"
)]

mod house;
mod mail;
mod stories;
mod support;
