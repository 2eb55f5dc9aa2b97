//! Who is in the made-up book, and how each keeps in touch with its owner, Noor Haddad.

use ledger::Day;
use ledger::person::{Importance, Standing};

pub const OWNER: &str = "Noor Haddad";
pub const OWNER_MAIL: &str = "noor@troth.example";

/// Someone in the book, and the shape of their three years.
#[derive(Clone, Copy, Debug)]
pub struct Character {
    pub name: &'static str,
    pub mail: &'static str,
    pub importance: Importance,
    pub standing: Standing,
    /// How these two mostly meet.
    pub ways: Ways,
    /// Days from one contact to the next, usually.
    pub usual: f64,
    /// How far the days stray from that: the standard deviation of their logarithms.
    pub spread: f64,
    /// Days since the last contact, on the frozen morning.
    pub silent: i64,
    /// For how many days they have known each other.
    pub known: i64,
    pub ending: Ending,
    /// What was spoken of lately, the latest first.
    pub lately: &'static [&'static str],
    pub quiet: Option<Leave>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ways {
    /// Works in the same rooms: coffee, one to one, in passing.
    Near,
    /// Works elsewhere: calls, video, mail.
    Far,
    /// Mail alone.
    Letters,
}

/// How it stands between them on the frozen morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Answered,
    /// The last word was theirs, by mail, and waits.
    Waiting,
    /// They never wrote back, or were never written to.
    OneSided,
}

#[derive(Clone, Copy, Debug)]
pub struct Leave {
    pub from: Day,
    pub until: Day,
    pub why: &'static str,
}

const fn known(
    name: &'static str,
    mail: &'static str,
    ways: Ways,
    usual: f64,
    silent: i64,
) -> Character {
    Character {
        name,
        mail,
        importance: Importance::Usual,
        standing: Standing::Accepted,
        ways,
        usual,
        spread: 0.45,
        silent,
        known: 1_090,
        ending: Ending::Answered,
        lately: &[],
        quiet: None,
    }
}

const fn waiting(name: &'static str, mail: &'static str, silent: i64) -> Character {
    Character {
        standing: Standing::Waiting,
        ending: Ending::OneSided,
        known: silent + 40,
        ..known(name, mail, Ways::Letters, 14.0, silent)
    }
}

use Ways::{Far, Letters, Near};

