//! Each deposit as something one sets out to do.

use crate::moment::Moment;

/// "name whose work it was, before others". A withdrawal is not practised; it reads as in a statement.
pub fn to_practise(moment: Moment) -> &'static str {
    match moment {
        Moment::PromiseKept => "keep what you promise, on its day",
        Moment::AdmittedNotKnowing => "say “I don’t know” rather than guess",
        Moment::CreditGiven => "name whose work it was, before others",
        Moment::FollowedUp => "come back to something without being asked",
        Moment::DetailRemembered => "bring up what somebody told you last time",
        Moment::Apologised => "say sorry soon, and plainly",
        Moment::ConfidenceKept => "keep to yourself what was told in private",
        Moment::InputAsked => "ask for a view before you decide",
        Moment::SameInEveryRoom => "say the same in every room",
        Moment::Listened => "say back what you heard, then ask one more question",
        Moment::EffortAcknowledged => "say that you saw the work, while it happens",
        Moment::HelpOffered => "offer help before you are asked",
        Moment::CheckedIn => "ask after the person, not the task",
        Moment::MotivationAsked => "ask somebody what drives them",
        Moment::ConcernAddressed => "do something about a worry you heard",
        Moment::VulnerabilityShown => "let somebody see what is hard for you",
        Moment::EmpathyShown => "stay with what somebody feels before solving it",
        Moment::KeptInformed => "tell progress or delay before you are asked",
        Moment::CommonGroundFound => "find one thing you both share",
        Moment::MilestoneCelebrated => "mark somebody’s day",
        Moment::Included => "bring in somebody who was left out",
        Moment::ExpectationsSet => "make clear what is wanted, and by when",
        Moment::WarmthShown => "begin with a greeting and a minute of small talk",
        Moment::BidAnswered => "take up a small remark instead of passing by",
        Moment::FlexibilityShown => "make room for somebody’s circumstances",
        Moment::ThankedAfter => "send a short note after a meeting",
        withdrawal => withdrawal.words(),
    }
}
