//! SQLite and PostgreSQL behind one thin face: one SQL text, `$1…` placeholders, four kinds of
//! value. Nobody outside this folder's `engine` files knows which of the two is underneath.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use uuid::Uuid;

use super::engine_file::{self, BookFile, Identity, Missing, sqlite_error};
use super::engine_server::{self, postgres_error};
use super::engine_values::{Row, Value};
use crate::error::{Error, Kind, Result};

/// Where a book is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    File(PathBuf),
    /// A PostgreSQL database, and the name of the book in it.
    Postgres {
        url: String,
        name: String,
    },
}

impl Place {
    /// `postgres://…` (with the book's name after `#`), or the path of a file.
    pub fn parse(text: &str) -> Self {
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Self::File(PathBuf::from(text));
        }
        let (url, name) = text.split_once('#').unwrap_or((text, "main"));
        Self::Postgres {
            url: url.to_owned(),
            name: name.to_owned(),
        }
    }

    /// Whether the words of the place hold a password, which others may read where they are written down.
    pub fn holds_password(&self) -> bool {
        matches!(self, Self::Postgres { url, .. } if password_in(url).is_some())
    }

    /// As it may be written down: without a password.
    pub fn without_password(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Postgres { url, name } => {
                let url = match password_in(url) {
                    Some(password) => format!("{}{}", &url[..password.start], &url[password.end..]),
                    None => url.clone(),
                };
                format!("{url}#{name}")
            }
        }
    }

    /// What is said where no book is.
    pub fn no_book(&self) -> Error {
        match self {
            Self::File(path) => engine_file::no_book(path),
            Self::Postgres { name, .. } => Error::setup(format!(
                "that PostgreSQL database holds no book called “{name}”"
            ))
            .hint(
                "is its name mistyped? It stands after # in the address. `troth meet NAME` and `troth import PATH` begin a new one",
            ),
        }
    }

    /// What is said where the book was opened and is not there any more.
    pub fn gone(&self) -> Error {
        match self {
            Self::File(path) => engine_file::gone(path),
            Self::Postgres { name, .. } => Error::unavailable(format!(
                "the book “{name}” is no longer in the PostgreSQL database"
            )),
        }
    }

    pub fn book_name(&self) -> &str {
        match self {
            Self::File(_) => "main",
            Self::Postgres { name, .. } => name,
        }
    }
}

/// Room worth giving back to the disk, in bytes: less is used again soon.
const GIVEN_BACK: i64 = 64 * 1024 * 1024;
/// Where in an address the password stands, with the colon before it.
fn password_in(url: &str) -> Option<std::ops::Range<usize>> {
    if let Some(query) = url.find('?')
        && let Some(at) = ["?password=", "&password="]
            .iter()
            .find_map(|name| url[query..].find(name))
    {
        let from = query + at + 1;
        let to = url[from..]
            .find('&')
            .map_or(url.len(), |length| from + length + 1);
        return Some(from..to);
    }
    let from = url.find("://")? + 3;
    let host = url[from..]
        .find(['/', '?'])
        .map_or(url.len(), |at| from + at);
    let at = from + url[from..host].rfind('@')?;
    let colon = from + url[from..at].find(':')?;
    Some(colon..at)
}

/// How long a server may take to say that it is still there.
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);

/// One connection.
pub enum Engine {
    Sqlite(BookFile),
    Postgres {
        client: Box<postgres::Client>,
        prepared: HashMap<String, postgres::Statement>,
        /// Begun and neither committed nor taken back.
        is_in_the_middle: bool,
    },
}

impl Engine {
    /// Where there is no file it is made or refused. A server's database is there or not.
    pub fn open(place: &Place, missing: Missing) -> Result<Self> {
        match place {
            Place::File(path) => BookFile::open(path, missing).map(Self::Sqlite),
            Place::Postgres { url, name } => {
                let mut engine = Self::Postgres {
                    client: Box::new(engine_server::connect(url)?),
                    prepared: HashMap::new(),
                    is_in_the_middle: false,
                };
                engine.say_whose(name)?;
                Ok(engine)
            }
        }
    }

    /// Which file it is; `None` where a server keeps it.
    pub fn identity(&self) -> Option<Identity> {
        match self {
            Self::Sqlite(file) => Some(file.identity()),
            Self::Postgres { .. } => None,
        }
    }

