//! Where an account stands, in words: about the owner's conduct against their own usual, never
//! about the other person, and never in comparison with anyone else.

/// Fewer entries than this say nothing. Our choice.
const ENTRIES_ENOUGH: usize = 5;
/// Below this many points nothing recent is left. Our choice.
const FADED: f64 = 0.25;

/// Words for a balance against the person's own twelve-month median.
pub fn standing_words(balance: f64, median: f64, entries: usize) -> &'static str {
    if entries < ENTRIES_ENOUGH {
        return "too early to tell";
    }
    if balance < 0.0 {
        return "overdrawn: repair first";
    }
    if balance < FADED {
        return "faded: little of it is recent";
    }
    if balance < 0.6 * median {
        return "thinner than usual";
    }
    if balance > 1.4 * median.max(FADED) {
        return "fuller than usual";
    }
    "in good standing"
}
