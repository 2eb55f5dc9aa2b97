//! The chart of moments: what can happen in a touch, as a deposit or a withdrawal,
//! and the side of trust it speaks to. Sizes are in `weights`.

use crate::touch::Side;

/// A moment the owner judged to have happened, on one side of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub moment: Moment,
    pub side: Side,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Deposit,
    Withdrawal,
}

/// The side of trust a moment speaks to (Mayer, Davis and Schoorman 1995: ability, benevolence, integrity).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Ability,
    Benevolence,
    Integrity,
}

impl Facet {
    pub fn words(self) -> &'static str {
        match self {
            Self::Ability => "ability",
            Self::Benevolence => "benevolence",
            Self::Integrity => "integrity",
        }
    }
}

macro_rules! chart {
    ($($variant:ident $id:literal $kind:ident $facet:ident $words:literal;)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Moment { $($variant,)+ }

        impl Moment {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable id, as typed and as kept.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)+ _ => None }
            }

            pub fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind,)+ }
            }

            pub fn facet(self) -> Facet {
                match self { $(Self::$variant => Facet::$facet,)+ }
            }

            /// How it reads in a statement, as something someone did.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)+ }
            }
        }
    };
}

impl Moment {
    /// What a few letters may mean: one by its id or its words exactly, else every one with a word
    /// that begins so.
    pub fn fitting(text: &str) -> Vec<Self> {
        let wanted = text.trim().to_lowercase().replace(['-', '_'], " ");
        let called = |moment: &Self| [moment.id().replace('-', " "), moment.words().to_lowercase()];
        let all = || Self::ALL.iter().copied();
        if let Some(one) = all().find(|moment| called(moment).contains(&wanted)) {
            return vec![one];
        }
        let begins = |name: &String| {
            let mut places = name.match_indices(wanted.as_str());
            places.any(|(at, _)| at == 0 || name[..at].ends_with(' '))
        };
        all()
            .filter(|moment| !wanted.is_empty() && called(moment).iter().any(begins))
            .collect()
    }
}

chart! {
    PromiseKept "promise-kept" Deposit Integrity "kept a promise";
    AdmittedNotKnowing "admitted-not-knowing" Deposit Integrity "admitted not knowing";
    CreditGiven "credit-given" Deposit Integrity "gave credit";
    FollowedUp "followed-up" Deposit Benevolence "followed up unasked";
    DetailRemembered "detail-remembered" Deposit Benevolence "remembered a detail";
    Apologised "apologised" Deposit Integrity "apologised, soon and plainly";
    ConfidenceKept "confidence-kept" Deposit Integrity "kept a confidence";
    InputAsked "input-asked" Deposit Ability "asked for input";
    SameInEveryRoom "same-in-every-room" Deposit Integrity "was the same in every room";
    Listened "listened" Deposit Benevolence "listened";
    EffortAcknowledged "effort-acknowledged" Deposit Benevolence "acknowledged effort";
    HelpOffered "help-offered" Deposit Benevolence "offered help before being asked";
    CheckedIn "checked-in" Deposit Benevolence "checked in on the person";
    MotivationAsked "motivation-asked" Deposit Benevolence "asked what drives them";
    ConcernAddressed "concern-addressed" Deposit Benevolence "addressed a concern";
    VulnerabilityShown "vulnerability-shown" Deposit Integrity "showed vulnerability";
    EmpathyShown "empathy-shown" Deposit Benevolence "showed empathy";
    KeptInformed "kept-informed" Deposit Integrity "kept them informed early";
    CommonGroundFound "common-ground-found" Deposit Benevolence "found common ground";
    MilestoneCelebrated "milestone-celebrated" Deposit Benevolence "celebrated a milestone";
    Included "included" Deposit Benevolence "included them";
    ExpectationsSet "expectations-set" Deposit Ability "set clear expectations";
    WarmthShown "warmth-shown" Deposit Benevolence "showed warmth";
    BidAnswered "bid-answered" Deposit Benevolence "answered a bid";
    FlexibilityShown "flexibility-shown" Deposit Benevolence "was flexible";
    ThankedAfter "thanked-after" Deposit Benevolence "sent thanks afterwards";
    PromiseLate "promise-late" Withdrawal Ability "kept a promise late";
    PromiseBroken "promise-broken" Withdrawal Integrity "broke a promise";
    CreditTaken "credit-taken" Withdrawal Integrity "took credit";
    ConfidenceBroken "confidence-broken" Withdrawal Integrity "broke a confidence";
    Blamed "blamed" Withdrawal Benevolence "blamed";
    JudgedThem "judged" Withdrawal Benevolence "judged";
    ContemptShown "contempt-shown" Withdrawal Benevolence "showed contempt";
    Berated "berated" Withdrawal Benevolence "berated";
    Ignored "ignored" Withdrawal Benevolence "left an approach unanswered";
    BidMissed "bid-missed" Withdrawal Benevolence "missed a bid";
    Withheld "withheld" Withdrawal Integrity "kept them in the dark";
    Deceived "deceived" Withdrawal Integrity "deceived";
    Inconsistent "inconsistent" Withdrawal Integrity "was inconsistent";
    Interrupted "interrupted" Withdrawal Benevolence "interrupted";
    Excluded "excluded" Withdrawal Benevolence "excluded";
    ConcernDismissed "concern-dismissed" Withdrawal Benevolence "dismissed a concern";
    Bluffed "bluffed" Withdrawal Ability "bluffed";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_name_a_moment_and_several_are_all_shown() {
        assert_eq!(Moment::fitting("lis"), [Moment::Listened]);
        assert_eq!(Moment::fitting("Judged"), [Moment::JudgedThem]);
        assert_eq!(Moment::fitting("bid-m"), [Moment::BidMissed]);
        assert_eq!(Moment::fitting("credit").len(), 2);
        assert_eq!(Moment::fitting(" "), []);
        assert_eq!(Moment::fitting("idate"), []);
    }

    #[test]
    fn the_chart_holds_26_deposits_and_17_withdrawals_each_under_its_own_id() {
        let of = |kind| {
            Moment::ALL
                .iter()
                .filter(|moment| moment.kind() == kind)
                .count()
        };
        assert_eq!((of(Kind::Deposit), of(Kind::Withdrawal)), (26, 17));
        for moment in Moment::ALL {
            assert_eq!(Moment::from_id(moment.id()), Some(*moment));
        }
    }
}
