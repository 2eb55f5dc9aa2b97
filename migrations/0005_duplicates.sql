-- Who is not who: what the owner said is not the same, and what was taken apart.

-- Of two entries the one with the lower id stands first, so that a pair has one row. It holds for
-- everybody merged into either. how: said by the owner; apart, taken out of a person by hand; held,
-- merged by itself and taken back, which is asked about again and not done by itself again.
create table not_same (
    book bigint not null references book (book),
    one blob not null,
    other blob not null,
    day text not null,
    how text not null,
    primary key (book, one, other)
) without rowid;
create index not_same_other on not_same (book, other);
