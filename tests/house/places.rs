//! What may stand where: SQL and the engine in the book, HTML in the view, the time in the clock,
//! words to the terminal in the command line, and panics nowhere.

use super::reading::{Breach, House};
use super::{finds, keep};

/// Code that may stand in certain places only.
struct Confined {
    marks: &'static [&'static str],
    homes: &'static [&'static str],
    mend: &'static str,
}

const ENGINES: Confined = Confined {
    marks: &["rusqlite::", "postgres::"],
    homes: &["src/book/engine"],
    mend: "only src/book/engine knows one database from another: give the engine a method for it",
};

const HTML: Confined = Confined {
    marks: &["html!", "PreEscaped"],
    homes: &["src/web/view/"],
    mend: "HTML is written in src/web/view/ alone: make it a function there",
};

const CLOCK: Confined = Confined {
    marks: &[
        "SystemTime::now",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "TimeZone::system",
        "now_v7",
    ],
    homes: &["src/clock.rs"],
    mend: "the time and the dice come from src/clock.rs: take the day or the id as an argument",
};

const TERMINAL: Confined = Confined {
    marks: &[
        "println!",
        "eprintln!",
        "print!",
        "eprint!",
        "dbg!",
        "stdout()",
        "stderr()",
    ],
    homes: &["src/cli/terminal.rs", "src/main.rs"],
    mend: "only src/cli/terminal.rs speaks to the terminal, where every text is tamed: in the command line show a page or leave a remark; elsewhere return the words",
};

/// A question of its own look would write what it names as it is.
const QUESTIONS: Confined = Confined {
    marks: &[
        "Input::new()",
        "Confirm::new()",
        "Select::new()",
        "Password::new()",
        "MultiSelect::new()",
        "Term::stdout",
        "Term::stderr",
    ],
    homes: &["src/cli/terminal.rs"],
    mend: "a question is asked with_theme(&Plain), which tames what it names",
};

const SEALING: Confined = Confined {
    marks: &["argon2", "chacha20poly1305", "zeroize", "Zeroizing"],
    homes: &["src/seal"],
    mend: "keys and sealing stay in src/seal: give it a function for it",
};

/// Who may see the words of a confidence: the seal itself, and the two places that show them to the
/// owner who opened them. Each is looked at with care before another is added.
const EYES: Confined = Confined {
    marks: &[".reveal()", "::reveal"],
    homes: &[
        "src/seal",
        "src/cli/opened.rs",
        "src/web/view/confidences.rs",
    ],
    mend: "the words of a confidence are shown in two places only, and nowhere else",
};

const PANICS: Confined = Confined {
    marks: &[
        ".unwrap()",
        ".expect(",
        "panic!",
        "todo!",
        "unimplemented!",
        "unreachable!",
    ],
    homes: &[],
    mend: "nothing panics outside tests: return an error written for a person",
};

fn confine(house: &House, rule: &Confined) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in house.program() {
        if rule.homes.iter().any(|home| source.path.starts_with(home)) {
            continue;
        }
        for (line, code) in source.lines() {
            if let Some(mark) = rule.marks.iter().find(|mark| names(code, mark)) {
                breaches.push(Breach::at(
                    &source.path,
                    line,
                    format!("`{mark}`: {}", rule.mend),
                ));
            }
        }
    }
    breaches
}

/// Whether the mark stands there as a word of its own (`println!` is not `print!`).
fn names(code: &str, mark: &str) -> bool {
    let part_of_a_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(mark).any(|(at, _)| {
        mark.starts_with(['.', ':']) || !code[..at].chars().next_back().is_some_and(part_of_a_name)
    })
}

pub fn engines_stay_in_the_engine(house: &House) -> Vec<Breach> {
    confine(house, &ENGINES)
}

pub fn html_stays_in_the_view(house: &House) -> Vec<Breach> {
    confine(house, &HTML)
}

pub fn time_comes_from_the_clock(house: &House) -> Vec<Breach> {
    confine(house, &CLOCK)
}

pub fn only_the_command_line_speaks(house: &House) -> Vec<Breach> {
    confine(house, &TERMINAL)
}

pub fn questions_are_tame(house: &House) -> Vec<Breach> {
    confine(house, &QUESTIONS)
}

