//! Whether a book is whole in itself, whatever was written to it: every row belongs to a line of the history, every
//! line to its rows, and nothing points at what is not there.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::export::Whole;

/// What a line of each verb must have left an image of, so that it can be taken back.
const KEEPS_IMAGES: [&str; 4] = ["meet", "log", "promise", "keep"];

/// Everything that is there in part, in words.
pub fn halves(whole: &Whole) -> Vec<String> {
    let mut found = Vec::new();
    history(whole, &mut found);
    images(whole, &mut found);
    touches(whole, &mut found);
    strays(whole, &mut found);
    found
}

fn history(whole: &Whole, found: &mut Vec<String>) {
    for (expected, seq) in (1..).zip(whole.history.keys()) {
        if *seq != expected {
            found.push(format!(
                "line {expected} is missing in the history: the next is {seq}"
            ));
            break;
        }
    }
    for (seq, line) in &whole.history {
        let Some(by) = line.undone_by else { continue };
        if whole.history.get(&by).is_none_or(|by| by.verb != "undo") {
            found.push(format!(
                "line {seq} was taken back by line {by}, which takes nothing back"
            ));
        }
    }
    for batch in whole
        .history
        .values()
        .filter_map(|line| line.batch.filter(|_| line.undone_by.is_none()))
    {
        if !whole.batches.contains(&batch) {
            found.push(format!(
                "a line brought batch {batch}, which was not accepted"
            ));
        }
    }
}

/// A row's key without its order: the ids in the place of its image.
type Key = (String, BTreeSet<String>);

fn key(shelf: &str, ids: &[&str]) -> Key {
    (
        shelf.to_owned(),
        ids.iter().map(|id| (*id).to_owned()).collect(),
    )
}

fn ids(place: &str) -> BTreeSet<String> {
    let parts = place.split(|c: char| !c.is_ascii_hexdigit());
    parts
        .filter(|part| part.len() == 32)
        .map(str::to_owned)
        .collect()
}

fn images(whole: &Whole, found: &mut Vec<String>) {
    let mut with_images = HashSet::new();
    let mut made: HashMap<Key, i64> = HashMap::new();
    for image in &whole.images {
        with_images.insert(image.line);
        if !whole.history.contains_key(&image.line) {
            found.push(format!(
                "an image of a {} belongs to line {}, which is not there",
                image.shelf, image.line
            ));
        }
        if image.made && whole.stands(image.line) {
            made.insert((image.shelf.clone(), ids(&image.place)), image.line);
        }
    }
    for (seq, line) in &whole.history {
        if KEEPS_IMAGES.contains(&line.verb.as_str()) && !with_images.contains(seq) {
            found.push(format!("line {seq} ({}) has no image", line.verb));
        }
    }
    let standing = whole
        .history
        .values()
        .filter(|line| line.undone_by.is_none());
    let brought: HashSet<i64> = standing.filter_map(|line| line.batch).collect();
    let rows = rows(whole);
    for (row, batch) in &rows {
        match batch {
            Some(batch) if brought.contains(batch) => {}
            Some(batch) => {
                found.push(format!(
                    "a {} of batch {batch} is there without its line",
                    row.0
                ));
            }
            None if !made.contains_key(row) => {
                found.push(format!(
                    "a {} is there without its line: {:?}",
                    row.0, row.1
                ));
            }
            None => {}
        }
    }
    for (row, line) in &made {
        let held = ["person", "touch", "moment", "promise"].contains(&row.0.as_str());
        if held && !rows.contains_key(row) {
            found.push(format!(
                "line {line} made a {} that is not there: {:?}",
                row.0, row.1
            ));
        }
    }
}

/// Every row a verb of the soak makes, with the batch it came in.
fn rows(whole: &Whole) -> HashMap<Key, Option<i64>> {
    let people = whole.people.iter();
    let people = people.map(|(id, person)| (key("person", &[id]), person.batch));
    let touches = whole.touches.iter();
    let touches = touches.map(|touch| (key("touch", &[&touch.id, &touch.person]), touch.batch));
    let moments = whole.moments.iter();
    let moments = moments.map(|moment| (key("moment", &[&moment.touch, &moment.person]), None));
    let promises = whole.promises.iter();
    let promises = promises.map(|promise| (key("promise", &[&promise.id]), None));
    people
        .chain(touches)
        .chain(moments)
        .chain(promises)
        .collect()
}

