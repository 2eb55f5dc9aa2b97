-- What people may ask of a book: to see everything it says about them, and to be forgotten.

-- The address of somebody forgotten, as a keyed hash alone: mail with them is passed over from
-- then on, and nobody can read from the book who it was. The key stands among the settings.
create table forgotten (
    book bigint not null references book (book),
    mark blob not null,
    forgotten_on text not null,
    primary key (book, mark)
) without rowid;

-- How many letters with somebody forgotten were passed over while a batch was read.
alter table batch add column forgotten bigint;
