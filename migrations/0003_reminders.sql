-- Reminders: how often a digest was tried, and what only this machine may know.

alter table digest add column tries bigint;

-- The way to the mail server, and the calendar's secret address. Not on any shelf of an export, and
-- without images: a password must not live on in the history, and a book read in from elsewhere
-- must not make this machine call anybody.
create table secret (
    book bigint not null references book (book),
    name text not null,
    value text not null,
    primary key (book, name)
) without rowid;
