//! Holds a book against the truth: what was acknowledged is there once, with its line; what was left open is there
//! whole or not at all, and is known from then on.

use std::path::Path;

use super::export::{Line, Whole};
use super::halves::halves;
use super::program::Ended;
use super::run::Run;
use super::tally::Fault;
use super::truth::{Deed, Fate, Number, Truth, What};

/// A day for questions whose answers must be the same from two books.
const DAY: &str = "2027-01-05";

/// What the book says of one deed.
enum Seen {
    /// All of it, once.
    There,
    Absent,
    Wrong(String),
}

/// Holds an export against everything known; says how many faults were found.
pub fn hold(run: &Run, truth: &mut Truth, export: &Path, after: &str) -> usize {
    let whole = match Whole::read(export) {
        Ok(whole) => whole,
        Err(why) => {
            run.fault(
                Fault::Half,
                format!("after {after}, the export cannot be read: {why}"),
            );
            return 1;
        }
    };
    let mut found: Vec<(Fault, String)> = halves(&whole)
        .into_iter()
        .map(|half| (Fault::Half, half))
        .collect();
    // Taking back first: whether a deed should be there hangs on it.
    let (undoings, others): (Vec<Number>, Vec<Number>) = (0..truth.deeds.len())
        .partition(|number| matches!(truth.deeds[*number].what, What::Undo { .. }));
    for number in undoings {
        undoing(&whole, truth, number, &mut found);
    }
    for number in others {
        deed(&whole, truth, number, &mut found);
    }
    run.tally
        .count("checks", "books held against what was acknowledged");
    for (fault, words) in &found {
        run.fault(*fault, format!("after {after}: {words}"));
    }
    found.len()
}

fn undoing(whole: &Whole, truth: &mut Truth, number: Number, found: &mut Vec<(Fault, String)>) {
    let undo = truth.deeds[number].clone();
    let What::Undo { of } = undo.what else { return };
    let target = &truth.deeds[of];
    let Fate::Done(line) = target.fate else {
        return;
    };
    let is_back = line > 0
        && whole
            .history
            .get(&line)
            .is_some_and(|line| line.undone_by.is_some());
    match undo.fate {
        Fate::Done(_) if !is_back => {
            found.push((
                Fault::Lost,
                format!("the taking back of {}, line {line}", target.what.told()),
            ));
            truth.settle(number, Fate::Gone);
        }
        Fate::Open => {
            let fate = if is_back { Fate::Done(0) } else { Fate::Gone };
            truth.settle(number, fate);
        }
        _ => {}
    }
}

fn deed(whole: &Whole, truth: &mut Truth, number: Number, found: &mut Vec<(Fault, String)>) {
    let deed = truth.deeds[number].clone();
    let seen = see(whole, truth, &deed);
    let named = format!("{} by {}, {:?}", deed.what.told(), deed.actor, deed.fate);
    if let (Seen::Wrong(why), false) = (&seen, deed.fate == Fate::Underway) {
        found.push((Fault::Half, format!("{named}: {why}")));
    }
    match deed.fate {
        Fate::Done(line) => {
            if let Some(lost) = missing(whole, truth, &deed, line, &seen) {
                found.push((Fault::Lost, format!("{named}: {lost}")));
                // Told once.
                truth.settle(number, Fate::Gone);
            }
        }
        Fate::Open => {
            if let (Seen::Absent, Some(seq)) = (&seen, by_request(whole, &deed)) {
                found.push((
                    Fault::Half,
                    format!("{named}: line {seq} is there without what it did"),
                ));
            }
            let fate = match (&seen, line_of(whole, &deed)) {
                (Seen::There, Some(line)) => Fate::Done(if deed.again { 0 } else { line }),
                (Seen::There, None) => {
                    found.push((
                        Fault::Half,
                        format!("{named}: it is there without its line"),
                    ));
                    Fate::Gone
                }
                _ => Fate::Gone,
            };
            truth.settle(number, fate);
        }
        Fate::Refused if matches!(seen, Seen::There) => {
            found.push((Fault::Half, format!("{named}: refused, and yet there")));
            truth.settle(number, Fate::Gone);
        }
        _ => {}
    }
}

/// Why an acknowledged deed is not as it should be.
fn missing(whole: &Whole, truth: &Truth, deed: &Deed, line: i64, seen: &Seen) -> Option<String> {
    if line > 0 {
        let Some(there) = whole.history.get(&line) else {
            return Some("its line is not in the history".to_owned());
        };
        if let Some(why) = another(deed, there) {
            return Some(why);
        }
        if there.undone_by.is_some() && !truth.is_asked_back(deed) {
            return Some("it was taken back, and nobody asked for it".to_owned());
        }
    }
    match (seen, truth.is_taken_back(deed)) {
        (Seen::Absent, false) if !truth.is_asked_back(deed) => Some("it is not there".to_owned()),
        _ => None,
    }
}

/// Whether its line is another's.
fn another(deed: &Deed, line: &Line) -> Option<String> {
    if line.verb != deed.what.verb() {
        return Some(format!("its line says {}", line.verb));
    }
    let request = deed.request.as_ref()?;
    // What was sent again may have been done anew, under a request of its own.
    let same = *request == line.request || deed.again;
    (!same).then(|| "its line is of another request".to_owned())
}

fn by_request(whole: &Whole, deed: &Deed) -> Option<i64> {
    let seq = *whole.requests.get(deed.request.as_ref()?)?;
    whole.stands(seq).then_some(seq)
}

