//! What the stories stand on: the real program run in a home of its own, and both engines to run it on.
//! It holds no story itself.
#![allow(
    dead_code,
    unused_imports,
    reason = "each story uses the part it needs"
)]

pub mod crowd;
pub mod mailbox;
pub mod post;
pub mod postgres;
pub mod program;
pub mod reading;
pub mod serving;

pub use postgres::Postgres;
pub use program::Troth;
pub use serving::Serving;

/// Runs a story on SQLite and, where there is a PostgreSQL server, on PostgreSQL as well. The story is given
/// the place of an empty book, as `TROTH_BOOK` takes it.
#[track_caller]
pub fn each_engine(story: impl Fn(&str)) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("book.db");
    eprintln!("this story on SQLite:");
    story(place.to_str().unwrap());

    let Some(postgres) = Postgres::or_skip() else {
        return;
    };
    eprintln!("this story on PostgreSQL:");
    story(&postgres.book());
}

/// Whether a test that cannot run here must fail instead of being passed over (`bin/check` says so).
pub fn nothing_may_be_skipped() -> bool {
    std::env::var("TROTH_REQUIRE").is_ok_and(|require| require == "all")
}

/// Says that a test is passed over, or fails it where nothing may be.
#[track_caller]
pub fn pass_over(why: &str) {
    assert!(
        !nothing_may_be_skipped(),
        "{why}, and TROTH_REQUIRE=all lets no test be passed over"
    );
    eprintln!("passed over: {why}");
}
