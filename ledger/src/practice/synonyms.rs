//! Words people use for the same thing. A question is read with all of a group, the word said
//! counting more than its kin. The groups are of the language at work, not of any one card.

use super::stem::stem;

const GROUPS: &[&str] = &[
    "rebuild repair restore regain recover mend fix",
    "breach betray betrayal broke broken break violate",
    "harm hurt damage wound",
    "boss manager senior executive director chief ceo superior hierarchy",
    "leader leadership lead manager",
    "employee report staff subordinate",
    "colleague coworker teammate peer",
    "team group department crew",
    "shy introvert introverted quiet reserved timid",
    "nervous anxious afraid scared anxiety fear intimidated intimidating",
    "apologise apology sorry",
    "mistake error wrong fault failure failed",
    "praise recognise recognition appreciate appreciation compliment acknowledge",
    "credit attribution",
    "thank thanks gratitude grateful",
    "remote online virtual hybrid distributed video zoom",
    "listen hear attentive attention",
    "secret confidential confidence private confide gossip rumour",
    "late delay overdue deadline behind slip",
    "promise commitment commit word pledge",
    "interview candidate hire recruiter recruitment job",
    "culture cultural country abroad international foreign",
    "personality temperament character style",
    "email mail message text chat letter note",
    "write send draft",
    "tone sound harsh rude curt",
    "network networking contact connection tie acquaintance",
    "reconnect lapsed dormant forgotten drifted",
    "silence silent quiet",
    "birthday anniversary milestone celebrate celebration",
    "angry anger shout yell temper scold berate rage",
    "sarcasm sarcastic eye mock scoff contempt sneer",
    "lie lied lying deceive deception mislead dishonest dishonesty",
    "honest honesty truth candid candour frank transparent transparency openness",
    "interrupt interrupting cut talkover",
    "exclude excluded omitted left",
    "include inclusive inclusion included belong involve",
    "worry concern trouble anxious upset struggling",
    "dismiss brush wave belittle minimise",
    "bluff pretend fake expertise expert impostor",
    "consistent consistency same",
    "motivate motivation motivated drive inspire ambition",
    "chat smalltalk talk conversation",
    "hallway corridor informal casual spontaneous watercooler elevator",
    "help support assist hand favour",
    "decision decide choice choose",
    "opinion view input feedback advice idea",
    "expectation expect clear clarity unclear ambiguous",
    "update progress status inform informed news",
    "ignore ignored unanswered reply respond ghost",
    "blame accuse culprit guilty",
    "judge judging judgement judgmental criticise criticism",
    "vulnerable vulnerability weakness weak doubt",
    "empathy compassion sympathy grief bereavement sad",
    "flexible flexibility accommodate",
    "absence leave holiday parental sick sabbatical",
    "remember recall forget memory detail",
    "followup follow",
    "win success achievement accomplish",
    "trust trustworthy trusting",
    "meeting standup retrospective",
    "coffee lunch tea",
    "effort work hard",
    "steal stole take took claim",
    "withhold hide hidden conceal dark",
    "misunderstand misunderstanding misread misinterpret",
    "body gesture face nonverbal posture",
    "habit practise practice routine",
    "safe safety speak",
    "conference event party",
    "busy time overwhelmed",
];

/// The kin of a stem: every word of the groups it stands in, without itself.
pub fn kin(of: &str) -> Vec<String> {
    let mut kin: Vec<String> = Vec::new();
    for group in GROUPS {
        let stems: Vec<String> = group.split(' ').map(stem).collect();
        if stems.iter().any(|word| word == of) {
            kin.extend(stems.into_iter().filter(|word| word != of));
        }
    }
    kin.sort_unstable();
    kin.dedup();
    kin
}
