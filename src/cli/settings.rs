//! `troth settings`: the numbers behind the account and the plan, each with its reason, and
//! which addresses are the owner's.

mod zone;

use ledger::weights::{TUNABLES, Tunable, Weights};
use serde_json::json;

use super::page::{Column, Tone};
use super::phrase;
use super::visit::Visit;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<Change>,
    /// Show one number with its reason
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// Change a number
    Set {
        /// Its name, as troth settings lists it
        #[arg(value_name = "NAME")]
        name: String,
        /// The new value
        #[arg(value_name = "VALUE", allow_negative_numbers = true)]
        value: f64,
    },
    /// Go back to the default
    Reset {
        /// Its name, as troth settings lists it
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Say who you are and which addresses are yours
    Owner {
        /// Your name
        #[arg(value_name = "NAME")]
        name: String,
        /// A mail address of yours; may be given again
        #[arg(long, value_name = "ADDRESS", required = true)]
        mail: Vec<String>,
    },
    /// Show or change the time zone in which your days begin
    Zone {
        /// Another zone: Europe/Berlin
        #[arg(value_name = "ZONE")]
        zone: Option<String>,
        /// Do not ask
        #[arg(long, requires = "zone")]
        yes: bool,
    },
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match arguments.change {
        None => show(arguments.name.as_deref(), visit),
        Some(Change::Zone { zone: None, .. }) => zone::show(visit),
        Some(Change::Zone {
            zone: Some(zone),
            yes,
        }) => zone::change(&zone, yes, visit),
        Some(Change::Set { name, value }) => {
            let tunable = find(&name)?;
            let done = visit
                .begin()?
                .set_weight(&visit.stamp(), tunable.id, value)?;
            visit.done(
                &format!("{}: {} {}", tunable.id, phrase::number(value), tunable.unit),
                &done,
            )
        }
        Some(Change::Reset { name }) => {
            let tunable = find(&name)?;
            let done = visit.book()?.reset_weight(&visit.stamp(), tunable.id)?;
            visit.done(
                &format!(
                    "{}: {} {} again",
                    tunable.id,
                    phrase::number(tunable.default),
                    tunable.unit
                ),
                &done,
            )
        }
        Some(Change::Owner { name, mail }) => {
            let done = visit.begin()?.name_owner(&visit.stamp(), &name, &mail)?;
            visit.done(&format!("this is the book of {}", name.trim()), &done)
        }
    }
}

fn find(name: &str) -> Result<&'static Tunable> {
    if let Some(tunable) = TUNABLES.iter().find(|tunable| tunable.id == name) {
        return Ok(tunable);
    }
    let nearest = TUNABLES
        .iter()
        .map(|tunable| (strsim::jaro_winkler(tunable.id, name), tunable.id))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.75);
    let error = Error::not_found(format!("no number is called “{name}”"));
    Err(match nearest {
        Some((_, near)) => error.hint(format!("did you mean {near}?")),
        None => error.hint("troth settings lists them"),
    })
}

fn show(name: Option<&str>, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let weights = book.weights()?;
    let wanted: Vec<&Tunable> = match name {
        Some(name) => vec![find(name)?],
        None => TUNABLES.iter().collect(),
    };
    if visit.wants_json() {
        let all: Vec<_> = wanted
            .iter()
            .map(|tunable| json(tunable, &weights))
            .collect();
        let addresses: Vec<String> = book
            .owner_handles()?
            .into_iter()
            .map(|handle| handle.value)
            .collect();
        return visit.show_json(&json!({ "weights": all, "owner": addresses }));
    }
    let mut page = visit.page();
    if let [one] = wanted.as_slice()
        && name.is_some()
    {
        page.heading(one.name, one.id);
        page.paragraph(
            2,
            &format!("{} {}", phrase::number(value(one, &weights)), one.unit),
            Tone::Plain,
        );
        page.paragraph(2, one.reason, Tone::Plain);
        let bounds = format!(
            "{}; usually {}, between {} and {}",
            phrase::sentence(one.evidence.words()),
            phrase::number(one.default),
            phrase::number(one.low),
            phrase::number(one.high)
        );
        page.paragraph(2, &bounds, Tone::Dim);
        return visit.show(page);
    }
    let owner = book.owner()?;
    match &owner {
        Some(owner) => {
            let addresses: Vec<String> = owner
                .handles
                .iter()
                .map(|handle| handle.value.clone())
                .collect();
            page.labelled(
                "Whose book",
                12,
                &format!("{}, {}", owner.person.name, phrase::list(&addresses)),
            );
        }
        None => page.labelled(
            "Whose book",
            12,
            "not said yet: troth settings owner NAME --mail ADDRESS",
        ),
    }
    page.blank();
    let rows: Vec<Vec<String>> = wanted
        .iter()
        .map(|tunable| {
            let now = value(tunable, &weights);
            let changed = if now == tunable.default {
                String::new()
            } else {
                format!("usually {}", phrase::number(tunable.default))
            };
            vec![
                tunable.id.to_owned(),
                phrase::number(now),
                tunable.name.to_owned(),
                changed,
            ]
        })
        .collect();
    let columns = [
        Column::new(Tone::Accent),
        Column::right(Tone::Strong),
        Column::giving(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    page.table(0, &columns, &rows);
    page.blank();
    page.paragraph(0, "The reason of one: troth settings NAME", Tone::Dim);
    visit.show(page)
}

fn value(tunable: &Tunable, weights: &Weights) -> f64 {
    weights.get(tunable.id).unwrap_or(tunable.default)
}

fn json(tunable: &Tunable, weights: &Weights) -> serde_json::Value {
    json!({
        "name": tunable.id, "value": value(tunable, weights), "default": tunable.default,
        "low": tunable.low, "high": tunable.high, "unit": tunable.unit, "words": tunable.name,
        "reason": tunable.reason, "evidence": tunable.evidence.words(),
    })
}
