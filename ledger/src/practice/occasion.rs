//! What a card may be wanted for: a moment, a subject, or a matter of the morning.

use super::Subject;
use crate::moment::Moment;
use crate::today::Kind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    Moment(Moment),
    Subject(Subject),
}

impl From<Moment> for Occasion {
    fn from(moment: Moment) -> Self {
        Self::Moment(moment)
    }
}

impl From<Subject> for Occasion {
    fn from(subject: Subject) -> Self {
        Self::Subject(subject)
    }
}

/// The deed that answers the matter.
impl From<Kind> for Occasion {
    fn from(kind: Kind) -> Self {
        Self::Moment(match kind {
            Kind::Meeting => Moment::Listened,
            Kind::Milestone => Moment::MilestoneCelebrated,
            Kind::Concern => Moment::ConcernAddressed,
            Kind::Repair => return Self::Subject(Subject::Mending),
            Kind::Bid => Moment::BidAnswered,
            Kind::Contribution => Moment::EffortAcknowledged,
            Kind::Detail => Moment::DetailRemembered,
            Kind::WalkAround => return Self::Subject(Subject::Leading),
            Kind::Confidence => Moment::ConfidenceKept,
        })
    }
}