    pub fn can_be_written(&self) -> bool {
        match self {
            Self::Sqlite(file) => file.can_be_written(),
            Self::Postgres { .. } => true,
        }
    }

    /// Whether it still leads to the book: the file may have been moved, the server may have hung up.
    pub fn still_stands(&mut self) -> bool {
        match self {
            Self::Sqlite(file) => file.is_in_place(),
            Self::Postgres { client, .. } => {
                !client.is_closed() && client.is_valid(SIGN_OF_LIFE).is_ok()
            }
        }
    }

    /// Runs several statements without parameters, as a migration does.
    pub fn script(&mut self, sql: &str) -> Result<()> {
        match self {
            Self::Sqlite(connection) => connection.execute_batch(sql).map_err(sqlite_error),
            Self::Postgres { client, .. } => {
                // The two engines differ in two words of a table's definition.
                let sql = sql.replace(" blob", " bytea").replace("without rowid", "");
                client.batch_execute(&sql).map_err(postgres_error)
            }
        }
    }

    /// A database file with tables of somebody else's is left as it is.
    pub fn refuse_a_stranger(&mut self) -> Result<()> {
        if !self.is_sqlite() {
            return Ok(());
        }
        let tables =
            "select count(*), coalesce(sum(case when name = 'migration' then 1 else 0 end), 0)
                        from sqlite_master where type = 'table'";
        match self.one(tables, &[], |row| Ok((row.int(0)?, row.int(1)?)))? {
            Some((some, 0)) if some > 0 => Err(Error::setup(
                "that file is a database, but not a Troth book",
            )
            .hint("it was left as it is; name another file")),
            _ => Ok(()),
        }
    }

    /// Whether somebody made the tables of a book here.
    pub fn has_tables(&mut self) -> Result<bool> {
        let tables = if self.is_sqlite() {
            "select count(*) from sqlite_master where type = 'table' and name = 'migration'"
        } else {
            "select count(*) from information_schema.tables
             where table_schema = current_schema() and table_name = 'migration'"
        };
        let found = self.one(tables, &[], |row| row.int(0))?;
        Ok(found.unwrap_or_default() > 0)
    }

    /// One writer at a time while the tables are made or changed.
    pub fn lock_schema(&mut self) -> Result<()> {
        if let Self::Sqlite(file) = self {
            return file.begin_write();
        }
        self.begin("begin; select pg_advisory_xact_lock(7433)")
    }

    pub fn begin_write(&mut self) -> Result<()> {
        if let Self::Sqlite(file) = self {
            return file.begin_write();
        }
        self.begin("begin")
    }

    /// Everything read until `commit` is of one moment.
    pub fn begin_read(&mut self) -> Result<()> {
        if let Self::Sqlite(file) = self {
            return file.begin_read();
        }
        self.begin("begin isolation level repeatable read read only")
    }

    fn begin(&mut self, words: &str) -> Result<()> {
        if let Self::Postgres {
            is_in_the_middle, ..
        } = self
        {
            *is_in_the_middle = true;
        }
        self.script(words)
    }

    /// Where it fails, it is taken back.
    pub fn commit(&mut self) -> Result<()> {
        if let Self::Sqlite(file) = self {
            return file.commit();
        }
        let committed = self.script("commit");
        match committed {
            Ok(()) => self.is_at_rest(),
            Err(_) => self.rollback()?,
        }
        committed
    }

    /// What made it necessary is what is to be told: a connection that cannot even do this is closed
    /// when it is given back.
    pub fn rollback(&mut self) -> Result<()> {
        if let Self::Sqlite(file) = self {
            file.rollback();
        } else if self.script("rollback").is_ok() {
            self.is_at_rest();
        }
        Ok(())
    }

    fn is_at_rest(&mut self) {
        if let Self::Postgres {
            is_in_the_middle, ..
        } = self
        {
            *is_in_the_middle = false;
        }
    }

    /// A place in a transaction to come back to when the next step fails.
    pub fn mark(&mut self) -> Result<()> {
        self.script("savepoint step")
    }

    pub fn back_to_mark(&mut self) -> Result<()> {
        self.script("rollback to savepoint step; release savepoint step")
    }

    pub fn drop_mark(&mut self) -> Result<()> {
        self.script("release savepoint step")
    }

