-- Backups: what is still to be done on this machine, and what last went wrong with it.

-- In no export, in no backup and without images: it is about the files of this machine. A cleaning
-- that is due after somebody was forgotten, the day by which older backups are to be gone, why the
-- last backup failed.
create table chore (
    book bigint not null references book (book),
    name text not null,
    value text not null,
    primary key (book, name)
) without rowid;
