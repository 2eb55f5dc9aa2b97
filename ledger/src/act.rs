//! A moment that happened without a touch of its own: a concern eased, credit given before others,
//! a birthday kept in mind. It is a line of the account like a judged touch; what it is worth is
//! for `account` to say.

use uuid::Uuid;

use crate::Day;
use crate::moment::Moment;
use crate::touch::Side;

/// One act on one side of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The thing it came from: a concern, a contribution, a celebration.
    pub id: Uuid,
    pub moment: Moment,
    /// Whose conduct it is.
    pub side: Side,
    /// In the owner's own zone.
    pub day: Day,
    /// What it was about, in the owner's words; may be empty.
    pub what: String,
}
