//! Is contact only ever about tasks? Judged by form alone: nothing is read but the subject being
//! there, the setting, and what the owner noted. Where the form does not tell, that is said.

use super::{Glimpse, Tie, is_written};
use crate::moment::Moment;
use crate::touch::Setting;
use crate::walk_around::is_informal;

/// How the share is judged, in plain words, wherever it is shown.
pub const HOW_TASKS_ARE_JUDGED: &str = "About a task: a mail, chat, letter or meeting with a subject and nothing personal noted in it. \
About the person: an informal setting (in passing, coffee, lunch, walk, event), or a personal moment noted. \
The rest, such as a one-to-one with nothing noted, cannot be told and is left out of the share. \
A mail to three people counts with each of them.";

/// Moments that are about the person and not the task.
const PERSONAL: [Moment; 14] = [
    Moment::DetailRemembered,
    Moment::Listened,
    Moment::EffortAcknowledged,
    Moment::CheckedIn,
    Moment::MotivationAsked,
    Moment::ConcernAddressed,
    Moment::VulnerabilityShown,
    Moment::EmpathyShown,
    Moment::CommonGroundFound,
    Moment::MilestoneCelebrated,
    Moment::WarmthShown,
    Moment::BidAnswered,
    Moment::FlexibilityShown,
    Moment::ThankedAfter,
];

pub fn is_personal(moment: Moment) -> bool {
    PERSONAL.contains(&moment)
}

/// What a touch was about, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Task,
    Person,
    Untold,
}

impl Glimpse {
    pub fn about(&self) -> About {
        if self.personal || is_informal(self.setting, self.medium) {
            return About::Person;
        }
        let of_work = is_written(self) || self.setting == Setting::Meeting;
        if of_work && self.has_subject {
            About::Task
        } else {
            About::Untold
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tasks {
    pub task: u32,
    pub person: u32,
    pub untold: u32,
}

impl Tasks {
    /// The share about tasks among those that can be told; `None` under ten of them.
    pub fn share(&self) -> Option<f64> {
        let told = self.task + self.person;
        (told >= 10).then(|| f64::from(self.task) / f64::from(told))
    }
}

pub fn tasks(ties: &[Tie]) -> Tasks {
    let mut tasks = Tasks::default();
    for touch in ties.iter().flat_map(|tie| &tie.touches) {
        match touch.about() {
            About::Task => tasks.task += 1,
            About::Person => tasks.person += 1,
            About::Untold => tasks.untold += 1,
        }
    }
    tasks
}
