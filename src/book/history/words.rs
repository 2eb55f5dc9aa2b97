//! What a line of the history says, and what is worth saying beside it.

use ledger::Day;

use super::Line;
use crate::book::Book;
use crate::error::Result;
use crate::values;

/// Said when something was done that one hardly does without speaking, and no touch says so.
const NOTE_IT_TOO: &str = "If you spoke, note the touch too: only a touch ends a silence.";

/// Touches of a day with the person a line is about.
const TOUCHES_THAT_DAY: &str = "select count(t.id)
   from history h
   join person p on p.book = h.book and p.id = coalesce(h.person, h.subject)
   join person e on e.book = p.book and e.root = p.root
   left join touch t on t.book = e.book and t.person = e.id and t.day = $3
  where h.book = $1 and h.seq = $2";

impl Line {
    /// Whether one hardly does it without being in touch.
    fn means_contact(&self) -> bool {
        matches!(
            self.verb.as_str(),
            "done"
                | "ask-detail"
                | "answer-bid"
                | "look-again"
                | "offer-help"
                | "celebrate"
                | "thank"
        )
    }

    /// The line in words: "kept a promise · Ana Lindqvist".
    pub fn words(&self) -> String {
        let done = match self.verb.as_str() {
            "meet" => "added a person",
            "rename" => "changed a name",
            "weigh" => "changed how much someone matters",
            "set-rhythm" => "set a rhythm",
            "circle" => "made or changed a circle",
            "disband" => "ended a circle",
            "happened" => "noted that something happened",
            "walk-around" => "planned a day in person",
            "call-off" => "called a day in person off",
            "set-quiet" => "set or ended a quiet time",
            "accept" => "accepted from the inbox",
            "ignore" => "ignored for ever",
            "wait" => "put back in the inbox",
            "merge" => "merged two people",
            "unmerge" => "took two people apart",
            "merge-several" => "merged several entries of one person",
            "merge-same" => return self.merged_by_itself(),
            "not-same" => "said who are not the same person",
            "log" => "noted a touch",
            "judge" => "judged a touch",
            "left-better" => "judged a touch: left better",
            "left-worse" => "judged a touch: left worse",
            "settle-approach" => "said that an approach needed no answer",
            "let-lie" => "said that an approach was left unanswered",
            "bid" => "noted a bid",
            "answer-bid" => "answered a bid",
            "miss-bid" => "missed a bid",
            "promise" => "noted a promise",
            "keep" => "kept a promise",
            "keep-late" => "kept a promise late",
            "release" => "released a promise",
            "renew" => "renewed a promise",
            "break" => "broke a promise",
            "raise-concern" => "noted a concern",
            "look-again" => "looked again at a concern",
            "offer-help" => "offered help with a concern",
            "ease" => "eased a concern",
            "saw" => "noted something good",
            "thank" => "gave thanks",
            "credit" => "gave credit before others",
            "milestone" => "noted a milestone",
            "celebrate" => "celebrated a milestone",
            "drop-milestone" => "took a milestone off",
            "breach" => "noted harm done",
            "acknowledge" => "acknowledged harm",
            "take-responsibility" => "took responsibility",
            "make-amends" => "made amends",
            "say-it" => "said what was done to you",
            "let-go" => "let harm go",
            "progress" => "noted how a promise is coming along",
            "remember" => "noted something to remember",
            "ask-detail" => "asked about something remembered",
            "confirm-detail" => "confirmed something remembered",
            "outdated" => "noted that something is no longer so",
            "ask-again" => "set when to ask again",
            "reword-detail" => "put something remembered in other words",
            "common-ground" => "found common ground",
            "approach" => "noted how to approach somebody",
            "confide" => "sealed a confidence",
            "seal-instead" => "sealed what stood in a note",
            "review-confidence" => "said when to look at a confidence again",
            "still-kept" => "kept a confidence",
            "passed-on" => "noted that a confidence was passed on",
            "forget-confidence" => "forgot a confidence",
            "begin-seal" => "set a passphrase for confidences",
            "change-passphrase" => "changed the passphrase of confidences",
            "arrange-meeting" => "noted a meeting",
            "prepare-meeting" => "prepared a meeting",
            "move-meeting" => "moved a meeting",
            "cancel-meeting" => "called a meeting off",
            "end-meetings" => "called off a meeting and all after it",
            "after-meeting" => "noted what came of a meeting",
            "thank-after" => "sent a note after a meeting",
            "done" => "did a move",
            "snooze" => "put a move off",
            "not-needed" => "set a move aside",
            "focus" => "chose what to practise",
            "look-back" => "looked back on a week’s focus",
            "shown" => "looked at the morning's moves",
            "set" => "changed a setting",
            "set-zone" => "changed the time zone",
            "remind" => "said when and how to be reminded",
            "arrange-mail" => "set up the mail of reminders",
            "renew-feed" => "renewed the address of the calendar",
            "owner" => "said which addresses are your own",
            "import" => "imported mail",
            "restore" => "read in a whole book",
            "forget" => "forgot somebody",
            "retention" => "let go of what is not kept longer",
            "set-backups" => "changed how backups are kept",
            "set-retention" => "changed how long something is kept",
            "undo" => "took something back",
            other => other,
        };
        match &self.person {
            Some(person) => format!("{done} · {person}"),
            None => done.to_owned(),
        }
    }

    /// "merged 2 entries: one and the same address · Ana Lindqvist".
    fn merged_by_itself(&self) -> String {
        let count = self.entries.unwrap_or_default();
        let done = format!("merged {count} entries: one and the same address");
        match &self.person {
            Some(person) => format!("{done} · {person}"),
            None => done,
        }
    }
}

impl Book {
    /// What is worth saying beside what was done: that a talk is not noted as a touch of `day` yet.
    pub fn note_it_too(&self, line: &Line, day: Day) -> Result<Option<&'static str>> {
        if !line.means_contact() {
            return Ok(None);
        }
        let noted = self.read(|session| {
            session.one(
                TOUCHES_THAT_DAY,
                values![session.book, line.seq, day],
                |row| row.count(0),
            )
        })?;
        Ok((noted == Some(0)).then_some(NOTE_IT_TOO))
    }
}
