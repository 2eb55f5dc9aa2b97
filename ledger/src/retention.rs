//! How long things are kept: three rules, none of which holds until the owner sets it, and what
//! they come to on a day. Nothing is taken away here.

use jiff::Span;

use crate::Day;

/// What can be kept for a while only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Mail with people the owner ignores, in days.
    IgnoredMail,
    /// How rows stood before a change, so that it can be taken back, in days.
    Undo,
    /// Subjects of mail, in years.
    Subjects,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{} is kept for {least} to {most} {}", rule.subject(), rule.unit())]
    OutOfBounds { rule: Rule, least: u32, most: u32 },
}

impl Rule {
    pub const ALL: [Self; 3] = [Self::IgnoredMail, Self::Undo, Self::Subjects];

    pub fn id(self) -> &'static str {
        match self {
            Self::IgnoredMail => "ignored-mail",
            Self::Undo => "undo",
            Self::Subjects => "subjects",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id() == id)
    }

    pub fn unit(self) -> &'static str {
        match self {
            Self::IgnoredMail | Self::Undo => "days",
            Self::Subjects => "years",
        }
    }

    /// The thing that is kept for a while.
    pub fn subject(self) -> &'static str {
        match self {
            Self::IgnoredMail => "Mail with people you ignore",
            Self::Undo => "What stood there before a change",
            Self::Subjects => "The subject of a mail",
        }
    }

    /// What it means when the time is over.
    pub fn reason(self) -> &'static str {
        match self {
            Self::IgnoredMail => {
                "When it is over, the letters and the touches with them go; that you ignore them stays, so that they do not come back to the inbox."
            }
            Self::Undo => {
                "When it is over, the line stays in the history, but can no longer be taken back."
            }
            Self::Subjects => "When it is over, it stays known that you were in touch, and when.",
        }
    }

    /// From how much to how much, in its unit. A change can be taken back for a week at least.
    pub fn bounds(self) -> (u32, u32) {
        match self {
            Self::IgnoredMail => (1, 3_650),
            Self::Undo => (7, 3_650),
            Self::Subjects => (1, 50),
        }
    }

    /// A number within the bounds.
    ///
    /// # Errors
    /// One that is not.
    pub fn checked(self, kept: u32) -> Result<u32, Refusal> {
        let (least, most) = self.bounds();
        if (least..=most).contains(&kept) {
            return Ok(kept);
        }
        Err(Refusal::OutOfBounds {
            rule: self,
            least,
            most,
        })
    }
}

/// For how long each is kept; `None`: for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    pub ignored_mail: Option<u32>,
    pub undo: Option<u32>,
    pub subjects: Option<u32>,
}

impl Rules {
    pub fn get(&self, rule: Rule) -> Option<u32> {
        match rule {
            Rule::IgnoredMail => self.ignored_mail,
            Rule::Undo => self.undo,
            Rule::Subjects => self.subjects,
        }
    }

    pub fn with(mut self, rule: Rule, kept: Option<u32>) -> Self {
        match rule {
            Rule::IgnoredMail => self.ignored_mail = kept,
            Rule::Undo => self.undo = kept,
            Rule::Subjects => self.subjects = kept,
        }
        self
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is older than this day goes; what is of the day itself stays.
    pub fn kept_since(&self, rule: Rule, day: Day) -> Option<Day> {
        let kept = i64::from(self.get(rule)?);
        let span = match rule {
            Rule::IgnoredMail | Rule::Undo => Span::new().try_days(kept),
            Rule::Subjects => Span::new().try_years(kept),
        };
        // Longer than a calendar reaches is for good.
        Some(span.map_or(Day::MIN, |span| day.saturating_sub(span)))
    }

    /// "is kept for 90 days", "is kept for good".
    pub fn words(&self, rule: Rule) -> String {
        match self.get(rule) {
            None => "is kept for good".to_owned(),
            Some(1) => format!("is kept for 1 {}", rule.unit().trim_end_matches('s')),
            Some(kept) => format!("is kept for {kept} {}", rule.unit()),
        }
    }
}

/// What goes by the rules on a day, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Going {
    /// Letters with people who are ignored.
    pub letters: u64,
    /// Touches with them.
    pub touches: u64,
    /// Lines of the history that can no longer be taken back.
    pub lines: u64,
    /// Letters that lose their subject.
    pub subjects: u64,
}