    /// More memory and a larger log for writing very many rows, until the next ordinary write: a page
    /// that must be written out in the middle of a transaction is read and written again.
    pub fn make_room(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(file) => file.make_room(),
            Self::Postgres { .. } => Ok(()),
        }
    }

    /// A larger log alone, for rows that come in many writes.
    pub fn let_log_grow(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(file) => file.let_log_grow(),
            Self::Postgres { .. } => Ok(()),
        }
    }

    /// Moves what is in the log beside the file into it. Answers whether all of it is there now.
    pub fn fold_log_in(&mut self) -> Result<bool> {
        match self {
            Self::Sqlite(file) => file.fold_log_in(),
            Self::Postgres { .. } => Ok(true),
        }
    }

    /// Whether something of the book is in the log beside the file, and not in the file itself.
    pub fn has_log(&self) -> bool {
        match self {
            Self::Sqlite(file) => file.has_log(),
            Self::Postgres { .. } => false,
        }
    }

    /// From now on, rows deleted here are overwritten with zeros. A server clears them by itself.
    pub fn overwrite_what_is_deleted(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(connection) => connection
                .execute_batch("pragma secure_delete = on")
                .map_err(sqlite_error),
            Self::Postgres { .. } => Ok(()),
        }
    }

    /// Gives the room of rows that are gone back to the disk, where it is much of a large file. A
    /// server does so by itself; and where another program is at work the room is only used again.
    pub fn give_back(&mut self) -> Result<()> {
        let Self::Sqlite(file) = self else {
            return Ok(());
        };
        let number = |pragma: &str| -> Result<i64> {
            let value = file.query_row(&format!("pragma {pragma}"), [], |row| row.get(0));
            value.map_err(sqlite_error)
        };
        let (free, all, size) = (
            number("freelist_count")?,
            number("page_count")?,
            number("page_size")?,
        );
        if free * size < GIVEN_BACK || free * 4 < all {
            return Ok(());
        }
        file.use_little_memory()?;
        self.write_anew().map(|_| ())
    }

    /// Writes the file anew without what was deleted, and empties the log beside it. Answers
    /// whether nobody held on to the old pages; `None` where a server keeps the files.
    pub fn write_anew(&mut self) -> Result<Option<bool>> {
        let Self::Sqlite(file) = self else {
            return Ok(None);
        };
        let emptied = file.empty_log()?;
        if !emptied || file.execute_batch("vacuum").is_err() {
            return Ok(Some(false));
        }
        file.empty_log().map(Some)
    }

    pub fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection
                    .prepare_cached(&for_sqlite(sql))
                    .map_err(sqlite_error)?;
                let changed = statement
                    .execute(rusqlite::params_from_iter(values))
                    .map_err(sqlite_error)?;
                Ok(changed as u64)
            }
            Self::Postgres {
                client, prepared, ..
            } => {
                let statement = prepare(client, prepared, sql)?;
                client
                    .execute(&statement, &parameters(values))
                    .map_err(postgres_error)
            }
        }
    }

    /// Calls `visit` for each row, in order, without holding them all.
    pub fn each(
        &mut self,
        sql: &str,
        values: &[Value],
        mut visit: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection
                    .prepare_cached(&for_sqlite(sql))
                    .map_err(sqlite_error)?;
                let mut rows = statement
                    .query(rusqlite::params_from_iter(values))
                    .map_err(sqlite_error)?;
                while let Some(row) = rows.next().map_err(sqlite_error)? {
                    visit(&Row::Sqlite(row)).map_err(|error| of_table(error, sql))?;
                }
            }
            Self::Postgres {
                client, prepared, ..
            } => {
                let statement = prepare(client, prepared, sql)?;
                let mut rows = client
                    .query_raw(&statement, parameters(values))
                    .map_err(postgres_error)?;
                while let Some(row) = rows.next().map_err(postgres_error)? {
                    visit(&Row::Postgres(&row)).map_err(|error| of_table(error, sql))?;
                }
            }
        }
        Ok(())
    }

    pub fn all<T>(
        &mut self,
        sql: &str,
        values: &[Value],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut out = Vec::new();
        self.each(sql, values, |row| {
            out.push(read(row)?);
            Ok(())
        })?;
        Ok(out)
    }

    pub fn one<T>(
        &mut self,
        sql: &str,
        values: &[Value],
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.all(sql, values, read)?.into_iter().next())
    }

    /// Many rows into one table: a prepared statement on SQLite, `copy` on PostgreSQL.
    /// The rows must not collide with those already there.
    pub fn bulk(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl Iterator<Item = Vec<Value>>,
    ) -> Result<u64> {
        match self {
            Self::Sqlite(connection) => {
                let places: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
                let sql = format!(
                    "insert into {table} ({}) values ({})",
                    columns.join(", "),
                    places.join(", ")
                );
                let mut statement = connection.prepare_cached(&sql).map_err(sqlite_error)?;
                let mut written = 0;
                for row in rows {
                    statement
                        .execute(rusqlite::params_from_iter(&row))
                        .map_err(sqlite_error)?;
                    written += 1;
                }
                Ok(written)
            }
            Self::Postgres { client, .. } => {
                let sql = format!("copy {table} ({}) from stdin", columns.join(", "));
                let mut sink = client.copy_in(&sql).map_err(postgres_error)?;
                let mut line = Vec::with_capacity(512);
                for row in rows {
                    line.clear();
                    super::engine_values::copy_line(&row, &mut line);
                    std::io::Write::write_all(&mut sink, &line).map_err(|cause| {
                        Error::internal("PostgreSQL stopped taking rows").because(cause)
                    })?;
                }
                sink.finish().map_err(postgres_error)
            }
        }
    }

    /// Whether this text is a statement the engine understands, without running it.
    pub fn prepare_only(&mut self, sql: &str) -> Result<()> {
        match self {
            Self::Sqlite(connection) => connection
                .prepare(&for_sqlite(sql))
                .map(|_| ())
                .map_err(sqlite_error),
            Self::Postgres { client, .. } => {
                client.prepare(sql).map(|_| ()).map_err(postgres_error)
            }
        }
    }

    /// Whether the next who needs a connection must open another: this one is closed, or its work
    /// broke off in the middle of a transaction.
    pub fn is_spent(&self) -> bool {
        match self {
            Self::Sqlite(file) => file.is_spent(),
            Self::Postgres {
                client,
                is_in_the_middle,
                ..
            } => *is_in_the_middle || client.is_closed(),
        }
    }

    /// Whether what lies at the path is not what was opened.
    pub fn is_lost(&self) -> bool {
        matches!(self, Self::Sqlite(file) if file.is_lost())
    }

    /// Closes it without writing anything at the path.
    pub fn abandon(self) {
        if let Self::Sqlite(mut file) = self {
            file.lose();
        }
    }

    fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }
}

