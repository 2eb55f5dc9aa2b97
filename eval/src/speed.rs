//! Speed and size: the tables of `bin/bench`, as it prints them, with the machine they were measured on.

use std::path::Path;
use std::process::Command;

use crate::Error;
use crate::chapter::{Cell, Chapter, Table};

/// The tables of `bin/bench`, measured now. Takes some minutes, and never gives the same figures twice.
///
/// # Errors
/// `bin/bench` that cannot be run from here, or that fails.
pub fn evaluate(_: &Path) -> Result<Chapter, Error> {
    let bench = Path::new("bin/bench");
    let said = Command::new(bench)
        .output()
        .map_err(|cause| Error::Unreadable(bench.to_owned(), cause))?;
    if !said.status.success() {
        return Err(Error::Unusable(
            "bin/bench did not come to an end".to_owned(),
        ));
    }
    Ok(Chapter {
        name: "speed",
        title: "Speed and size",
        protocol: vec![format!(
            "Printed by `bin/bench`: inputs from a seeded generator, the release program as a whole process, warm cache; medians. \
             Measured on {}. These figures are the machine's as much as the program's, and differ from run to run; the budgets are \
             in docs/speed.md.",
            machine()
        )],
        tables: tables(&String::from_utf8_lossy(&said.stdout)),
        ..Chapter::default()
    })
}

/// "2 × Intel(R) Xeon(R) Processor @ 2.50GHz, 24 GB".
fn machine() -> String {
    let read = |path| std::fs::read_to_string(path).unwrap_or_default();
    let (processors, memory) = (read("/proc/cpuinfo"), read("/proc/meminfo"));
    let of = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let model =
        of(&processors, "model name").unwrap_or_else(|| "processors of an unknown kind".to_owned());
    let memory = of(&memory, "MemTotal").and_then(|total| {
        let kib: f64 = total.split_whitespace().next()?.parse().ok()?;
        Some(format!(", {:.0} GB", kib / 1024.0 / 1024.0))
    });
    format!("{cores} × {model}{}", memory.unwrap_or_default())
}

/// The tables in a page of Markdown, each with the heading or the sentence before it.
fn tables(page: &str) -> Vec<Table> {
    let mut found: Vec<Table> = Vec::new();
    let (mut heading, mut said, mut inside) = (String::new(), String::new(), false);
    for line in page.lines().map(str::trim) {
        let Some(row) = line.strip_prefix('|') else {
            inside = false;
            match line.strip_prefix('#') {
                Some(name) => {
                    (heading, said) = (name.trim_matches(['#', ' ']).to_owned(), String::new())
                }
                None if !line.is_empty() => said = line.trim_end_matches([':', '.']).to_owned(),
                None => {}
            }
            continue;
        };
        let cells: Vec<&str> = row
            .trim_end_matches('|')
            .split('|')
            .map(str::trim)
            .collect();
        if !inside {
            let title = if said.is_empty() {
                heading.clone()
            } else {
                format!("{heading}: {said}")
            };
            found.push(Table::new(title, &cells));
            inside = true;
        } else if !cells.iter().all(|cell| cell.starts_with('-'))
            && let Some(table) = found.last_mut()
        {
            table
                .rows
                .push(cells.iter().map(|cell| Cell::text(*cell)).collect());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_with_what_stands_before_it() {
        let page = "\n## Mail\n\nThree mailboxes.\n\n| what | wall |\n|---|---:|\n| import | 6.8 s |\n\nRatio: 5.\n";
        let found = tables(page);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].title, "Mail: Three mailboxes");
        assert_eq!(found[0].columns, ["what", "wall"]);
        assert_eq!(found[0].rows, [[Cell::text("import"), Cell::text("6.8 s")]]);
    }
}
