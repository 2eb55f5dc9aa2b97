//! The forms under which a word is the same word as another: climbing, climbs and climber; klettern
//! and klettert. Two words are one when a form of the one is a form of the other. It is a light
//! touch: an ending is taken off once, and what is left must still be a word with a vowel.

/// Endings with how many letters must stay before them.
const ENDINGS: &[(&str, usize)] = &[
    ("ings", 3),
    ("ing", 3),
    ("ists", 3),
    ("ist", 3),
    ("ers", 3),
    ("ern", 4),
    ("er", 3),
    ("ed", 3),
    ("es", 3),
    ("en", 4),
    ("e", 3),
    ("y", 4),
    ("n", 5),
    ("t", 4),
];

/// The word itself first.
pub(super) fn shapes(word: &str) -> Vec<String> {
    let mut shapes = vec![word.to_owned()];
    let mut add = |shape: String| {
        if !shapes.contains(&shape) {
            shapes.push(shape);
        }
    };
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() >= 2) {
        add(format!("{stem}y"));
        return shapes;
    }
    let single = without_plural(word);
    if let Some(single) = single {
        add(single.to_owned());
    }
    for form in std::iter::once(word).chain(single) {
        for (ending, stays) in ENDINGS {
            let stem = form.strip_suffix(ending);
            let Some(stem) = stem.filter(|stem| is_a_word(stem, *stays)) else {
                continue;
            };
            add(stem.to_owned());
            if let Some(undoubled) = undoubled(stem) {
                add(undoubled.to_owned());
            }
        }
    }
    shapes
}

fn without_plural(word: &str) -> Option<&str> {
    let single = word.strip_suffix('s')?;
    let part_of_the_word = single.ends_with(['s', 'u']);
    (!part_of_the_word && is_a_word(single, 3)).then_some(single)
}

fn is_a_word(stem: &str, letters: usize) -> bool {
    stem.chars().count() >= letters && stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// "runn" of "running" is "run".
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    let doubled = last == before && matches!(last, 'b' | 'd' | 'g' | 'm' | 'n' | 'p' | 'r' | 't');
    doubled.then(|| stem.strip_suffix(last)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let others = shapes(b);
        shapes(a).iter().any(|shape| others.contains(shape))
    }

    #[test]
    fn forms_of_one_word_are_the_same() {
        for family in [
            &["climb", "climbs", "climbing", "climber", "climbers"][..],
            &["hike", "hikes", "hiking", "hiker"],
            &["run", "running", "runner"],
            &["cycling", "cycles", "cyclist", "cyclists"],
            &["garden", "gardens", "gardening", "gardener"],
            &["photography", "photographs", "photographer"],
            &["hobby", "hobbies"],
            &["ski", "skiing", "skis"],
            &["klettern", "klettert", "kletterer"],
            &["kochen", "kocht"],
            &["katze", "katzen"],
            &["chien", "chiens"],
        ] {
            for word in &family[1..] {
                assert!(same(family[0], word), "{} and {word}", family[0]);
            }
        }
    }

    #[test]
    fn words_that_only_look_alike_are_not_the_same() {
        for (a, b) in [
            ("string", "strand"),
            ("listener", "lists"),
            ("spring", "sprint"),
            ("bus", "bug"),
            ("chess", "cheese"),
            ("kind", "kin"),
            ("organ", "organic"),
        ] {
            assert!(!same(a, b), "{a} and {b}");
        }
    }
}
