//! What is remembered of the cast: details, how each likes to be approached, and the owner's own
//! profile, which shares a thing or two with theirs.

use ledger::detail::Topic;
use ledger::moment::Moment;
use serde_json::json;

use super::line::{Lines, id_of, thing_id};
use super::table::{day, rows};

/// Whose, topic, noted, last confirmed, to ask again, ended; then what.
const DETAILS: &str = "
Ana Lindqvist  | family         | -5   | -5   | +6  |      | moving into the new flat on Saturday, with both cats
Ana Lindqvist  | interest       | -210 | -40  |     |      | sings alto in a choir; a concert on 12 June
Ana Lindqvist  | way-of-working | -300 | -120 |     |      | thinks aloud first and decides the day after
Ana Lindqvist  | motivation     | -95  | -95  |     |      | wants the gauges to be read by people, not only by machines
Sam Okafor     | motivation     | -140 | -30  |     |      | a field team that is proud of its numbers
Sam Okafor     | family         | -61  | -61  | +1  |      | the eldest child starts school in September
Sam Okafor     | preference     | -260 | -15  |     |      | numbers first, the story afterwards
Sam Okafor     | family         | -700 | -700 |     | -200 | lives in the old town, four flights up
Priya Raman    | aspiration     | -64  | -36  |     |      | wants to move to design before the year is out
Priya Raman    | interest       | -330 | -150 |     |      | builds small wooden boats, and tests them in the bath
Tomás Vidal    | interest       | -70  | -70  | +9  |      | restores a short-wave radio at weekends
Tomás Vidal    | culture        | -410 | -200 |     |      | lunch is at three, and nothing is settled before it
Mei Tanaka     | aspiration     | -45  | -26  | +20 |      | an apprentice year for the whole company
Mei Tanaka     | way-of-working | -280 | -110 |     |      | wants the agenda the day before
Jonas Weber    | interest       | -34  | -34  |     |      | builds a canoe in the shed; the ribs are next
Jonas Weber    | motivation     | -250 | -250 |     |      | does not like to hand over what is half done
Leila Farsi    | family         | -25  | -25  |     |      | the baby is due in the middle of March
Pavel Novák    | interest       | -90  | -90  |     |      | plays chess by letter with somebody in Lima
Grace Owusu    | interest       | -150 | -20  |     |      | long walks along the river, in any weather
Grace Owusu    | preference     | -330 | -330 |     |      | would rather be asked than told
Kwame Mensah   | interest       | -500 | -460 |     |      | keeps a list of birds since school
Nils Bergström | interest       | -30  | -11  | +5  |      | a half marathon on Sunday
Chiara Bellini | motivation     | -48  | -48  |     |      | charts that somebody without time can read
Yara Khoury    | culture        | -200 | -200 |     |      | greets everybody in the room before sitting down
Noor Haddad    | interest       | -500 | -100 |     |      | sings in a choir, second alto, badly in tune
Noor Haddad    | interest       | -420 | -60  |     |      | walks along the river on Sunday mornings
Noor Haddad    | family         | -380 | -90  |     |      | two cats, one of them rude
Noor Haddad    | way-of-working | -360 | -60  |     |      | mornings for thinking, talk after eleven
Noor Haddad    | aspiration     | -120 | -120 |     |      | a small book about flood warnings
";

/// Whose, medium, time, manner, culture.
const APPROACHES: &str = "
Ana Lindqvist | in-person | after ten            | straight to the point, then a joke |
Sam Okafor    | chat      | between two meetings | one question a message             |
Priya Raman   | in-person | late afternoon       | a walk rather than a room          |
Tomás Vidal   | voice     | afternoons           |                                    | lunch is at three
Mei Tanaka    | mail      | the day before       | a note first, then a call          | family name first in writing
Jonas Weber   | in-person | before nine          | bring coffee                       |
";

pub fn tell(lines: &mut Lines) {
    for [who, topic, noted, confirmed, ask, ended, what] in rows(DETAILS) {
        let id = thing_id("detail", &format!("{who}: {what}"));
        lines.put(&json!({
            "is": "detail", "id": id, "person": id_of(who), "topic": topic, "what": what,
            "noted_on": day(noted), "confirmed_on": day(confirmed), "ask_on": day(ask),
            "ended_on": day(ended),
        }));
        if let Some(on) = day(confirmed).filter(|_| is_of_drive(topic) && confirmed != noted) {
            let asking = thing_id("asking", what);
            lines.act(who, &asking, Moment::MotivationAsked, on, what);
        }
    }
    for [who, medium, time, style, culture] in rows(APPROACHES) {
        lines.put(&json!({
            "is": "approach", "person": id_of(who), "medium": medium, "time": time,
            "culture": culture, "style": style,
        }));
    }
}

fn is_of_drive(topic: &str) -> bool {
    Topic::from_id(topic).is_some_and(Topic::is_of_drive)
}
