//! Writing in a browser: the page with the form first, then the form, now and then twice; and again what broke.

use super::Actor;
use crate::http::{Answer, Door, Fields, Silence};
use crate::page;
use crate::tally::Fault;
use crate::truth::{Fate, Number, What};

pub fn act(actor: &mut Actor<'_>) {
    let run = actor.run;
    let _open = run.gates.web.read().unwrap();
    let Some(door) = run.door() else { return };
    let drawn = actor.dice.u32(0..100);
    let again = run
        .truth
        .lock()
        .unwrap()
        .open(actor.name)
        .map(|(number, _)| number);
    match again {
        Some(number) if drawn < 40 => return send_again(actor, &door, number),
        _ => {}
    }
    match drawn {
        0..40 => meet(actor, &door),
        40..65 => log(actor, &door),
        65..82 => promise(actor, &door),
        82..91 => keep(actor, &door),
        _ => undo(actor, &door),
    }
}

fn meet(actor: &mut Actor<'_>, door: &Door) {
    let name = actor.new_name();
    let Some(mut fields) = form(actor, door, "/new?kind=person", "/people") else {
        return;
    };
    set(&mut fields, "name", &name);
    write(actor, door, What::Meet { name }, "/people", fields);
}

fn log(actor: &mut Actor<'_>, door: &Door) {
    let (one, two) = {
        let truth = actor.run.truth.lock().unwrap();
        (actor.somebody(&truth), actor.somebody(&truth))
    };
    let (Some((one, _)), Some((two, _))) = (one, two) else {
        return;
    };
    let (who, people) = if one == two || actor.chance(50) {
        (one, 1)
    } else {
        (format!("{one}, {two}"), 2)
    };
    let note = format!("over coffee {}", actor.word());
    let Some(mut fields) = form(actor, door, "/new?kind=touch", "/touches") else {
        return;
    };
    set(&mut fields, "person", &who);
    set(&mut fields, "way", "coffee");
    set(&mut fields, "note", &note);
    if actor.chance(40) {
        set(&mut fields, "mine", "detail-remembered");
    }
    write(actor, door, What::Log { note, people }, "/touches", fields);
}

fn promise(actor: &mut Actor<'_>, door: &Door) {
    let who = {
        let truth = actor.run.truth.lock().unwrap();
        actor.somebody(&truth)
    };
    let Some((person, _)) = who else { return };
    let what = format!("send the notes {}", actor.word());
    let Some(mut fields) = form(actor, door, "/new?kind=promise", "/promises") else {
        return;
    };
    set(&mut fields, "person", &person);
    set(&mut fields, "what", &what);
    set(&mut fields, "side", "mine");
    write(
        actor,
        door,
        What::Promise { what, person },
        "/promises",
        fields,
    );
}

fn keep(actor: &mut Actor<'_>, door: &Door) {
    let (pledge, id) = {
        let truth = actor.run.truth.lock().unwrap();
        let pledge = actor.pledge(&truth);
        let of = |wanted: &str| {
            truth
                .standing(actor.name)
                .find_map(|(_, deed)| match &deed.what {
                    What::Meet { name } if name == wanted => Some(deed.subject.clone()),
                    _ => None,
                })
        };
        let id = pledge.as_ref().and_then(|(_, person)| of(person));
        (pledge, id)
    };
    let (Some((what, _)), Some(id)) = (pledge, id.filter(|id| !id.is_empty())) else {
        return;
    };
    let Some(page) = read(actor, door, &format!("/people/{id}")) else {
        return;
    };
    let Some((action, at)) = page::keeping(&page.body, &what) else {
        return;
    };
    let Some(fields) = page::hidden(&page.body, &action, at) else {
        return;
    };
    write(actor, door, What::Keep { what }, &action, fields);
}

fn undo(actor: &mut Actor<'_>, door: &Door) {
    let target = {
        let truth = actor.run.truth.lock().unwrap();
        let lines = truth
            .standing(actor.name)
            .filter_map(|(number, deed)| match deed.fate {
                Fate::Done(line) if line > 0 && !matches!(deed.what, What::Undo { .. }) => {
                    Some((number, line))
                }
                _ => None,
            });
        lines.take(6).collect::<Vec<_>>()
    };
    let Some((of, line)) = actor.dice.choice(target) else {
        return;
    };
    let Some(page) = read(actor, door, &format!("/?did={line}")) else {
        return;
    };
    let Some(fields) = page::hidden(&page.body, "/undo", 0) else {
        return;
    };
    // The notice may be of another line by now: what it offers is taken back, or nothing.
    if fields
        .iter()
        .any(|(name, value)| name == "line" && *value == line.to_string())
    {
        write(actor, door, What::Undo { of }, "/undo", fields);
    }
}

/// The hidden fields of a form, from the page it stands on.
fn form(actor: &Actor<'_>, door: &Door, path: &str, action: &str) -> Option<Fields> {
    page::hidden(&read(actor, door, path)?.body, action, 0)
}

