-- The first morning: people, touches, promises, what today needs, and where it all came from.
-- Types are bigint, double precision, text and blob alone. Days are ISO text, instants are
-- microseconds in UTC, ids are sixteen bytes. Every key begins with the book.

create table book (
    book bigint not null primary key,
    name text not null unique,
    zone text not null,
    made_at bigint not null,
    version bigint not null
);

create table setting (
    book bigint not null references book (book),
    name text not null,
    value text not null,
    primary key (book, name)
) without rowid;

-- merged_into is the tree of merges and can be taken back; root is where it leads.
create table person (
    book bigint not null references book (book),
    id blob not null,
    name text not null,
    named_by text not null,
    importance bigint not null,
    standing text not null,
    standing_by text not null,
    rhythm bigint,
    quiet_from text,
    quiet_until text,
    quiet_why text,
    merged_into blob,
    root blob not null,
    batch bigint,
    primary key (book, id)
) without rowid;
create index person_root on person (book, root);

create table handle (
    book bigint not null references book (book),
    kind text not null,
    value text not null,
    person blob not null,
    batch bigint,
    primary key (book, kind, value)
) without rowid;
create index handle_person on handle (book, person);

-- A touch as each person who took part sees it, one row a person, in the order of a timeline.
create table touch (
    book bigint not null references book (book),
    person blob not null,
    at bigint not null,
    id blob not null,
    day text not null,
    medium text not null,
    setting text not null,
    began text not null,
    addressees bigint not null,
    note text not null,
    source bigint,
    batch bigint,
    primary key (book, person, at, id)
) without rowid;
create index touch_id on touch (book, id);
create index touch_batch on touch (book, batch);

create table moment (
    book bigint not null references book (book),
    person blob not null,
    touch blob not null,
    name text not null,
    side text not null,
    primary key (book, person, touch, name, side)
) without rowid;

create table promise (
    book bigint not null references book (book),
    id blob not null,
    person blob not null,
    side text not null,
    what text not null,
    made_on text not null,
    due text,
    renewals bigint not null,
    outcome text,
    settled_on text,
    primary key (book, id)
) without rowid;
create index promise_person on promise (book, person);
create index promise_outcome on promise (book, outcome, person);

-- A nudge survives: when it was last shown, how often passed over, until when it rests and why.
create table nudge (
    book bigint not null references book (book),
    person blob not null,
    suggested_on text,
    snoozed_until text,
    why text not null,
    passed_over bigint not null,
    resting_until text,
    answered_on text,
    answer text not null,
    primary key (book, person)
) without rowid;

create table hush (
    book bigint not null references book (book),
    promise blob not null,
    until text not null,
    why text not null,
    primary key (book, promise)
) without rowid;

-- What today needs of each person, kept by the verbs so that a morning need not read a lifetime.
create table facts (
    book bigint not null references book (book),
    person blob not null,
    packed blob not null,
    days bigint not null,
    from_me bigint not null,
    from_them bigint not null,
    last_at bigint not null,
    last_medium text not null,
    last_note text not null,
    last_source bigint,
    primary key (book, person)
) without rowid;

create table source (
    book bigint not null references book (book),
    id bigint not null,
    kind text not null,
    place text not null,
    last_read_at bigint,
    read_to bigint,
    messages bigint not null,
    health text not null,
    primary key (book, id)
) without rowid;

create table batch (
    book bigint not null references book (book),
    id bigint not null,
    place text not null,
    owner text not null,
    source bigint,
    state text not null,
    made_at bigint not null,
    accepted_at bigint,
    report text not null,
    primary key (book, id)
) without rowid;

create table skip (
    book bigint not null references book (book),
    batch bigint not null,
    n bigint not null,
    file text not null,
    position bigint not null,
    reason text not null,
    primary key (book, batch, n)
) without rowid;

-- Mail read and not yet accepted.
create table found (
    book bigint not null references book (book),
    batch bigint not null,
    n bigint not null,
    id blob not null,
    message_id text,
    at bigint,
    offset_minutes bigint not null,
    from_name text not null,
    from_addr text not null,
    to_list text not null,
    cc_list text not null,
    parent blob,
    subject text not null,
    traffic text not null,
    sent bigint not null,
    primary key (book, batch, n)
) without rowid;

-- Mail accepted: who, when, subject. Never a body.
create table message (
    book bigint not null references book (book),
    id blob not null,
    message_id text,
    at bigint,
    offset_minutes bigint not null,
    from_name text not null,
    from_addr text not null,
    to_list text not null,
    cc_list text not null,
    parent blob,
    subject text not null,
    traffic text not null,
    batch bigint not null,
    primary key (book, id)
) without rowid;
create index message_batch on message (book, batch);
create index message_parent on message (book, parent);

-- One line a write. A line taken back keeps its place and says by which line it was.
create table history (
    book bigint not null references book (book),
    seq bigint not null,
    at bigint not null,
    door text not null,
    request blob not null,
    verb text not null,
    subject blob,
    answer text not null,
    batch bigint,
    undone_by bigint,
    primary key (book, seq)
) without rowid;
create unique index history_request on history (book, request);

-- Rows as they stood before a line of history changed them.
create table image (
    book bigint not null references book (book),
    seq bigint not null,
    n bigint not null,
    shelf text not null,
    place text not null,
    before text,
    primary key (book, seq, n)
) without rowid;
create index image_place on image (book, shelf, place);
