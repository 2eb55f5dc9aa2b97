//! The library is whole, each page as agreed, and questions in other words than the titles find
//! their card.

use std::collections::BTreeSet;

use ledger::moment::Moment;
use ledger::practice::{Block, Heading, Subject};

use super::*;

const PAGE: &str = "---\nid: a\nquestion: Why?\nasked: what for\nsubject: word\nmoments: listened\npractices: 1, 2\nrelated:\nsources:\n---\nIt's so.\n\n## How\n\n1. One.\n2. Two.\n\n## For example\n\n> Ana: \"Yes.\"\n> Sam: No.\n\n## Try it this week\n\nOnce.\n";

fn refuses(page: &str) -> String {
    card("a.md", page).err().unwrap_or_default()
}

#[test]
fn a_page_is_read_into_its_parts() {
    let card = card("a.md", PAGE).unwrap();
    assert_eq!((card.rows.as_slice(), card.parts.len()), (&[1, 2][..], 4));
    assert_eq!(
        card.text(),
        "It’s so.\nOne.\nTwo.\nAna: “Yes.”\nSam: No.\nOnce."
    );
}

#[test]
fn a_page_that_is_not_as_agreed_is_named() {
    let with = |from: &str, to: &str| refuses(&PAGE.replace(from, to));
    assert_eq!(
        with("id: a", "id: b"),
        "a.md: the page is called otherwise than its id, b"
    );
    assert_eq!(
        with("listened", "listend"),
        "a.md: “listend” is not in the chart of moments"
    );
    assert_eq!(
        with("subject: word", "subject: words"),
        "a.md: there is no subject “words”"
    );
    assert_eq!(
        with("related:\n", "kin:\n"),
        "a.md: front matter has no field “kin”"
    );
    assert_eq!(with("related:\n", ""), "a.md: front matter lacks “related”");
    assert_eq!(with("1, 2", "24"), "a.md: there is no practice 24");
    assert_eq!(with("## How", "## Hows"), "a.md: a card has no part “Hows”");
    assert_eq!(
        with("---\nid", "id"),
        "a.md: a page begins with front matter between two lines of ---"
    );
    assert!(with("Once.", "[Once](x)").starts_with("a.md: a card is paragraphs, steps and quotes"));
}

