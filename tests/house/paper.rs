//! The papers of the house: short, with links that lead somewhere, and without a word about the machine they
//! were written on.

use super::reading::{Breach, House};
use super::{finds, keep};

/// How long a paper may be, so that it is read.
const LENGTHS: &[(&str, usize)] = &[("README.md", 59), ("ARCHITECTURE.md", 249)];

/// Folders of somebody's machine, in halves so that this file does not name them itself.
const MACHINES: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("C:\\Us", "ers"),
];

pub fn papers_are_short(house: &House) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (path, most) in LENGTHS {
        match house.get(path).map(|paper| paper.text.lines().count()) {
            None => breaches.push(Breach::at(path, 1, "this paper is missing")),
            Some(lines) if lines > *most => breaches.push(Breach::at(
                path,
                lines,
                format!("{lines} lines where {most} are read: move something to docs/"),
            )),
            Some(_) => {}
        }
    }
    breaches
}

pub fn links_lead_somewhere(house: &House) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for page in house.markdown() {
        let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut in_example = false;
        for (at, line) in page.text.lines().enumerate() {
            in_example ^= line.trim_start().starts_with("```");
            if in_example {
                continue;
            }
            for target in targets(line).filter(|target| !house.holds(&join(folder, target))) {
                let mend = format!("`{target}` leads nowhere: mend the link or write the page");
                breaches.push(Breach::at(&page.path, at + 1, mend));
            }
        }
    }
    breaches
}

/// Where the links of a line point, without addresses on the web and places on the same page.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let target = rest.split([')', ' ', '#']).next()?;
        let elsewhere = target.contains("://") || target.starts_with("mailto:");
        (!target.is_empty() && !elsewhere).then_some(target)
    })
}

fn join(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Pages that name the test which holds a promise, in the second column of a table.
const NAMING_TESTS: &[&str] = &["SECURITY.md", "docs/faults.md"];

/// A test that a page names is there: a promise without its test is only words.
pub fn named_tests_are_there(house: &House) -> Vec<Breach> {
    let rust: Vec<&str> = house
        .files
        .iter()
        .filter(|file| file.path.ends_with(".rs"))
        .map(|file| file.text.as_str())
        .collect();
    let mut breaches = Vec::new();
    for page in NAMING_TESTS.iter().filter_map(|path| house.get(path)) {
        for (at, line) in page.text.lines().enumerate() {
            for name in tests_named(line) {
                let test = format!("fn {name}(");
                if !rust.iter().any(|text| text.contains(&test)) {
                    let mend = format!("there is no test `{name}`: name the one that holds this");
                    breaches.push(Breach::at(&page.path, at + 1, mend));
                }
            }
        }
    }
    breaches
}

/// The names of tests in the second column of a row of a table.
fn tests_named(line: &str) -> impl Iterator<Item = &str> {
    let cell = line.split('|').nth(2).unwrap_or_default();
    let quoted = cell.split('`').skip(1).step_by(2);
    quoted.filter(|name| {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        name.bytes().all(plain) && name.matches('_').count() >= 2
    })
}

pub fn no_machine_is_named(house: &House) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for file in &house.files {
        for (at, line) in file.text.lines().enumerate() {
            if MACHINES.iter().any(|machine| line.contains(machine)) {
                breaches.push(Breach::at(
                    &file.path,
                    at + 1,
                    "a folder of one machine: say it relative to the repository",
                ));
            }
        }
    }
    breaches
}

#[test]
fn the_readme_and_the_architecture_are_short() {
    keep(papers_are_short);
}

#[test]
fn every_link_leads_somewhere() {
    keep(links_lead_somewhere);
}

#[test]
fn every_test_a_page_names_is_there() {
    keep(named_tests_are_there);
}

#[test]
fn a_promise_without_its_test_is_named() {
    finds(
        named_tests_are_there,
        &[
            (
                "SECURITY.md",
                "| a | `it_is_so_here` |\n| b | `it_was_so_once`, by `hand` |\n| `not_a_test_here` | none |\n",
            ),
            ("tests/a.rs", "#[test]\nfn it_is_so_here() {}\n"),
        ],
        &["SECURITY.md:2"],
    );
}

#[test]
fn no_file_names_somebodys_machine() {
    keep(no_machine_is_named);
}

#[test]
fn a_long_readme_is_named() {
    let long = "word\n".repeat(60);
    finds(
        papers_are_short,
        &[("README.md", &long), ("ARCHITECTURE.md", "short\n")],
        &["README.md:60"],
    );
}

#[test]
fn a_dead_link_is_named() {
    finds(
        links_lead_somewhere,
        &[
            (
                "docs/a.md",
                "[b](b.md#top) [up](../README.md) [web](https://a.example/x)\n[gone](c.md)\n",
            ),
            ("docs/b.md", "```\n[not a link](d.md)\n```\n[here](#top)\n"),
            ("README.md", "[docs](docs/)\n"),
        ],
        &["docs/a.md:2"],
    );
}

#[test]
fn a_machines_folder_is_named() {
    let script = format!("cd {}troth\n", MACHINES[0]);
    finds(no_machine_is_named, &[("bin/run", &script)], &["bin/run:1"]);
}
