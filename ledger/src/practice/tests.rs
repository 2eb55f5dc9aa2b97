//! A made-up library of three cards: whole or refused, found by words and by meaning.

use super::*;

fn part(heading: Heading, text: &str) -> Part {
    Part {
        heading,
        blocks: vec![Block::Text(text.to_owned())],
    }
}

fn card(id: &str, question: &str, moment: Option<Moment>, why: &str) -> Card {
    let mut card = Card {
        id: id.to_owned(),
        question: question.to_owned(),
        asked: Vec::new(),
        subject: Subject::Word,
        moments: moment.into_iter().collect(),
        rows: vec![1],
        related: Vec::new(),
        sources: Vec::new(),
        parts: Vec::new(),
    };
    card.parts = card
        .needs()
        .iter()
        .map(|heading| match heading {
            Heading::Why => part(Heading::Why, why),
            other => part(*other, "one step"),
        })
        .collect();
    card
}

fn three() -> Vec<Card> {
    vec![
        card(
            "promise",
            "How do I keep a promise?",
            Some(Moment::PromiseKept),
            "Do it on the day.",
        ),
        card(
            "sorry",
            "How do I say sorry?",
            Some(Moment::Apologised),
            "Name what was broken.",
        ),
        card(
            "cafe",
            "Where shall we meet?",
            None,
            "At the café, for a walk.",
        ),
    ]
}

fn fold(text: &str) -> String {
    text.to_lowercase().replace('é', "e")
}

fn library() -> Library {
    match Library::of(three(), fold) {
        Ok(library) => library,
        Err(refusal) => panic!("{refusal}"),
    }
}

fn first(words: &str) -> Option<String> {
    let library = library();
    library.search(words).first().map(|card| card.id.clone())
}

#[test]
fn a_card_is_found_by_words_by_kin_and_without_accents() {
    assert_eq!(first("promises").as_deref(), Some("promise"));
    assert_eq!(first("how to make an apology").as_deref(), Some("sorry"));
    assert_eq!(first("CAFÉ").as_deref(), Some("cafe"));
    assert_eq!(first("cafe").as_deref(), Some("cafe"));
    assert_eq!(first("astronomy"), None);
    assert_eq!(first("how do I"), None);
}

#[test]
fn a_moment_a_matter_and_a_subject_have_their_card() {
    let library = library();
    let of = |occasion: Occasion| library.card_for(occasion).map(|card| card.id.as_str());
    assert_eq!(of(Moment::Apologised.into()), Some("sorry"));
    assert_eq!(of(Moment::Listened.into()), None);
    assert_eq!(of(Subject::Word.into()), None);
    assert_eq!(of(crate::today::Kind::Bid.into()), None);
}

#[test]
fn a_library_that_is_not_whole_is_refused() {
    let refused = |cards: Vec<Card>| Library::of(cards, fold).err().map(|it| it.to_string());
    let mut twice = three();
    twice.push(twice[0].clone());
    assert_eq!(
        refused(twice).as_deref(),
        Some("the card “promise” is there twice")
    );
    let mut astray = three();
    astray[1].related.push("nowhere".to_owned());
    assert_eq!(
        refused(astray).as_deref(),
        Some("the card “sorry” points to “nowhere”, which is no card")
    );
    let mut lacking = three();
    lacking[2].parts.pop();
    assert_eq!(
        refused(lacking).as_deref(),
        Some("the card “cafe” lacks the part “Try it this week”")
    );
}

#[test]
fn a_withdrawal_is_told_by_noticing_doing_otherwise_and_mending() {
    let harm = card(
        "late",
        "What if I am late?",
        Some(Moment::PromiseLate),
        "It happens.",
    );
    assert!(harm.part(Heading::Mending).is_some() && harm.part(Heading::How).is_none());
}
