-- The whole ledger: what is remembered of people, what weighs on them, what they did, harm and its
-- mending, sealed confidences, circles, meetings, and the week.

-- Whom a line of the history was about, so that a person's history can be found and forgotten.
alter table history add column person blob;

-- Any matter of the morning can be put off, not promises alone.
alter table hush rename column promise to matter;
update image set before = replace(before, '"promise":', '"matter":') where shelf = 'hush';

-- A moment that happened without a touch of its own: a concern eased, credit given, a birthday kept.
-- id is the thing it came from; the account shows it as a line like any other.
create table act (
    book bigint not null references book (book),
    person blob not null,
    id blob not null,
    moment text not null,
    side text not null,
    day text not null,
    what text not null,
    primary key (book, person, id, moment, side)
) without rowid;
create index act_day on act (book, day);

-- The evening's answer for a touch: left better, or worse.
create table verdict (
    book bigint not null references book (book),
    person blob not null,
    touch blob not null,
    verdict text not null,
    day text not null,
    primary key (book, person, touch)
) without rowid;
create index verdict_touch on verdict (book, touch);

create table bid (
    book bigint not null references book (book),
    id blob not null,
    person blob not null,
    what text not null,
    made_on text not null,
    touch blob,
    outcome text,
    settled_on text,
    primary key (book, id)
) without rowid;
create index bid_person on bid (book, person);
create index bid_outcome on bid (book, outcome, person);

create table detail (
    book bigint not null references book (book),
    id blob not null,
    person blob not null,
    topic text not null,
    what text not null,
    noted_on text not null,
    confirmed_on text not null,
    ask_on text,
    touch blob,
    ended_on text,
    primary key (book, id)
) without rowid;
create index detail_person on detail (book, person);
create index detail_ask_on on detail (book, ask_on);

-- How someone likes to be approached; what is empty is not known.
create table approach (
    book bigint not null references book (book),
    person blob not null,
    medium text not null,
    time text not null,
    culture text not null,
    style text not null,
    primary key (book, person)
) without rowid;

create table concern (
    book bigint not null references book (book),
    id blob not null,
    person blob not null,
    what text not null,
    raised_on text not null,
    check_on text,
    touch blob,
    eased_on text,
    primary key (book, id)
) without rowid;
create index concern_person on concern (book, person);
create index concern_eased_on on concern (book, eased_on, check_on);

create table contribution (
    book bigint not null references book (book),
    id blob not null,
    person blob not null,
    what text not null,
    seen_on text not null,
    touch blob,
    thanked_on text,
    credited_on text,
    before_whom text,
    primary key (book, id)
) without rowid;
create index contribution_person on contribution (book, person);
create index contribution_thanked_on on contribution (book, thanked_on, seen_on);

-- The year may be unknown. yearly is 1 for a day that comes again every year.
create table milestone (
    book bigint not null references book (book),
    id blob not null,
    person blob not null,
    kind text not null,
    what text not null,
    year bigint,
    month bigint not null,
    day bigint not null,
    yearly bigint not null,
    primary key (book, id)
) without rowid;
create index milestone_person on milestone (book, person);
create index milestone_month on milestone (book, month, day);

create table celebration (
    book bigint not null references book (book),
    milestone blob not null,
    year bigint not null,
    id blob not null,
    day text not null,
    primary key (book, milestone, year)
) without rowid;

-- Open promises by their day, and settled ones by theirs: read a page at a time.
create index promise_open on promise (book, outcome, side, due, made_on);
create index promise_settled_on on promise (book, settled_on);

-- How a promise is coming along; told is 1 when the other one was told.
create table progress (
    book bigint not null references book (book),
    promise blob not null,
    id blob not null,
    day text not null,
    what text not null,
    told bigint not null,
    primary key (book, promise, id)
) without rowid;

-- Harm done and the steps that mend it; each step is the day it was taken.
create table breach (
    book bigint not null references book (book),
    id blob not null,
    person blob not null,
    side text not null,
    kind text not null,
    size bigint not null,
    what text not null,
    day text not null,
    promise blob,
    acknowledged_on text,
    owned_on text,
    amended_on text,
    amends text not null,
    said_on text,
    let_go_on text,
    primary key (book, id)
) without rowid;
create index breach_person on breach (book, person);
create index breach_open on breach (book, side, amended_on, let_go_on);

-- The passphrase's own envelope: the key of every confidence, sealed by a key made from it.
create table seal (
    book bigint not null references book (book),
    id bigint not null,
    envelope blob not null,
    made_on text not null,
    primary key (book, id)
) without rowid;

-- Sealed text. Who told it and who may know are sealed with it.
create table confidence (
    book bigint not null references book (book),
    id blob not null,
    person blob not null,
    envelope blob not null,
    noted_on text not null,
    review_on text,
    primary key (book, id)
) without rowid;
create index confidence_person on confidence (book, person);
create index confidence_review_on on confidence (book, review_on);

create table circle (
    book bigint not null references book (book),
    id blob not null,
    name text not null,
    kind text not null,
    days bigint,
    in_person bigint not null,
    after_what text,
    weekdays text not null,
    primary key (book, id)
) without rowid;

create table membership (
    book bigint not null references book (book),
    circle blob not null,
    person blob not null,
    primary key (book, circle, person)
) without rowid;
create index membership_person on membership (book, person);

-- What a person's own rhythm holds besides its days.
create table cadence (
    book bigint not null references book (book),
    person blob not null,
    in_person bigint not null,
    after_what text,
    weekdays text not null,
    primary key (book, person)
) without rowid;

-- Something a rhythm may follow, as it happened: a release.
create table happening (
    book bigint not null references book (book),
    name text not null,
    day text not null,
    primary key (book, name, day)
) without rowid;

-- A day planned in person with the people of a circle.
create table walk_around (
    book bigint not null references book (book),
    id blob not null,
    day text not null,
    circle blob not null,
    place text not null,
    primary key (book, id)
) without rowid;
create index walk_around_day on walk_around (book, day);

-- A meeting noted by hand, later fed by calendars too. every is in days, for one that recurs.
create table meeting (
    book bigint not null references book (book),
    id blob not null,
    at bigint not null,
    day text not null,
    minutes bigint not null,
    title text not null,
    kind text not null,
    place text not null,
    every bigint,
    roles text not null,
    view text not null,
    questions text not null,
    asked text not null,
    answered text not null,
    held_on text,
    touch blob,
    source bigint,
    primary key (book, id)
) without rowid;
create index meeting_at on meeting (book, at);

create table guest (
    book bigint not null references book (book),
    meeting blob not null,
    person blob not null,
    primary key (book, meeting, person)
) without rowid;
create index guest_person on guest (book, person);

-- The one micro-moment of a week, named by its Monday.
create table focus (
    book bigint not null references book (book),
    week text not null,
    moment text not null,
    chosen_on text not null,
    looked_back text,
    primary key (book, week)
) without rowid;

-- One digest a day and channel: delivered, or kept until it can be.
create table digest (
    book bigint not null references book (book),
    day text not null,
    channel text not null,
    state text not null,
    what text not null,
    tried_at bigint,
    why text not null,
    primary key (book, day, channel)
) without rowid;