pub fn sealing_stays_in_the_seal(house: &House) -> Vec<Breach> {
    confine(house, &SEALING)
}

pub fn few_eyes_see_a_confidence(house: &House) -> Vec<Breach> {
    confine(house, &EYES)
}

/// A secret has no form that a log, a page or an export could write by accident.
pub fn secrets_have_no_form(house: &House) -> Vec<Breach> {
    const FORMS: &[&str] = &["Debug", "Display", "Serialize"];
    const SECRETS: &[&str] = &["struct Secret", "struct Told", "struct Key"];
    let mut breaches = Vec::new();
    let sources = house
        .program()
        .filter(|source| source.path.starts_with("src/seal"));
    for source in sources {
        let mut derived = "";
        for (line, code) in source.lines() {
            let says = FORMS.iter().any(|form| derived.contains(form));
            let is_secret = SECRETS.iter().any(|secret| names(code, secret));
            let by_hand = FORMS
                .iter()
                .any(|form| code.contains(&format!("{form} for ")) && code.contains("impl"));
            if (is_secret && says) || by_hand {
                breaches.push(Breach::at(
                    &source.path,
                    line,
                    "a secret has no Debug, no Display and no JSON",
                ));
            }
            derived = if code.trim_start().starts_with("#[derive") {
                code
            } else {
                ""
            };
        }
    }
    breaches
}

pub fn nothing_panics(house: &House) -> Vec<Breach> {
    confine(house, &PANICS)
}

pub fn sql_stays_in_the_book(house: &House) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in house.program() {
        if source.path.starts_with("src/book/") {
            continue;
        }
        for (line, quote) in &source.quotes {
            if is_sql(quote) {
                breaches.push(Breach::at(
                    &source.path,
                    *line,
                    "SQL is written in src/book/ alone: make it a verb of the book",
                ));
            }
        }
    }
    breaches
}

/// A statement, not a sentence that begins with the same word ("Update the weights").
pub fn is_sql(quote: &str) -> bool {
    let verb = quote.split_whitespace().next().unwrap_or_default();
    if verb != verb.to_lowercase() && verb != verb.to_uppercase() {
        return false;
    }
    let text = quote.replace("\\n", " ").to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    match words.as_slice() {
        ["select", ..] => has("from"),
        ["insert", "into" | "or", ..] | ["delete", "from", ..] => {
            has("values") || has("where") || has("select") || words.len() == 3
        }
        ["update", _, "set", ..] => text.contains('='),
        [
            "create",
            "table" | "index" | "unique" | "view" | "virtual" | "temp" | "trigger" | "extension",
            ..,
        ] => true,
        ["alter" | "drop", "table" | "index" | "view", ..] => true,
        ["with", ..] => text.contains(" as (") && has("select"),
        ["pragma" | "begin" | "vacuum", rest @ ..] => {
            rest.len() <= 3 && !quote.contains('.') && quote == text
        }
        _ => false,
    }
}

#[test]
fn the_engine_alone_names_a_database() {
    keep(engines_stay_in_the_engine);
}

#[test]
fn the_view_alone_writes_html() {
    keep(html_stays_in_the_view);
}

#[test]
fn the_clock_alone_tells_the_time() {
    keep(time_comes_from_the_clock);
}

#[test]
fn the_terminal_is_spoken_to_in_one_place() {
    keep(only_the_command_line_speaks);
    keep(questions_are_tame);
}

#[test]
fn a_question_of_its_own_look_is_named() {
    finds(
        questions_are_tame,
        &[
            (
                "src/cli/asking.rs",
                "Confirm::with_theme(&Plain)\nConfirm::new()\n",
            ),
            ("src/cli/terminal.rs", "Term::stdout()\n"),
        ],
        &["src/cli/asking.rs:2"],
    );
}

#[test]
fn no_code_outside_tests_can_panic() {
    keep(nothing_panics);
}

#[test]
fn the_book_alone_speaks_sql() {
    keep(sql_stays_in_the_book);
}

#[test]
fn the_seal_alone_holds_keys() {
    keep(sealing_stays_in_the_seal);
}

#[test]
fn the_words_of_a_confidence_are_shown_in_two_places() {
    keep(few_eyes_see_a_confidence);
}

#[test]
fn a_secret_has_no_form_to_be_written_in() {
    keep(secrets_have_no_form);
}

