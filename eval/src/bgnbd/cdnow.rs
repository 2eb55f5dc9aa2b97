//! The purchases of CDNOW's customers, parted into calibration and hold-out.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, date};
use ledger::days_between;

use super::model::History;
use crate::Error;

/// The last day of the calibration: 39 weeks from New Year 1997.
const CALIBRATED: Date = date(1997, 9, 30);

#[derive(Debug, Clone, Copy)]
pub struct Customer {
    pub history: History,
    /// Days with a purchase in the hold-out.
    pub afterwards: f64,
}

/// Lines of `customer, sample, yyyymmdd, discs, dollars`, set in columns of blanks.
pub fn read(data: &Path) -> Result<Vec<Customer>, Error> {
    let path = data.join("cdnow/CDNOW_sample.txt");
    let text =
        std::fs::read_to_string(&path).map_err(|cause| Error::Unreadable(path.clone(), cause))?;
    let mut days: BTreeMap<&str, Vec<Date>> = BTreeMap::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let customer = words.next();
        let day = words.nth(1).and_then(day);
        if let (Some(customer), Some(day)) = (customer, day) {
            days.entry(customer).or_default().push(day);
        }
    }
    Ok(days.into_values().filter_map(customer).collect())
}

fn day(word: &str) -> Option<Date> {
    Date::strptime("%Y%m%d", word).ok()
}

fn customer(mut days: Vec<Date>) -> Option<Customer> {
    days.sort_unstable();
    days.dedup();
    let (known, later) = days.split_at(days.partition_point(|day| *day <= CALIBRATED));
    let (first, last) = (*known.first()?, *known.last()?);
    let weeks = |until: Date| days_between(first, until) as f64 / 7.0;
    Some(Customer {
        history: History {
            repeats: (known.len() - 1) as f64,
            last: weeks(last),
            known: weeks(CALIBRATED),
        },
        afterwards: later.len() as f64,
    })
}
