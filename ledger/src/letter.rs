//! From a letter's envelope to a touch between two people. Only the owner's own
//! correspondence counts: people who merely stand on the same list get nothing from each other.

use crate::handle::Handle;
use crate::touch::Beginner;

/// What kind of traffic a letter is; anything but `Personal` reaches nobody by its address lines alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Traffic {
    Personal,
    /// A discussion list: between an author and the one they answer.
    List,
    Newsletter,
    Robot,
}

/// The envelope, as far as touches need it.
pub struct Envelope<'a> {
    pub from: &'a Handle,
    pub addressees: &'a [Handle],
    /// The author of the letter this one answers, where that letter is known.
    pub answers: Option<&'a Handle>,
    pub traffic: Traffic,
}

/// With whom a letter is a touch, who began it, and how many people shared it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    pub began: Beginner,
    pub people: Vec<Handle>,
    /// Everyone the letter was addressed to except its author; at least 1.
    pub addressees: u32,
}

/// Whom a letter touches, seen from the owner; `None` when it is not the owner's correspondence.
///
/// Direct mail counts both ways. In a thread the author touches the one they answer,
/// whatever the address lines say. A robot's or a newsletter's letter touches nobody.
pub fn reach(envelope: &Envelope<'_>, is_owner: impl Fn(&Handle) -> bool) -> Option<Reach> {
    if matches!(envelope.traffic, Traffic::Newsletter | Traffic::Robot) {
        return None;
    }
    let direct: &[Handle] = match envelope.traffic {
        Traffic::Personal => envelope.addressees,
        _ => &[],
    };
    let mut others: Vec<Handle> = direct.to_vec();
    if let Some(answered) = envelope.answers {
        others.push(answered.clone());
    }
    others.retain(|handle| handle != envelope.from);
    others.sort();
    others.dedup();

    let addressees = u32::try_from(others.len()).unwrap_or(u32::MAX).max(1);
    if is_owner(envelope.from) {
        others.retain(|handle| !is_owner(handle));
        if others.is_empty() {
            return None;
        }
        return Some(Reach {
            began: Beginner::Me,
            people: others,
            addressees,
        });
    }
    if others.iter().any(is_owner) {
        return Some(Reach {
            began: Beginner::Them,
            people: vec![envelope.from.clone()],
            addressees,
        });
    }
    None
}
