//! Harm between the owner and the cast: some still to mend, some mended, some let go.

use serde_json::json;

use super::line::{Lines, id_of, promise_id, thing_id};
use super::table::{day, rows};

/// Whom, whose, kind, size, day; acknowledged, owned, amended, said, let go; amends; the promise it
/// came from; then what.
const BREACHES: &str = "
Chiara Bellini | mine   | slip           | 2 | -11  | -8  | -8  |     |      |     | | | showed the flood charts to the board without a word about whose they are
Priya Raman    | mine   | broken-promise | 2 | -36  | -36 | -35 | -34 |      |     | a day with the head of design, set up before anything else | talk to design about a place | promised to speak to design, and let the day pass
Pavel Novák    | theirs | broken-promise | 1 | -120 |     |     |     | -118 | -90 | | calibrate the weir gauge | the calibration was not done when the water came
";

pub fn tell(lines: &mut Lines) {
    for row in rows(BREACHES) {
        let [
            who,
            side,
            kind,
            size,
            on,
            acknowledged,
            owned,
            amended,
            said,
            let_go,
            amends,
            promise,
            what,
        ] = row;
        lines.put(&json!({
            "is": "breach", "id": thing_id("breach", what), "person": id_of(who), "side": side,
            "kind": kind, "size": size.parse::<i64>().ok(), "what": what, "day": day(on),
            "promise": (!promise.is_empty()).then(|| promise_id(promise)),
            "acknowledged_on": day(acknowledged), "owned_on": day(owned), "amended_on": day(amended),
            "amends": amends, "said_on": day(said), "let_go_on": day(let_go),
        }));
    }
}
