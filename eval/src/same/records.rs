//! Public sets of records with a known truth, as entries of a book.

use std::collections::HashMap;
use std::path::Path;

use ledger::duplicates::{BirthDate, Entry, Further};
use ledger::handle::{Handle, HandleKind};
use ledger::person::PersonId;
use uuid::Uuid;

use super::score::Groups;
use super::table::{Line, cells, lines, text};
use crate::Error;

/// A book's worth of entries, and who each of them is.
pub struct Records {
    pub name: &'static str,
    pub entries: Vec<Entry>,
    pub further: Vec<Further<'static>>,
    /// Entries with the same words here are one person. Never shown to the model.
    pub truth: Vec<String>,
    /// The truth read more widely, where it can be: a project's list that names one address for two
    /// spellings of a name means one person.
    pub wider: Option<Vec<String>>,
}

impl Records {
    fn new(name: &'static str, further: &[Further<'static>]) -> Self {
        Self {
            name,
            entries: Vec::new(),
            further: further.to_vec(),
            truth: Vec::new(),
            wider: None,
        }
    }

    fn add(&mut self, mut entry: Entry, truth: &str) {
        entry.id = id(self.entries.len());
        self.entries.push(entry);
        self.truth.push(truth.to_owned());
    }
}

const fn passing(name: &'static str) -> Further<'static> {
    Further {
        name,
        is_lasting: false,
    }
}

const fn lasting(name: &'static str) -> Further<'static> {
    Further {
        name,
        is_lasting: true,
    }
}

pub fn id(place: usize) -> PersonId {
    PersonId(Uuid::from_u128(place as u128 + 1))
}

/// The place among the entries that an id stands for.
pub fn place(id: PersonId) -> usize {
    usize::try_from(id.0.as_u128())
        .unwrap_or_default()
        .saturating_sub(1)
}

fn nobody() -> Entry {
    Entry::new(id(0))
}

/// Count, name, address, canonical name and address: one entry an identity of a project's history.
pub fn mailmap(data: &Path, name: &'static str, file: &str) -> Result<Records, Error> {
    let mut records = Records::new(name, &[]);
    let mut addresses = Vec::new();
    for line in text(&data.join("people/mailmap").join(file))?.lines() {
        let cells = cells(line, '\t');
        if let [_, name, address, who, at, ..] = cells.as_slice() {
            let mut entry = nobody();
            entry.names.push(name.clone());
            entry.handles.push(Handle::mail(address));
            records.add(entry, who);
            addresses.push(at.to_lowercase());
        }
    }
    records.wider = Some(by_name_or_address(&records.truth, &addresses));
    Ok(records)
}

/// One person wherever the canonical name or the canonical address is the same.
fn by_name_or_address(names: &[String], addresses: &[String]) -> Vec<String> {
    let mut groups = Groups::of(names.len());
    let mut first: HashMap<(bool, &str), usize> = HashMap::new();
    for (place, (name, address)) in names.iter().zip(addresses).enumerate() {
        for key in [(true, name.as_str()), (false, address.as_str())] {
            let before = *first.entry(key).or_insert(place);
            groups.join(before, place);
        }
    }
    groups.tops().iter().map(usize::to_string).collect()
}

/// Names and days of birth; German, with mistypings put in by its makers.
pub fn rldata(data: &Path) -> Result<Records, Error> {
    let mut records = Records::new("RLdata500", &[]);
    let folder = data.join("people/rldata");
    let who = text(&folder.join("identity.RLdata500.tsv"))?;
    let lines = lines(&folder.join("RLdata500.tsv"), '\t')?;
    for (line, who) in lines.iter().zip(who.lines().skip(1)) {
        let mut entry = nobody();
        let parts = ["fname_c1", "fname_c2", "lname_c1", "lname_c2"].map(|column| line.get(column));
        entry.names.push(parts.join(" "));
        entry.birthday = born(line.get("by"), line.get("bm"), line.get("bd"));
        records.add(entry, who.trim());
    }
    Ok(records)
}

const FEBRL: &[Further<'static>] = &[
    passing("street number"),
    passing("street"),
    passing("second address line"),
    passing("suburb"),
    passing("postcode"),
    passing("state"),
];

/// People made up by the FEBRL generator, without their social security numbers.
pub fn febrl(data: &Path, name: &'static str, file: &str) -> Result<Records, Error> {
    let mut records = Records::new(name, FEBRL);
    for line in lines(&data.join("people/febrl").join(file), ',')? {
        let mut entry = nobody();
        entry.names.push(format!(
            "{} {}",
            line.get("given_name"),
            line.get("surname")
        ));
        entry.birthday = written_out(line.get("date_of_birth"));
        let columns = [
            "street_number",
            "address_1",
            "address_2",
            "suburb",
            "postcode",
            "state",
        ];
        entry.further = columns.iter().map(|column| said(&line, column)).collect();
        let who = line
            .get("rec_id")
            .split('-')
            .nth(1)
            .unwrap_or_default()
            .to_owned();
        records.add(entry, &who);
    }
    Ok(records)
}

/// People made up by the makers of Splink.
pub fn splink(data: &Path) -> Result<Records, Error> {
    let mut records = Records::new("splink fake_1000", &[passing("city")]);
    for line in lines(&data.join("people/splink/fake_1000.csv"), ',')? {
        let mut entry = nobody();
        entry.names.push(format!(
            "{} {}",
            line.get("first_name"),
            line.get("surname")
        ));
        entry.birthday = written_out(&line.get("dob").replace('-', ""));
        entry
            .handles
            .extend(said(&line, "email").map(|address| Handle::mail(&address)));
        entry.further = vec![said(&line, "city")];
        let who = line.get("cluster").to_owned();
        records.add(entry, &who);
    }
    Ok(records)
}

fn said(line: &Line, column: &str) -> Option<String> {
    Some(line.get(column).to_owned()).filter(|value| !value.is_empty())
}

fn born(year: &str, month: &str, day: &str) -> Option<BirthDate> {
    Some(BirthDate {
        year: Some(year.parse().ok()?),
        month: month.parse().ok()?,
        day: day.parse().ok()?,
    })
}

/// 19560409.
fn written_out(date: &str) -> Option<BirthDate> {
    born(date.get(..4)?, date.get(4..6)?, date.get(6..)?)
}

const SENZING: &[Further<'static>] = &[
    passing("address"),
    lasting("passport"),
    lasting("driving licence"),
    lasting("social security number"),
    lasting("national number"),
    lasting("gender"),
];

/// People of the Senzing truth set; its companies are left out. The truth is its own key.
pub fn senzing(data: &Path) -> Result<(Records, Vec<String>), Error> {
    let mut records = Records::new("Senzing truth set", SENZING);
    let mut traps = Vec::new();
    let folder = data.join("people/senzing");
    let key = lines(&folder.join("actual_truthset_key.csv"), ',')?;
    for file in ["customers.csv", "watchlist.csv", "reference.csv"] {
        for line in lines(&folder.join(file), ',')? {
            let is_it = |truth: &&Line| {
                ["DATA_SOURCE", "RECORD_ID"]
                    .iter()
                    .all(|column| truth.get(column) == line.get(column))
            };
            if let Some(truth) = key.iter().find(is_it)
                && line.get("RECORD_TYPE") == "PERSON"
            {
                records.add(person(&line), truth.get("CLUSTER_ID"));
                traps.push(truth.get("TEST_GROUP").to_owned());
            }
        }
    }
    Ok((records, traps))
}

fn person(line: &Line) -> Entry {
    let mut entry = nobody();
    let given = ["PRIMARY_NAME_FIRST", "PRIMARY_NAME_MIDDLE"]
        .map(|column| line.get(column))
        .join(" ");
    let last = line.get("PRIMARY_NAME_LAST");
    let whole = if last.is_empty() {
        given.trim().to_owned()
    } else {
        format!("{last}, {}", given.trim())
    };
    let written = [
        whole,
        line.get("PRIMARY_NAME_FULL").to_owned(),
        line.get("NATIVE_NAME_FULL").to_owned(),
    ];
    entry
        .names
        .extend(written.into_iter().filter(|name| !name.is_empty()));
    entry
        .handles
        .extend(said(line, "EMAIL_ADDRESS").map(|address| Handle::mail(&address)));
    let phone = |value| Handle {
        kind: HandleKind::Phone,
        value,
    };
    entry.handles.extend(said(line, "PHONE_NUMBER").map(phone));
    entry.birthday = day(line.get("DATE_OF_BIRTH"));
    entry.companies.extend(said(line, "EMPLOYER"));
    let parts = [
        "ADDR_FULL",
        "ADDR_LINE1",
        "ADDR_CITY",
        "ADDR_STATE",
        "ADDR_POSTAL_CODE",
    ];
    let address = parts.map(|column| line.get(column)).join(" ");
    let numbers = [
        "PASSPORT_NUMBER",
        "DRIVERS_LICENSE_NUMBER",
        "SSN_NUMBER",
        "NATIONAL_ID_NUMBER",
    ];
    entry
        .further
        .push(Some(address.trim().to_owned()).filter(|address| !address.is_empty()));
    let figures = |value: String| value.replace('-', "");
    entry
        .further
        .extend(numbers.iter().map(|column| said(line, column).map(figures)));
    let gender = line
        .get("GENDER")
        .chars()
        .next()
        .filter(|letter| "MF".contains(*letter));
    entry.further.push(gender.map(String::from));
    entry
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// 12/11/1978, 3/1/70, 1993-09-14, 24-May-11, Mar 1 1970; months first, as Americans write, but where
/// that is no month.
fn day(written: &str) -> Option<BirthDate> {
    let parts: Vec<&str> = written.split(['/', '-', ' ']).collect();
    let [one, two, three] = parts.as_slice() else {
        return None;
    };
    let month = |word: &str| {
        MONTHS
            .iter()
            .position(|month| word.to_lowercase().starts_with(month))
            .map(|at| (at + 1).to_string())
    };
    let (year, month, day) = if one.len() == 4 {
        (*three, (*two).to_owned(), *three)
    } else if let Some(month) = month(one) {
        (*three, month, *two)
    } else if let Some(month) = month(two) {
        (*three, month, *one)
    } else if one.parse::<i8>().ok()? > 12 {
        (*three, (*two).to_owned(), *one)
    } else {
        (*three, (*one).to_owned(), *two)
    };
    let year: i16 = if one.len() == 4 {
        one.parse().ok()?
    } else {
        year.parse().ok()?
    };
    // Two figures are of this century up to its eighteenth year, when the set was made.
    let year = match year {
        0..=18 => 2000 + year,
        19..=99 => 1900 + year,
        whole => whole,
    };
    Some(BirthDate {
        year: Some(year),
        month: month.parse().ok()?,
        day: day.parse().ok()?,
    })
}
