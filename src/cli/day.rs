//! Days as people say them at a terminal; what they mean is for the ledger to say.

pub use ledger::said::{
    HINT, HINT_OF_TIME, Unclear, day_and_month, day_and_time, days_of, iso, month_name, parse,
};
