//! 160 mails with the JSON that mail-parser makes of them.

use std::path::PathBuf;

use serde_json::Value;

use super::{Differences, dated, first, one_line, with_ending, written};
use crate::mail::data;

#[test]
fn its_mails_are_read_as_stalwart_reads_them() {
    let Some(folder) = data("edge/stalwart-mail-parser") else {
        return;
    };
    let mut differences = Differences::default();
    let mut compared = 0;
    for json in with_ending(&folder, ".json") {
        let shown = format!("stalwart {}", json.strip_prefix(&folder).unwrap().display());
        // `.crlf.json` tells of the same mail with other line ends; only the offsets differ.
        let name = json.to_str().unwrap().replace(".crlf", "");
        let mail = PathBuf::from(name.replace(".json", ".eml"));
        let Ok(theirs) = serde_json::from_slice::<Value>(&std::fs::read(&json).unwrap()) else {
            continue;
        };
        let subject = field(&theirs, "subject");
        let subject = subject.first().and_then(|value| value["Text"].as_str());
        let from: Vec<String> = field(&theirs, "from")
            .into_iter()
            .flat_map(mailboxes)
            .collect();
        let to: Vec<String> = field(&theirs, "to")
            .into_iter()
            .flat_map(mailboxes)
            .collect();
        let date = field(&theirs, "date")
            .into_iter()
            .find_map(|value| instant(&value["DateTime"]));
        let Some(ours) = first(&mail) else {
            differences.compare(
                &shown,
                "skipped",
                &[from.concat(), date.unwrap_or("skipped".into())].concat(),
            );
            continue;
        };
        compared += 1;
        let mut compare = |what, ours: &str, theirs: &str| {
            differences.compare(&format!("{shown} {what}"), ours, theirs);
        };
        compare(
            "subject",
            &ours.subject,
            &one_line(subject.unwrap_or_default()),
        );
        compare(
            "from",
            &written(&ours.from),
            from.first().map_or("", |from| from),
        );
        compare("to", &written(&ours.to), &to.join("; "));
        compare("date", &dated(&ours), &date.unwrap_or_default());
    }
    differences.check();
    assert!(compared > 150, "{compared}");
}

fn field<'a>(mail: &'a Value, name: &str) -> Vec<&'a Value> {
    let headers = mail["parts"][0]["headers"].as_array();
    headers
        .into_iter()
        .flatten()
        .filter(|header| header["name"] == name)
        .map(|header| &header["value"])
        .collect()
}

fn mailboxes(value: &Value) -> Vec<String> {
    let address = &value["Address"];
    let list = address["List"].as_array().into_iter().flatten();
    let groups = address["Group"].as_array().into_iter().flatten();
    let grouped = groups.flat_map(|group| group["addresses"].as_array().into_iter().flatten());
    list.chain(grouped)
        .filter_map(|entry| {
            let addr = entry["address"]
                .as_str()
                .filter(|addr| addr.contains('@'))?;
            let name = one_line(entry["name"].as_str().unwrap_or_default());
            Some(format!("{name}<{}>", addr.to_lowercase()))
        })
        .collect()
}

fn instant(date: &Value) -> Option<String> {
    let part = |name: &str| date[name].as_i64();
    let sign = if date["tz_before_gmt"].as_bool()? {
        '-'
    } else {
        '+'
    };
    let text = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        part("year")?,
        part("month")?,
        part("day")?,
        part("hour")?,
        part("minute")?,
        part("second")?,
        part("tz_hour")?,
        part("tz_minute")?,
    );
    Some(
        text.parse::<jiff::Timestamp>()
            .map_or(text, |at| at.to_string()),
    )
}
