//! Someone the owner knows. Nothing here says what a person is worth: importance is
//! how much attention the owner wants to give, in three steps.

use uuid::Uuid;

use crate::Day;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub Uuid);

/// Contact on so many days, both ways, and a person is accepted without being asked. Our choice.
pub const DAYS_TO_ACCEPT: u32 = 3;

#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub importance: Importance,
    pub standing: Standing,
    /// A rhythm set by hand, in days between contacts; it replaces the learnt median.
    pub rhythm: Option<u32>,
    /// Time in which silence is expected, and why.
    pub quiet: Option<Quiet>,
}

/// Leave, "prefers no contact", "project ended": the clock of silence stands still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quiet {
    pub from: Day,
    /// `None` until further notice.
    pub until: Option<Day>,
    pub why: String,
}

impl Quiet {
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// How much attention the owner wants to give: 1 (now and then), 2 (usual), 3 (dear).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Importance {
    NowAndThen,
    Usual,
    Dear,
}

impl Importance {
    pub fn steps(self) -> u8 {
        match self {
            Self::NowAndThen => 1,
            Self::Usual => 2,
            Self::Dear => 3,
        }
    }

    pub fn from_steps(steps: i64) -> Option<Self> {
        match steps {
            1 => Some(Self::NowAndThen),
            2 => Some(Self::Usual),
            3 => Some(Self::Dear),
            _ => None,
        }
    }
}

/// Where a person stands with the book: found in mail and waiting in the inbox, accepted,
/// ignored for ever, or the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Waiting,
    Accepted,
    Ignored,
    Owner,
}

impl Standing {
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Accepted, Self::Ignored, Self::Owner];

    pub fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Ignored => "ignored",
            Self::Owner => "owner",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.id() == id)
    }
}

/// The name to call someone by: the first word, or what follows the comma of "Haddad, Noor".
/// An address stays whole.
pub fn first_name(name: &str) -> &str {
    let name = name.trim();
    let given = match name.split_once(',') {
        Some((whole, rest)) if is_behind_a_name(rest) => whole,
        Some((_, given)) if !given.trim().is_empty() => given.trim(),
        Some((whole, _)) => whole,
        None => name,
    };
    if given.contains('@') || given.contains(" at ") {
        return given;
    }
    given
        .split([' ', '\t', ','])
        .find(|word| !word.is_empty())
        .unwrap_or(given)
}

/// "Jr", "PhD": what stands behind a comma and is no given name.
fn is_behind_a_name(words: &str) -> bool {
    const BEHIND: [&str; 11] = [
        "jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd", "md", "msc", "mba",
    ];
    let word = words.trim().replace('.', "").to_lowercase();
    BEHIND.contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::first_name;

    #[test]
    fn someone_is_called_by_the_given_name_wherever_it_stands() {
        assert_eq!(first_name("Noor Haddad"), "Noor");
        assert_eq!(first_name("Haddad, Noor"), "Noor");
        assert_eq!(first_name("Haddad, Noor, PhD"), "Noor");
        assert_eq!(first_name("Noor Haddad, Ph.D."), "Noor");
        assert_eq!(first_name("Haddad,"), "Haddad");
        assert_eq!(first_name("noor@troth.example"), "noor@troth.example");
        assert_eq!(first_name(""), "");
    }
}