/// A touch stands with each of its people.
fn touches(whole: &Whole, found: &mut Vec<String>) {
    let mut people: HashMap<&str, (i64, i64)> = HashMap::new();
    for touch in whole.touches.iter().filter(|touch| touch.batch.is_none()) {
        let known = people.entry(&touch.id).or_insert((0, touch.addressees));
        known.0 += 1;
    }
    for (id, (there, meant)) in people {
        if there != meant {
            found.push(format!(
                "touch {id} stands with {there} of its {meant} people"
            ));
        }
    }
}

fn strays(whole: &Whole, found: &mut Vec<String>) {
    let touches = whole.touches.iter().map(|touch| ("touch", &touch.person));
    let promises = whole
        .promises
        .iter()
        .map(|promise| ("promise", &promise.person));
    let handles = whole.handles.values().map(|person| ("address", person));
    for (what, person) in touches.chain(promises).chain(handles) {
        if !whole.people.contains_key(person) {
            found.push(format!("a {what} is of nobody in the book: {person}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: &str = "01a22e5b3a45734d9bbdeeb9b29349e4";
    const BO: &str = "01a22e5b3a56719fbcdb85d21a1df54f";
    const TALK: &str = "01a22e5b3a9f7700968bc393648f10a9";

    fn person(id: &str) -> String {
        format!(r#"{{"id":"{id}","is":"person","name":"{id}","standing":"accepted"}}"#)
    }

    fn touch(person: &str) -> String {
        format!(r#"{{"addressees":2,"id":"{TALK}","is":"touch","note":"n","person":"{person}"}}"#)
    }

    fn line(seq: i64, verb: &str) -> String {
        format!(r#"{{"answer":"","is":"history","request":"{seq}","seq":{seq},"verb":"{verb}"}}"#)
    }

    fn image(seq: i64, shelf: &str, place: &str) -> String {
        format!(r#"{{"is":"image","n":1,"place":"{place}","seq":{seq},"shelf":"{shelf}"}}"#)
    }

    /// Ana and Bo, and a talk with both.
    fn book() -> Vec<String> {
        let (with_ana, with_bo) = (format!("{ANA}/17/{TALK}"), format!("{BO}/17/{TALK}"));
        vec![
            person(ANA),
            person(BO),
            touch(ANA),
            touch(BO),
            line(1, "meet"),
            line(2, "meet"),
            line(3, "log"),
            image(1, "person", ANA),
            image(2, "person", BO),
            image(3, "touch", &with_ana),
            image(3, "touch", &with_bo),
            r#"{"is":"end"}"#.to_owned(),
        ]
    }

    fn found_without(left_out: &[usize]) -> Vec<String> {
        let rows = book().into_iter().enumerate();
        let kept: Vec<String> = rows
            .filter(|(at, _)| !left_out.contains(at))
            .map(|(_, row)| row)
            .collect();
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), kept.join("\n")).unwrap();
        halves(&Whole::read(file.path()).unwrap())
    }

    fn is_named(left_out: &[usize], words: &str) {
        let found = found_without(left_out);
        assert!(found.iter().any(|half| half.contains(words)), "{found:?}");
    }

    #[test]
    fn nothing_is_found_in_a_whole_book() {
        assert_eq!(found_without(&[]), Vec::<String>::new());
    }

    #[test]
    fn a_touch_that_lost_one_of_its_people_is_named() {
        is_named(&[3], "stands with 1 of its 2 people");
        is_named(&[3], "line 3 made a touch that is not there");
    }

    #[test]
    fn a_row_without_its_line_is_named() {
        is_named(&[5, 8], "a person is there without its line");
        is_named(&[5, 8], "line 2 is missing in the history");
    }

    #[test]
    fn an_image_without_its_line_and_a_line_without_its_image_are_named() {
        is_named(&[6], "belongs to line 3, which is not there");
        is_named(&[9, 10], "line 3 (log) has no image");
    }

    #[test]
    fn a_touch_of_nobody_is_named() {
        is_named(&[1, 5, 8], "a touch is of nobody in the book");
    }
}
