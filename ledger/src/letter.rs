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

#[cfg(test)]
mod tests {
    use super::*;

    fn noor(handle: &Handle) -> bool {
        *handle == Handle::mail("noor@troth.example")
    }

    fn handles(addresses: &[&str]) -> Vec<Handle> {
        addresses
            .iter()
            .map(|address| Handle::mail(address))
            .collect()
    }

    /// Whom a letter touches: their addresses and how many shared it.
    fn check(
        from: &str,
        to: &[&str],
        answers: Option<&str>,
        traffic: Traffic,
        expected: Option<(Beginner, &[&str], u32)>,
    ) {
        let (from, to) = (Handle::mail(from), handles(to));
        let answers = answers.map(Handle::mail);
        let envelope = Envelope {
            from: &from,
            addressees: &to,
            answers: answers.as_ref(),
            traffic,
        };
        let expected = expected.map(|(began, people, addressees)| Reach {
            began,
            people: handles(people),
            addressees,
        });
        assert_eq!(reach(&envelope, noor), expected);
    }

    const NOOR: &str = "noor@troth.example";
    const ANA: &str = "ana@lindqvist.example";
    const SAM: &str = "sam@okafor.example";

    #[test]
    fn my_letter_touches_everyone_it_is_addressed_to() {
        let both: &[&str] = &[ANA, SAM];
        check(
            NOOR,
            &[SAM, ANA, NOOR],
            None,
            Traffic::Personal,
            Some((Beginner::Me, both, 2)),
        );
    }

    #[test]
    fn their_letter_touches_its_author_and_no_co_recipient() {
        check(
            ANA,
            &[NOOR, SAM],
            None,
            Traffic::Personal,
            Some((Beginner::Them, &[ANA], 2)),
        );
    }

    #[test]
    fn on_a_list_only_the_author_and_the_answered_are_in_touch() {
        let list: &[&str] = &["all@troth.example"];
        check(
            ANA,
            list,
            Some(NOOR),
            Traffic::List,
            Some((Beginner::Them, &[ANA], 1)),
        );
        check(
            NOOR,
            list,
            Some(SAM),
            Traffic::List,
            Some((Beginner::Me, &[SAM], 1)),
        );
        check(ANA, list, Some(SAM), Traffic::List, None);
        check(ANA, list, None, Traffic::List, None);
    }

    #[test]
    fn a_robot_and_a_newsletter_touch_nobody() {
        check(ANA, &[NOOR], None, Traffic::Robot, None);
        check(ANA, &[NOOR], Some(NOOR), Traffic::Newsletter, None);
    }

    #[test]
    fn a_note_to_oneself_touches_nobody() {
        check(NOOR, &[NOOR], None, Traffic::Personal, None);
    }
}