/// Questions the search was tuned on, none of them a title, with the card that answers each.
const ASKED: &[(&str, &str)] = &[
    ("how do I rebuild trust after a breach?", "rebuild-trust"),
    (
        "I promised something and will not make the deadline",
        "running-late",
    ),
    ("I presented a colleague's idea as my own", "taken-credit"),
    ("someone told me a secret, what now", "keep-a-confidence"),
    ("how to talk to the CEO in the elevator", "someone-senior"),
    ("I am an introvert and conferences exhaust me", "shy"),
    (
        "writing to someone I have not spoken to in years",
        "dormant-tie",
    ),
    ("was my email too harsh?", "tone-before-sending"),
    ("my team only ever talks about tasks", "only-tasks"),
    ("how can I get people to speak up in meetings", "speak-up"),
    ("working with people from another country", "culture"),
    ("I shouted at someone", "scolding"),
    ("I rolled my eyes in a meeting", "contempt"),
    ("pretending to be an expert", "bluffing"),
    (
        "coffee with a recruiter, is it a job interview?",
        "informal-interview",
    ),
    (
        "how do I remember what people told me about their family",
        "remember-details",
    ),
    ("active listening techniques", "listen"),
    ("body language", "read-the-face"),
    (
        "phone call or another mail to a remote colleague",
        "face-to-face",
    ),
    (
        "how many people should I have in my network",
        "a-few-people-well",
    ),
    ("how do I apologize properly", "apologise"),
    ("a friend at work lost her father", "empathy"),
    (
        "how do I thank somebody after a meeting",
        "note-after-meeting",
    ),
    ("I keep talking over people", "interrupting"),
    ("who in my team is being left out", "inclusive-by-measure"),
    ("my manager lied to me", "when-they-hurt-you"),
    ("we had a misunderstanding over chat", "misunderstanding"),
    ("ideas to start a standup", "one-word"),
    ("how do I motivate someone", "ask-what-drives"),
    ("I forgot a birthday", "celebrate"),
    ("I never replied to her message", "unanswered"),
    ("how to be a more visible leader", "presence"),
    (
        "taking a colleague for a walk instead of a meeting",
        "walk-and-talk",
    ),
    ("is gossip harmless", "leaked"),
    ("how do I make clear what I expect", "set-expectations"),
    ("I do not have time for relationships", "small-things"),
    (
        "she is on parental leave, should I write",
        "steady-and-flexible",
    ),
    (
        "should I tell my team about the layoffs rumour",
        "be-transparent",
    ),
    ("praise someone in public", "give-credit"),
    ("how do I cheer the team up on friday", "weekly-wins"),
    (
        "what do I say when a coworker's mother passed away",
        "empathy",
    ),
    ("I took the glory for work my teammate did", "taken-credit"),
    (
        "the client is from Japan, what should I watch for",
        "culture",
    ),
    ("I hate networking events", "shy"),
    (
        "getting back in touch with a former coworker",
        "dormant-tie",
    ),
    ("making new hires feel welcome", "include"),
    (
        "how do I know whether my staff dare to disagree",
        "speak-up",
    ),
    ("she opened up to me about her divorce", "keep-a-confidence"),
    ("we always talk shop", "only-tasks"),
    ("I snapped at an intern", "scolding"),
    ("my inbox is full of people I owe an answer", "unanswered"),
    ("how to be more reliable", "keep-a-promise"),
    ("giving bad news about a delay", "tell-early"),
    ("how do I give hard feedback", "honest-and-kind"),
    ("should I use the camera on calls", "virtual-coffee"),
    (
        "two colleagues heard different stories from me",
        "two-faces",
    ),
    (
        "how do I ask for advice without looking stupid",
        "ask-for-input",
    ),
    ("recording action items", "note-after-meeting"),
    ("everyone went to lunch without the new guy", "left-out"),
    ("I have been caught in a lie", "deceived"),
    ("someone never got invited to the planning", "left-out"),
    ("ice breakers", "warm-greeting"),
    (
        "I always forget the names of people's kids",
        "remember-details",
    ),
    ("how does one run a blameless postmortem", "blame"),
    (
        "a colleague starts at a different company next month",
        "change-of-job",
    ),
    ("feeling like an impostor", "bluffing"),
    ("is it fine to say no to a request", "keep-a-promise"),
    ("celebrating small successes with the group", "weekly-wins"),
    ("what makes people tick", "ask-what-drives"),
    (
        "should I tell the boss what the team said over drinks",
        "off-the-record",
    ),
    ("how do I stop being so sarcastic", "contempt"),
    ("working parents and meeting times", "make-room"),
    ("he seemed upset but said he is fine", "read-the-face"),
    ("I only contact people when I want a favour", "all-year"),
];

/// Questions written last, to see how a stranger's fare: half of them find their card among the first
/// three. Nothing was fitted to them but that the groups of like words were widened in general.
const UNTUNED: &[(&str, &str)] = &[
    ("my colleague's dog died and I see her tomorrow", "empathy"),
    (
        "the report will be done a week later than agreed",
        "running-late",
    ),
    (
        "what should be in the email I send when the workshop is over",
        "note-after-meeting",
    ),
    (
        "I do not understand the technical discussion and everyone assumes I do",
        "bluffing",
    ),
    (
        "our designer is in Brazil and we never chat",
        "virtual-coffee",
    ),
    ("someone I used to work with in 2015", "dormant-tie"),
    (
        "the director got into the lift with me and I froze",
        "someone-senior",
    ),
    ("my employees only tell me what I want to hear", "speak-up"),
    ("I want my teammate to trust me again", "rebuild-trust"),
    ("a junior broke production, who is responsible", "blame"),
    (
        "is it okay to repeat what he told me at the bar",
        "off-the-record",
    ),
    ("how often should I message people I like", "all-year"),
    ("I finish other people's sentences", "interrupting"),
    (
        "my teammate looks sad but will not say why",
        "read-the-face",
    ),
    (
        "everybody knew about the restructuring and I had told my group nothing",
        "kept-in-the-dark",
    ),
    (
        "how do I show that I value their overtime",
        "acknowledge-effort",
    ),
    (
        "presenting results that mostly somebody else produced",
        "give-credit",
    ),
    (
        "what to bring to a coffee with the founder before they make me an offer",
        "informal-interview",
    ),
    ("I cannot stand my deskmate's way of working", "personality"),
    ("how direct can I be with Germans", "culture"),
    ("I know nobody at the trade fair tonight", "shy"),
    ("he told me he was bored by his role", "ask-what-drives"),
    ("I said yes to everything again", "keep-a-promise"),
    (
        "my people have no idea what a good result looks like",
        "set-expectations",
    ),
    ("a mail in which I sounded annoyed", "tone-before-sending"),
    (
        "giving one employee Fridays off because of his kids",
        "make-room",
    ),
    (
        "getting people to tell each other what they are good at",
        "come-to-me",
    ),
    ("how can a meeting begin in a friendlier way", "one-word"),
    ("we lost a good person to a competitor", "change-of-job"),
    ("I screamed at the supplier", "scolding"),
    (
        "being the same person with customers and with my staff",
        "same-in-every-room",
    ),
    ("asking for a favour makes me look weak", "show-weakness"),
    ("can I count how fair I am", "inclusive-by-measure"),
    (
        "she mentioned her new flat and I did not react",
        "missed-bid",
    ),
];