fn see(whole: &Whole, truth: &Truth, deed: &Deed) -> Seen {
    let seen = match &deed.what {
        What::Meet { name } => person(whole, name),
        What::Log { note, people } => touch(whole, note, *people),
        What::Promise { what, .. } => promise(whole, what),
        What::Keep { what } => kept(whole, what),
        What::Mail {
            people, letters, ..
        } => mail(whole, people, letters),
        What::Undo { .. } => Seen::Absent,
    };
    match seen {
        Seen::There if truth.is_taken_back(deed) => {
            Seen::Wrong("it was taken back, and is there".to_owned())
        }
        seen => seen,
    }
}

fn person(whole: &Whole, name: &str) -> Seen {
    match whole.by_name.get(name).map(Vec::as_slice) {
        None | Some([]) => Seen::Absent,
        Some([_]) => Seen::There,
        Some(more) => Seen::Wrong(format!("it is there {} times", more.len())),
    }
}

fn touch(whole: &Whole, note: &str, people: usize) -> Seen {
    let Some(ids) = whole.by_note.get(note) else {
        return Seen::Absent;
    };
    let mut one = ids.iter();
    let (Some(id), None) = (one.next(), one.next()) else {
        return Seen::Wrong(format!("it is there {} times", ids.len()));
    };
    let there = whole.people_of.get(id).copied().unwrap_or_default();
    if there != people {
        return Seen::Wrong(format!("{there} of its {people} people"));
    }
    Seen::There
}

fn promise(whole: &Whole, what: &str) -> Seen {
    match whole.by_words.get(what).map(Vec::as_slice) {
        None | Some([]) => Seen::Absent,
        Some([_]) => Seen::There,
        Some(more) => Seen::Wrong(format!("it is there {} times", more.len())),
    }
}

fn kept(whole: &Whole, what: &str) -> Seen {
    let one = whole.by_words.get(what).and_then(|all| all.first());
    let Some(promise) = one.map(|one| &whole.promises[*one]) else {
        return Seen::Absent;
    };
    match promise.outcome.as_deref() {
        None => Seen::Absent,
        Some("kept") => Seen::There,
        Some(other) => Seen::Wrong(format!("it is {other}")),
    }
}

/// A mailbox is there whole, or not at all.
fn mail(whole: &Whole, people: &[String], letters: &[String]) -> Seen {
    let known: Vec<&String> = people
        .iter()
        .filter_map(|mail| whole.handles.get(mail))
        .collect();
    let twice = letters
        .iter()
        .filter(|letter| whole.by_note.get(*letter).is_some_and(|ids| ids.len() > 1));
    if let Some(letter) = twice.into_iter().next() {
        return Seen::Wrong(format!("the letter “{letter}” is there twice"));
    }
    let read = letters
        .iter()
        .filter(|letter| whole.by_note.contains_key(*letter))
        .count();
    if known.is_empty() && read == 0 {
        return Seen::Absent;
    }
    let accepted = known.iter().filter(|id| {
        whole
            .people
            .get(**id)
            .is_some_and(|person| person.standing == "accepted")
    });
    let accepted = accepted.count();
    if accepted != people.len() || read != letters.len() {
        return Seen::Wrong(format!(
            "{accepted} of its {} people and {read} of its {} letters",
            people.len(),
            letters.len()
        ));
    }
    Seen::There
}

/// The line that did what is there.
fn line_of(whole: &Whole, deed: &Deed) -> Option<i64> {
    let subject = |verb: &str, id: &str| whole.find(verb, |line| line.subject == id);
    let promised = |what: &str| Some(&whole.promises[*whole.by_words.get(what)?.first()?].id);
    match &deed.what {
        What::Meet { name } => subject("meet", whole.by_name.get(name)?.first()?),
        What::Log { note, .. } => {
            let id = whole.by_note.get(note)?.iter().next()?;
            whole.find("log", |line| line.answer.contains(id.as_str()))
        }
        What::Promise { what, .. } => subject("promise", promised(what)?),
        What::Keep { what } => subject("keep", promised(what)?),
        What::Mail { people, .. } => {
            let batch = whole
                .people
                .get(whole.handles.get(people.first()?)?)?
                .batch?;
            whole.find("import", |line| line.batch == Some(batch))
        }
        What::Undo { .. } => None,
    }
}

/// Whether a book read back from its export gives the same answers: then what is derived in it is right.
pub fn compare(run: &Run, export: &Path, back: &Path) {
    let other = run.program.on(back.to_str().unwrap());
    let read = other.run(&["import", export.to_str().unwrap(), "--yes"]);
    if read.code != Some(0) {
        run.fault(
            Fault::Half,
            format!("its own export is not read back: {}", read.sentence()),
        );
        return;
    }
    for question in [&["people", "--json"][..], &["today", "--json"]] {
        let question = [question, &["--on", DAY]].concat();
        let (one, two) = (run.program.run(&question), other.run(&question));
        if one.code != Some(0) || of_the_book(&one) != of_the_book(&two) {
            let evidence = format!(
                "`{}` answers otherwise from the book read back",
                question.join(" ")
            );
            std::fs::write(
                run.folder.join("answer-of-the-book.json"),
                one.out + &one.err,
            )
            .ok();
            std::fs::write(run.folder.join("answer-read-back.json"), two.out + &two.err).ok();
            run.fault(Fault::Half, evidence);
        }
    }
    run.tally.count(
        "checks",
        "books read back, with the same answers asked of both",
    );
}

/// An answer without what it says of this machine: a book read back has no backups yet.
fn of_the_book(ended: &Ended) -> serde_json::Value {
    let mut answer = ended.json();
    if let Some(fields) = answer.as_object_mut() {
        fields.remove("backup_failed");
    }
    answer
}