fn set(fields: &mut Fields, name: &str, value: &str) {
    fields.push((name.to_owned(), value.to_owned()));
}

/// A page, counted; `None` where it could not be had.
pub fn read(actor: &Actor<'_>, door: &Door, path: &str) -> Option<Answer> {
    let answer = door.get(path);
    heard(actor, "a page", path, &answer);
    answer.ok().filter(|answer| answer.status == 200)
}

fn write(actor: &mut Actor<'_>, door: &Door, what: What, path: &str, fields: Fields) {
    let request = fields.iter().find(|(name, _)| name == "request");
    let request = request.map(|(_, id)| id.replace('-', ""));
    let number = actor.run.begin(actor.name, what);
    {
        let mut truth = actor.run.truth.lock().unwrap();
        let deed = &mut truth.deeds[number];
        (deed.request, deed.form) = (request, Some((path.to_owned(), fields.clone())));
    }
    if actor.chance(15) {
        return twice(actor, door, number, path, &fields);
    }
    let answer = door.send(path, &fields);
    conclude(actor, number, path, &answer);
}

/// What broke is sent again as a person would: the same form, with the same request id.
fn send_again(actor: &mut Actor<'_>, door: &Door, number: Number) {
    let form = {
        let mut truth = actor.run.truth.lock().unwrap();
        let form = truth.deeds[number].form.clone();
        truth.begin_again(number);
        form
    };
    let Some((path, fields)) = form else { return };
    actor
        .run
        .note(&format!("{} sends {number} again", actor.name));
    actor
        .run
        .tally
        .count("on purpose", "a form that broke sent again");
    let answer = door.send(&path, &fields);
    conclude(actor, number, &path, &answer);
}

/// The same form pressed twice at once: done once, and both are told the same line.
fn twice(actor: &mut Actor<'_>, door: &Door, number: Number, path: &str, fields: &Fields) {
    actor
        .run
        .tally
        .count("on purpose", "a form sent twice at once");
    let (one, two) = std::thread::scope(|scope| {
        let other = scope.spawn(|| door.send(path, fields));
        (door.send(path, fields), other.join().unwrap())
    });
    let line = |answer: &Result<Answer, Silence>| {
        let answer = answer.as_ref().ok().filter(|answer| answer.status == 303)?;
        page::number(answer, "did")
    };
    if let (Some(one), Some(two)) = (line(&one), line(&two))
        && one != two
    {
        let evidence =
            format!("{path}: the same form sent twice was told line {one} and line {two}");
        actor.run.fault(Fault::Half, evidence);
    }
    let good =
        |answer: &Result<Answer, Silence>| answer.as_ref().is_ok_and(|answer| answer.status == 303);
    let (told, other) = if good(&one) { (one, two) } else { (two, one) };
    heard(actor, "a form", path, &other);
    // Only where both were refused is it certain that nothing was done.
    if !good(&told) && fate_of(&other) != Fate::Refused {
        heard(actor, "a form", path, &told);
        actor.run.end(number, Fate::Open);
        return;
    }
    conclude(actor, number, path, &told);
}

fn conclude(actor: &Actor<'_>, number: Number, path: &str, answer: &Result<Answer, Silence>) {
    heard(actor, "a form", path, answer);
    let again = actor.run.truth.lock().unwrap().deeds[number].again;
    let fate = match fate_of(answer) {
        // The first time it may have been done.
        Fate::Refused if again => Fate::Open,
        fate => fate,
    };
    if let (Fate::Done(_), Ok(answer)) = (fate, answer) {
        actor.run.truth.lock().unwrap().deeds[number].subject = page::subject(answer);
    }
    actor.run.end(number, fate);
}

fn fate_of(answer: &Result<Answer, Silence>) -> Fate {
    match answer {
        Ok(answer) if answer.status == 303 => {
            Fate::Done(page::number(answer, "did").unwrap_or_default())
        }
        // These refuse before or instead of writing; anything else leaves it open.
        Ok(answer) if matches!(answer.status, 403 | 404 | 409 | 422) => Fate::Refused,
        Ok(_) | Err(Silence::Broke) => Fate::Open,
        Err(Silence::NobodyThere) => Fate::Open,
    }
}

/// Counts an answer; one of 500 is a fault.
pub fn heard(actor: &Actor<'_>, what: &str, path: &str, answer: &Result<Answer, Silence>) {
    let run = actor.run;
    match answer {
        Ok(answer) => {
            run.tally
                .count("answers", format!("{} to {what}", answer.status));
            if answer.status < 400 {
                return;
            }
            let sentence = page::sentence(&answer.body);
            run.note(&format!(
                "{} {path} {}: {sentence}",
                actor.name, answer.status
            ));
            run.tally
                .refused(&format!("web {}", answer.status), &sentence);
            if answer.status == 500 {
                run.fault(
                    Fault::Mistake,
                    format!("500 to {what} at {path}: {sentence}"),
                );
            }
        }
        Err(silence) => run
            .tally
            .count("answers", format!("none to {what}: {silence:?}")),
    }
}
