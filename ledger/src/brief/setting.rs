//! Another setting to suggest: a walk, where the last times were all in rooms or in writing. Never
//! against how they like to be approached.

use super::{Known, Line, Occasion, Purpose};
use crate::touch::{Medium, Setting, Touch};

/// So many of the last times are looked at; fewer say nothing. Our choice.
const LOOKED_AT: usize = 4;

pub(super) fn suggestion(known: &Known<'_>, occasion: &Occasion<'_>) -> Vec<Line> {
    let last: Vec<&Touch> = known.touches.iter().take(LOOKED_AT).collect();
    let elsewhere = known
        .approach
        .medium
        .is_some_and(|medium| medium != Medium::InPerson);
    if last.len() < LOOKED_AT || elsewhere || occasion.purpose != Purpose::Usual {
        return Vec::new();
    }
    let text = if last.iter().all(|touch| is_written(touch)) {
        "The last times you only wrote: a coffee or a call would say more than another mail."
    } else if last.iter().all(|touch| in_a_room(touch)) {
        "The last times were all in a room: suggest a walk, and talk on the way."
    } else {
        return Vec::new();
    };
    vec![Line::new(text, "")]
}

fn is_written(touch: &Touch) -> bool {
    matches!(touch.medium, Medium::Mail | Medium::Chat | Medium::Letter)
}

fn in_a_room(touch: &Touch) -> bool {
    touch.medium == Medium::InPerson
        && matches!(touch.setting, Setting::OneToOne | Setting::Meeting)
}
