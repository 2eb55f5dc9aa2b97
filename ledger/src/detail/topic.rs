//! What a detail is about, and how long such a thing usually stays true.

use crate::moment::Moment;

macro_rules! topics {
    ($($(#[$doc:meta])* $variant:ident $id:literal $words:literal $days:literal;)+) => {
        /// What a detail is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Topic { $($(#[$doc])* $variant,)+ }

        impl Topic {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable id: in the book, in JSON and on the command line.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// How it reads beside a detail.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)+ }
            }

            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)+ _ => None }
            }

            /// Days until half of what was once heard may no longer be so; from then on it is
            /// worth asking again. Our choice, for want of a measurement.
            pub fn half_life(self) -> i64 {
                match self { $(Self::$variant => $days,)+ }
            }
        }
    };
}

topics! {
    /// Children, parents, a move, a recovery: half a year changes a lot at home.
    Family "family" "family" 180;
    /// What one loves to do lasts a year or two.
    Interest "interest" "interest" 365;
    /// What drives somebody changes with every project and every manager.
    Motivation "motivation" "what drives them" 180;
    /// Wishes are fulfilled or given up.
    Aspiration "aspiration" "where they want to go" 180;
    /// Tastes move slowly.
    Preference "preference" "preference" 365;
    /// How one works is a habit, until the job changes.
    WayOfWorking "way-of-working" "way of working" 365;
    /// What others may come to them for; it lasts as long as the work does.
    HelpsWith "helps-with" "come to them for help with" 365;
    /// Where one comes from does not change; how it is lived does.
    Culture "culture" "culture" 1095;
    /// What two found they share stays found.
    CommonGround "common-ground" "common ground" 730;
}

impl Topic {
    /// Whether asking about it is asking what drives them.
    pub fn is_of_drive(self) -> bool {
        matches!(self, Self::Motivation | Self::Aspiration)
    }

    /// The moment of having asked about it; one that was planned is a follow-up.
    pub(super) fn earned(self, planned: bool) -> Moment {
        match self {
            topic if topic.is_of_drive() => Moment::MotivationAsked,
            _ if planned => Moment::FollowedUp,
            _ => Moment::DetailRemembered,
        }
    }
}