/// How many of some questions find their card first, and among the first three.
fn tried(asked: &[(&str, &str)]) -> (usize, usize) {
    let library = library().unwrap();
    let (mut first, mut in_three) = (0, 0);
    for (question, id) in asked {
        assert!(library.card(id).is_some(), "{id}");
        let found = library.search(question);
        let place = found.iter().position(|card| card.id == *id);
        first += usize::from(place == Some(0));
        in_three += usize::from(place.is_some_and(|place| place < 3));
        if place != Some(0) {
            let named: Vec<&str> = found.iter().take(3).map(|card| card.id.as_str()).collect();
            println!("{question} ({id}, {place:?}): {named:?}");
        }
    }
    println!("{first} first and {in_three} in three of {}", asked.len());
    (first, in_three)
}

#[test]
fn questions_in_other_words_find_their_card() {
    let (first, in_three) = tried(ASKED);
    assert!(first >= 30 && in_three >= 36);
}

#[test]
fn questions_of_strangers_find_their_card_in_half_of_the_cases() {
    let (first, in_three) = tried(UNTUNED);
    assert!(first >= 9 && in_three >= 17);
}

#[test]
fn no_question_of_the_trial_is_a_title() {
    let library = library().unwrap();
    for (question, _) in ASKED {
        let same = library
            .cards()
            .iter()
            .any(|card| fold(&card.question) == fold(question));
        assert!(!same, "{question}");
    }
}

#[test]
fn every_moment_has_one_card_and_every_practice_several() {
    let library = library().unwrap();
    for moment in Moment::ALL {
        let cards = library.cards().iter();
        let own: Vec<&str> = cards
            .filter(|card| card.moment() == Some(*moment))
            .map(|card| card.id.as_str())
            .collect();
        assert_eq!(own.len(), 1, "{}: {own:?}", moment.id());
        assert!(library.card_for(*moment).is_some());
    }
    let rows: BTreeSet<u8> = library
        .cards()
        .iter()
        .flat_map(|card| card.rows.clone())
        .collect();
    assert_eq!(rows, (1..=23).collect());
    assert!(library.cards().len() >= 48);
}

#[test]
fn every_subject_opens_with_a_card_of_its_own() {
    let library = library().unwrap();
    for subject in Subject::ALL {
        let opening = library.card_for(*subject).unwrap();
        assert_eq!(opening.subject, *subject);
    }
}

#[test]
fn every_card_is_short_has_steps_and_leads_on() {
    for card in library().unwrap().cards() {
        let words = card.text().split_whitespace().count();
        assert!((140..=300).contains(&words), "{}: {words} words", card.id);
        assert!(card.question.ends_with(['?', '.']), "{}", card.id);
        assert!((2..=4).contains(&card.related.len()), "{}", card.id);
        assert!(!card.rows.is_empty(), "{}", card.id);
        let how = card
            .part(Heading::How)
            .or(card.part(Heading::Instead))
            .unwrap();
        let steps = how.blocks.iter().find_map(|block| match block {
            Block::Steps(steps) => Some(steps.len()),
            _ => None,
        });
        assert!(
            steps.is_some_and(|steps| (3..=6).contains(&steps)),
            "{}",
            card.id
        );
        let said = card.part(Heading::Example).unwrap();
        assert!(
            said.blocks
                .iter()
                .any(|block| matches!(block, Block::Said(_))),
            "{}",
            card.id
        );
        assert!(!card.text().contains('!'), "{} raises its voice", card.id);
    }
}
