//! The shelves of the library: what a card is about, and the card to begin with on each.

macro_rules! subjects {
    ($($variant:ident $id:literal $words:literal opens $opening:literal;)+) => {
        /// In the order in which the library lists them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Subject { $($variant,)+ }

        impl Subject {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)+ _ => None }
            }

            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)+ }
            }

            /// The card to begin with.
            pub fn opening(self) -> &'static str {
                match self { $(Self::$variant => $opening,)+ }
            }
        }
    };
}

subjects! {
    Growth "growth" "How trust grows" opens "small-things";
    Word "word" "Keeping your word" opens "keep-a-promise";
    Attention "attention" "Paying attention" opens "listen";
    Credit "credit" "Thanks and credit" opens "give-credit";
    Candour "candour" "Being open" opens "say-you-do-not-know";
    Care "care" "Standing by someone" opens "check-in";
    Chance "chance" "In the hallway, over coffee" opens "walk-and-talk";
    Mending "mending" "Mending" opens "rebuild-trust";
    Harm "harm" "What costs trust" opens "blame";
    Leading "leading" "Leading" opens "presence";
    Team "team" "Together as a team" opens "weekly-wins";
    Ties "ties" "Your network" opens "a-few-people-well";
    Starts "starts" "Hard beginnings" opens "someone-senior";
    Differences "differences" "Differences" opens "culture";
}
