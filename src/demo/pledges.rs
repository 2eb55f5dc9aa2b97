//! The promises of the made-up book: open and settled, in time and not, on both sides.

use jiff::ToSpan;
use ledger::Day;
use ledger::promise::Outcome;
use ledger::touch::Side;

use super::MORNING;
use super::line::{Given, Lines};

use Outcome::{Broken, Kept, Late, Released};
use Side::{Mine, Theirs};

/// With whom, whose, what, made and due in days from the frozen morning.
type Open = (&'static str, Side, &'static str, i64, Option<i64>, u32);

const OPEN: &[Open] = &[
    (
        "Sam Okafor",
        Mine,
        "send the deck for the board",
        -6,
        Some(0),
        0,
    ),
    (
        "Mei Tanaka",
        Mine,
        "make the introduction to the design team",
        -12,
        Some(-4),
        0,
    ),
    (
        "Ana Lindqvist",
        Mine,
        "read the draft of the talk",
        -5,
        Some(3),
        0,
    ),
    (
        "Tomás Vidal",
        Mine,
        "send the driver notes",
        -20,
        Some(10),
        1,
    ),
    (
        "Jonas Weber",
        Mine,
        "lend the book on estimation",
        -30,
        None,
        0,
    ),
    (
        "Pavel Novák",
        Theirs,
        "send the measurements from the weir",
        -18,
        Some(-6),
        0,
    ),
    (
        "Chiara Bellini",
        Theirs,
        "show the new charts",
        -4,
        Some(7),
        0,
    ),
    (
        "Ana Lindqvist",
        Theirs,
        "ask the museum about the room",
        -12,
        Some(14),
        0,
    ),
];

/// The same, with the day it was settled and how.
type Settled = (
    &'static str,
    Side,
    &'static str,
    i64,
    Option<i64>,
    i64,
    Outcome,
);

const SETTLED: &[Settled] = &[
    (
        "Ana Lindqvist",
        Mine,
        "book the room for the review",
        -40,
        Some(-33),
        -34,
        Kept,
    ),
    (
        "Ana Lindqvist",
        Mine,
        "write the reference for the grant",
        -95,
        Some(-80),
        -80,
        Kept,
    ),
    (
        "Ana Lindqvist",
        Mine,
        "fix the alarm on the east bank",
        -160,
        Some(-150),
        -146,
        Late,
    ),
    (
        "Ana Lindqvist",
        Mine,
        "send the photos of the field day",
        -210,
        Some(-200),
        -203,
        Kept,
    ),
    (
        "Ana Lindqvist",
        Mine,
        "bring the spare logger",
        -130,
        Some(-124),
        -124,
        Kept,
    ),
    (
        "Ana Lindqvist",
        Theirs,
        "check the wiring plan",
        -70,
        Some(-60),
        -62,
        Kept,
    ),
    (
        "Ana Lindqvist",
        Theirs,
        "send the list of gauges",
        -140,
        Some(-130),
        -131,
        Kept,
    ),
    (
        "Ana Lindqvist",
        Theirs,
        "call the supplier",
        -250,
        Some(-240),
        -240,
        Kept,
    ),
    (
        "Sam Okafor",
        Mine,
        "prepare the budget table",
        -30,
        Some(-21),
        -22,
        Kept,
    ),
    (
        "Sam Okafor",
        Mine,
        "answer the auditor",
        -75,
        Some(-66),
        -66,
        Kept,
    ),
    (
        "Sam Okafor",
        Mine,
        "find a date for the offsite",
        -120,
        Some(-100),
        -90,
        Late,
    ),
    (
        "Sam Okafor",
        Theirs,
        "approve the second boat",
        -60,
        Some(-50),
        -30,
        Late,
    ),
    (
        "Sam Okafor",
        Theirs,
        "sign the contract",
        -110,
        Some(-105),
        -106,
        Kept,
    ),
    (
        "Priya Raman",
        Mine,
        "talk to design about a place",
        -64,
        Some(-40),
        -38,
        Broken,
    ),
    (
        "Priya Raman",
        Mine,
        "review the housing drawings",
        -90,
        Some(-83),
        -84,
        Kept,
    ),
    (
        "Priya Raman",
        Mine,
        "share the salary bands",
        -180,
        Some(-170),
        -172,
        Kept,
    ),
    (
        "Priya Raman",
        Theirs,
        "document the clamp",
        -58,
        Some(-44),
        -45,
        Kept,
    ),
    (
        "Tomás Vidal",
        Mine,
        "test the radios on the north bank",
        -85,
        Some(-70),
        -71,
        Kept,
    ),
    (
        "Tomás Vidal",
        Theirs,
        "measure the range",
        -50,
        Some(-36),
        -36,
        Kept,
    ),
    (
        "Mei Tanaka",
        Mine,
        "plan the first week of the apprentices",
        -45,
        Some(-30),
        -30,
        Kept,
    ),
    (
        "Mei Tanaka",
        Theirs,
        "translate the safety card",
        -100,
        Some(-90),
        -60,
        Released,
    ),
    (
        "Jonas Weber",
        Mine,
        "visit the workshop",
        -130,
        Some(-110),
        -100,
        Released,
    ),
    (
        "Jonas Weber",
        Theirs,
        "repair the winch",
        -77,
        Some(-63),
        -64,
        Kept,
    ),
    (
        "Leila Farsi",
        Mine,
        "take over the flood rota",
        -50,
        Some(-22),
        -23,
        Kept,
    ),
    (
        "Pavel Novák",
        Theirs,
        "calibrate the weir gauge",
        -150,
        Some(-140),
        -120,
        Broken,
    ),
    (
        "Pavel Novák",
        Mine,
        "send the old readings",
        -62,
        Some(-55),
        -56,
        Kept,
    ),
    (
        "Grace Owusu",
        Mine,
        "recommend a course",
        -33,
        None,
        -20,
        Kept,
    ),
];

pub fn make(lines: &mut Lines) {
    for (with, side, what, made, due, renewals) in OPEN {
        lines.promise(&Given {
            with,
            side: *side,
            what,
            made: on(*made),
            due: due.map(on),
            renewals: *renewals,
            settled: None,
        });
    }
    for (with, side, what, made, due, settled, outcome) in SETTLED {
        lines.promise(&Given {
            with,
            side: *side,
            what,
            made: on(*made),
            due: due.map(on),
            renewals: 0,
            settled: Some((on(*settled), *outcome)),
        });
    }
}

fn on(days: i64) -> Day {
    MORNING.saturating_add(days.days())
}