/// What cannot be read is easier found with the table it stands in.
fn of_table(error: Error, sql: &str) -> Error {
    if error.kind != Kind::Internal || error.hint.is_some() {
        return error;
    }
    let mut words = sql.split_whitespace().skip_while(|word| *word != "from");
    match words.nth(1) {
        Some(table) => error.hint(format!(
            "it stands in the table {table}; mend it in an export (troth export FILE) and read that into a new book"
        )),
        None => error,
    }
}

/// SQLite numbers its parameters with another sign; and a page asks twenty questions, so the bytes
/// are turned many at a time.
fn for_sqlite(sql: &str) -> String {
    let turned = |byte: &u8| if *byte == b'$' { b'?' } else { *byte };
    let bytes: Vec<u8> = sql.as_bytes().iter().map(turned).collect();
    String::from_utf8(bytes).unwrap_or_else(|_| sql.replace('$', "?"))
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as _).collect()
}

fn prepare(
    client: &mut postgres::Client,
    prepared: &mut HashMap<String, postgres::Statement>,
    sql: &str,
) -> Result<postgres::Statement> {
    if let Some(statement) = prepared.get(sql) {
        return Ok(statement.clone());
    }
    let statement = client.prepare(sql).map_err(postgres_error)?;
    prepared.insert(sql.to_owned(), statement.clone());
    Ok(statement)
}

/// A PostgreSQL connection, or an id, that a caller holds: kept here so no other file names a driver.
pub(super) fn uuid_from(bytes: &[u8]) -> Result<Uuid> {
    Uuid::from_slice(bytes)
        .map_err(|cause| Error::internal("an id in the book is malformed").because(cause))
}