/// The named cast first, then those around them.
pub const CAST: &[Character] = &[
    Character {
        importance: Importance::Dear,
        spread: 0.25,
        lately: &[
            "talk at the spring meetup",
            "the new flat, and the move",
            "who takes over the gauges in May",
        ],
        ..known("Ana Lindqvist", "ana@lindqvist.example", Near, 7.0, 5)
    },
    Character {
        lately: &[
            "slides for the board",
            "hiring for the field team",
            "budget of the second quarter",
        ],
        ..known("Sam Okafor", "sam@okafor.example", Near, 4.0, 1)
    },
    Character {
        importance: Importance::Dear,
        spread: 0.22,
        lately: &[
            "move to design, and what stands in the way",
            "review of the housing drawings",
        ],
        ..known("Priya Raman", "priya@raman.example", Near, 7.0, 36)
    },
    Character {
        ending: Ending::Waiting,
        lately: &[
            "Which driver for the new radios?",
            "radios on the north bank",
            "driver notes",
        ],
        ..known("Tomás Vidal", "tomas@vidal.example", Far, 10.0, 7)
    },
    Character {
        lately: &[
            "first week of the apprentices",
            "an introduction to the design team",
        ],
        ..known("Mei Tanaka", "mei@tanaka.example", Far, 14.0, 12)
    },
    Character {
        lately: &["estimates, and why they are always short", "winter repairs"],
        ..known("Jonas Weber", "jonas@weber.example", Near, 9.0, 6)
    },
    Character {
        importance: Importance::Dear,
        lately: &["handing over before the leave", "names for the baby"],
        quiet: Some(Leave {
            from: Day::constant(2026, 2, 16),
            until: Day::constant(2026, 6, 12),
            why: "parental leave",
        }),
        ..known("Leila Farsi", "leila@farsi.example", Near, 6.0, 25)
    },
    Character {
        spread: 0.3,
        lately: &["measurements from the weir", "calibration after the flood"],
        ..known("Pavel Novák", "pavel@novak.example", Far, 21.0, 18)
    },
    Character {
        spread: 0.3,
        ..known("Amara Diallo", "amara@diallo.example", Far, 14.0, 9)
    },
    Character {
        spread: 0.3,
        ..known(
            "Bjørn Halvorsen",
            "bjorn@halvorsen.example",
            Letters,
            30.0,
            20,
        )
    },
    Character {
        ..known("Chiara Bellini", "chiara@bellini.example", Near, 8.0, 4)
    },
    Character {
        ..known("Daniel Mwangi", "daniel@mwangi.example", Far, 21.0, 15)
    },
    Character {
        spread: 0.25,
        lately: &["the grant report, second draft"],
        ..known("Eszter Kovács", "eszter@kovacs.example", Far, 28.0, 95)
    },
    Character {
        ..known("Farid Rahimi", "farid@rahimi.example", Letters, 35.0, 28)
    },
    Character {
        ..known("Grace Owusu", "grace@owusu.example", Near, 12.0, 8)
    },
    Character {
        known: 420,
        ..known("Hana Kimura", "hana@kimura.example", Far, 16.0, 11)
    },
    Character {
        importance: Importance::NowAndThen,
        ..known("Ibrahim Sesay", "ibrahim@sesay.example", Letters, 45.0, 33)
    },
    Character {
        ..known("Jana Horvat", "jana@horvat.example", Near, 10.0, 3)
    },
    Character {
        importance: Importance::Dear,
        silent: 460,
        lately: &["leaving for the observatory", "a last walk along the river"],
        ..known("Kwame Mensah", "kwame@mensah.example", Near, 9.0, 460)
    },
    Character {
        known: 200,
        ..known("Linh Tran", "linh@tran.example", Far, 12.0, 6)
    },
    Character {
        ..known(
            "Marta Kowalska",
            "marta@kowalska.example",
            Letters,
            24.0,
            19,
        )
    },
    Character {
        ..known("Nils Bergström", "nils@bergstrom.example", Near, 6.0, 2)
    },
    Character {
        importance: Importance::NowAndThen,
        ..known("Olga Petrenko", "olga@petrenko.example", Letters, 40.0, 30)
    },
    Character {
        ..known("Paulo Teixeira", "paulo@teixeira.example", Far, 18.0, 13)
    },
    Character {
        known: 300,
        ..known(
            "Quentin Lefèvre",
            "quentin@lefevre.example",
            Letters,
            26.0,
            22,
        )
    },
    Character {
        ..known("Rosa Delgado", "rosa@delgado.example", Near, 11.0, 7)
    },
    Character {
        ..known("Søren Lindgaard", "soren@lindgaard.example", Far, 32.0, 24)
    },
    Character {
        known: 60,
        ..known("Tariq Mansour", "tariq@mansour.example", Near, 13.0, 10)
    },
    Character {
        ..known("Uma Pillai", "uma@pillai.example", Far, 15.0, 9)
    },
    Character {
        ..known("Viktor Dragan", "viktor@dragan.example", Letters, 50.0, 41)
    },
    Character {
        known: 90,
        ..known("Wen Zhao", "wen@zhao.example", Far, 20.0, 16)
    },
    Character {
        ..known("Yara Khoury", "yara@khoury.example", Near, 9.0, 5)
    },
    Character {
        importance: Importance::NowAndThen,
        ..known("Zoltán Barta", "zoltan@barta.example", Letters, 60.0, 52)
    },
];

/// Found in mail: waiting in the inbox, or ignored for ever.
pub const STRANGERS: &[Character] = &[
    Character {
        ending: Ending::Answered,
        lately: &["a question about river sensors", "thesis on flood warnings"],
        ..waiting("Ida Holm", "ida@holm.example", 4)
    },
    Character {
        lately: &["invitation to the water fair"],
        ..waiting("Marcus Feld", "marcus@feld.example", 11)
    },
    Character {
        lately: &["shall we compare notes on gauges"],
        ..waiting("Nadia Benali", "nadia@benali.example", 19)
    },
    Character {
        lately: &["invoice for the boat"],
        ..waiting("Harbour Office", "office@harbour.example", 27)
    },
    Character {
        standing: Standing::Ignored,
        lately: &["ten tools you need this week"],
        ..waiting("Gadget Weekly", "weekly@gadgets.example", 3)
    },
];