#[test]
fn sealing_elsewhere_is_named() {
    finds(
        sealing_stays_in_the_seal,
        &[
            ("src/book/confidence.rs", "use argon2::Argon2;\n"),
            ("src/seal/key.rs", "use argon2::Argon2;\n"),
            ("src/web/opened.rs", "let key = Zeroizing::new(key);\n"),
        ],
        &["src/book/confidence.rs:1", "src/web/opened.rs:1"],
    );
}

#[test]
fn a_third_pair_of_eyes_is_named() {
    finds(
        few_eyes_see_a_confidence,
        &[
            ("src/book/page.rs", "let text = told.text.reveal();\n"),
            ("src/web/new.rs", "names.iter().map(Secret::reveal)\n"),
            ("src/cli/opened.rs", "told.text.reveal();\n"),
        ],
        &["src/book/page.rs:1", "src/web/new.rs:1"],
    );
}

#[test]
fn a_secret_that_can_be_printed_is_named() {
    finds(
        secrets_have_no_form,
        &[
            (
                "src/seal/secret.rs",
                "#[derive(Clone, Debug)]\npub struct Secret(String);\nimpl fmt::Display for Key {}\n",
            ),
            (
                "src/seal/key.rs",
                "#[derive(Clone)]\npub struct Key;\n#[derive(Debug)]\npub struct Place;\n",
            ),
        ],
        &["src/seal/secret.rs:2", "src/seal/secret.rs:3"],
    );
}

#[test]
fn a_verb_that_opens_the_engine_itself_is_named() {
    finds(
        engines_stay_in_the_engine,
        &[
            (
                "src/book/touch.rs",
                "use rusqlite::Connection;\nlet postgres = 1;\n",
            ),
            ("src/book/engine/sqlite.rs", "use rusqlite::Connection;\n"),
        ],
        &["src/book/touch.rs:1"],
    );
}

#[test]
fn html_outside_the_view_is_named() {
    finds(
        html_stays_in_the_view,
        &[
            (
                "src/web/people.rs",
                "// html! is elsewhere\nmaud::html! { p {} }\n",
            ),
            ("src/web/view/people.rs", "html! { p {} }\n"),
        ],
        &["src/web/people.rs:2"],
    );
}

#[test]
fn a_second_clock_is_named() {
    finds(
        time_comes_from_the_clock,
        &[
            ("ledger/src/today.rs", "\nlet day = jiff::Zoned::now();\n"),
            ("src/clock.rs", "jiff::Timestamp::now()\n"),
            ("src/book/id.rs", "uuid::Uuid::now_v7()\n"),
        ],
        &["ledger/src/today.rs:2", "src/book/id.rs:1"],
    );
}

#[test]
fn a_book_that_prints_is_named() {
    finds(
        only_the_command_line_speaks,
        &[
            ("src/book/mod.rs", "println!(\"hello\");\nblueprint!(x);\n"),
            ("src/cli/today.rs", "let out = std::io::stdout().lock();\n"),
            ("src/cli/terminal.rs", "println!(\"hello\");\n"),
        ],
        &["src/book/mod.rs:1", "src/cli/today.rs:1"],
    );
}

#[test]
fn an_unwrap_outside_tests_is_named() {
    finds(
        nothing_panics,
        &[(
            "src/book/mod.rs",
            "fn a() { b().unwrap_or(1); }\nfn c() { d().unwrap(); }\n#[cfg(test)]\nmod tests {\n    fn e() { f().unwrap(); }\n}\n",
        )],
        &["src/book/mod.rs:2"],
    );
}

#[test]
fn sql_outside_the_book_is_named_and_prose_is_not() {
    finds(
        sql_stays_in_the_book,
        &[
            (
                "src/web/people.rs",
                "a(\"Update the weights\");\nb(\"\n  select id from person\");\nc(\"with love, as ever\");\nd(\"update person set name = $1\");\n",
            ),
            ("src/book/person.rs", "a(\"select id from person\")\n"),
            (
                "src/cli/people.rs",
                "a(\"Select a person from the list.\")\nb(\"DELETE FROM touch\")\n",
            ),
        ],
        &[
            "src/web/people.rs:2",
            "src/web/people.rs:5",
            "src/cli/people.rs:2",
        ],
    );
}
