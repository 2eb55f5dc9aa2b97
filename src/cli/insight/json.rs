//! The shape of `troth insight --json`.

use ledger::Day;
use ledger::insight::{Followed, HOW_TASKS_ARE_JUDGED, Replies, Verdict};
use ledger::person::PersonId;
use serde_json::{Value, json};

use crate::book::Insight;

pub fn whole(insight: &Insight) -> Value {
    let people = |people: &[(PersonId, String)]| -> Vec<Value> {
        let one = |(id, name): &(PersonId, String)| json!({ "person": name, "person_id": id.0.to_string() });
        people.iter().map(one).collect()
    };
    json!({
        "from": insight.from.to_string(),
        "day": insight.day.to_string(),
        "people": insight.people,
        "people_in_touch": insight.in_touch,
        "touches": insight.touches,
        "tasks": {
            "task": insight.tasks.task, "person": insight.tasks.person, "untold": insight.tasks.untold,
            "share": insight.tasks.share(), "judged": HOW_TASKS_ARE_JUDGED,
        },
        "never": {
            "informal_word": people(&insight.left_out.no_informal_word),
            "thanks": people(&insight.left_out.no_thanks),
            "reply": people(&insight.left_out.no_reply),
        },
        "replies": {
            "everybody": replies(&insight.replies),
            "circles": insight.replies_by_circle.iter().map(|(name, some)| {
                let mut value = replies(some);
                value["circle"] = json!(name);
                value
            }).collect::<Vec<_>>(),
        },
        "media": insight.media.iter().map(|(medium, used)| json!({ "medium": medium.id(), "touches": used })).collect::<Vec<_>>(),
        "dropped_by": dropped_by(insight),
        "spread": {
            "days": insight.spread.days, "people": insight.spread.people,
            "half": people(&insight.spread.half),
        },
        "bridges": insight.through_one.iter().map(|(circle, id, name)| json!({
            "circle": circle, "person": name, "person_id": id.0.to_string(),
        })).collect::<Vec<_>>(),
        "circles_out_of_touch": insight.through_none,
        "worth_a_hello": insight.worth_a_hello.iter().map(|tie| json!({
            "person": tie.name, "person_id": tie.person.0.to_string(),
            "last_contact": tie.last.to_string(), "contact_days": tie.days,
        })).collect::<Vec<_>>(),
        "followed_by": insight.followed.iter().map(followed).collect::<Vec<_>>(),
    })
}

fn replies(replies: &Replies) -> Value {
    json!({ "replies": replies.replies, "median_hours": replies.median_hours })
}

fn dropped_by(insight: &Insight) -> Value {
    let month = |(month, times): &(Day, u32)| json!({ "month": month.strftime("%Y-%m").to_string(), "times": times });
    json!({
        "last": insight.dropped_by.last.as_ref().map(|(on, id, name)| json!({
            "day": on.to_string(), "person": name, "person_id": id.0.to_string(),
        })),
        "times": insight.dropped_by.times(),
        "months": insight.dropped_by.months.iter().map(month).collect::<Vec<_>>(),
    })
}

fn followed(one: &Followed) -> Value {
    let (more, low, high) = match one.verdict {
        Verdict::TooLittle => (None, None, None),
        Verdict::Days { more, low, high } => (Some(more), Some(low), Some(high)),
    };
    json!({
        "setting": one.setting.id(), "people": one.people, "touches": one.touches,
        "more_days": more, "low": low, "high": high, "tells": one.verdict.tells(),
    })
}