impl Going {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Each part that is not nothing: "3 letters with people you ignore".
    pub fn parts(&self) -> Vec<String> {
        let said = |count: u64, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        [
            said(
                self.letters,
                "letter with people you ignore",
                "letters with people you ignore",
            ),
            said(
                self.touches,
                "touch with people you ignore",
                "touches with people you ignore",
            ),
            said(
                self.lines,
                "line of the history that could be taken back until now",
                "lines of the history that could be taken back until now",
            ),
            said(self.subjects, "subject of a mail", "subjects of mail"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_goes_until_a_rule_is_set() {
        let none = Rules::default();
        assert!(none.is_empty());
        for rule in Rule::ALL {
            assert_eq!(none.kept_since(rule, date(2026, 3, 10)), None);
            assert_eq!(none.words(rule), "is kept for good");
        }
    }

    #[test]
    fn days_and_years_are_counted_back_from_the_day() {
        let rules = Rules::default()
            .with(Rule::IgnoredMail, Some(90))
            .with(Rule::Subjects, Some(2));
        let day = date(2026, 3, 10);
        assert_eq!(
            rules.kept_since(Rule::IgnoredMail, day),
            Some(date(2025, 12, 10))
        );
        assert_eq!(
            rules.kept_since(Rule::Subjects, day),
            Some(date(2024, 3, 10))
        );
        assert_eq!(rules.words(Rule::Subjects), "is kept for 2 years");
        assert_eq!(
            rules.with(Rule::Subjects, Some(1)).words(Rule::Subjects),
            "is kept for 1 year"
        );
    }

    #[test]
    fn a_change_can_be_taken_back_for_a_week_at_least() {
        let refused = Rule::Undo.checked(6).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "What stood there before a change is kept for 7 to 3650 days"
        );
        assert_eq!(Rule::Undo.checked(7), Ok(7));
    }

    #[test]
    fn what_goes_is_counted_in_words() {
        let going = Going {
            letters: 1,
            touches: 2,
            ..Going::default()
        };
        assert_eq!(
            going.parts(),
            [
                "1 letter with people you ignore",
                "2 touches with people you ignore"
            ]
        );
        assert!(Going::default().is_nothing() && !going.is_nothing());
    }

    #[test]
    fn a_rule_is_known_by_its_name() {
        for rule in Rule::ALL {
            assert_eq!(Rule::from_id(rule.id()), Some(rule));
        }
        assert_eq!(Rule::from_id("everything"), None);
    }

    proptest! {
        #[test]
        fn however_long_something_is_kept_a_day_comes_of_it(kept in any::<u32>()) {
            for rule in Rule::ALL {
                for day in [Day::MIN, date(2026, 3, 10), Day::MAX] {
                    let since = Rules::default().with(rule, Some(kept)).kept_since(rule, day);
                    prop_assert!(since <= Some(day));
                }
            }
        }

        #[test]
        fn the_longer_something_is_kept_the_earlier_it_reaches(
            shorter in 7_u32..50, longer in 7_u32..50, days in 0_i64..20_000,
        ) {
            let day = date(1990, 1, 1).saturating_add(days.days());
            for rule in Rule::ALL {
                let since = |kept| Rules::default().with(rule, Some(kept)).kept_since(rule, day);
                let (near, far) = (since(shorter.min(longer)), since(shorter.max(longer)));
                prop_assert!(far <= near && near < Some(day));
            }
        }
    }
}
