//! SQLite and PostgreSQL behind one thin face: one SQL text, `$1…` placeholders, four kinds of
//! value. Nobody outside this folder's `engine` files knows which of the two is underneath.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use uuid::Uuid;

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

    pub fn book_name(&self) -> &str {
        match self {
            Self::File(_) => "main",
            Self::Postgres { name, .. } => name,
        }
    }
}

/// One connection.
pub enum Engine {
    Sqlite(rusqlite::Connection),
    Postgres {
        client: Box<postgres::Client>,
        prepared: HashMap<String, postgres::Statement>,
    },
}

impl Engine {
    pub fn open(place: &Place) -> Result<Self> {
        match place {
            Place::File(path) => open_file(path),
            Place::Postgres { url, .. } => open_postgres(url),
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

    /// One writer at a time while the tables are made or changed.
    pub fn lock_schema(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(connection) => connection
                .execute_batch("begin immediate")
                .map_err(sqlite_error),
            Self::Postgres { client, .. } => client
                .batch_execute("begin; select pg_advisory_xact_lock(7433)")
                .map_err(postgres_error),
        }
    }

    pub fn begin_write(&mut self) -> Result<()> {
        self.script(if self.is_sqlite() {
            "begin immediate"
        } else {
            "begin"
        })
    }

    /// Everything read until `commit` is of one moment.
    pub fn begin_read(&mut self) -> Result<()> {
        self.script(if self.is_sqlite() {
            "begin"
        } else {
            "begin isolation level repeatable read read only"
        })
    }

    pub fn commit(&mut self) -> Result<()> {
        self.script("commit")
    }

    pub fn rollback(&mut self) -> Result<()> {
        self.script("rollback")
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

    /// More memory for a write of very many rows; a page that must be written out in the middle
    /// of a transaction is read and written again.
    pub fn make_room(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(connection) => connection
                .execute_batch("pragma cache_size = -120000")
                .map_err(sqlite_error),
            Self::Postgres { .. } => Ok(()),
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

    /// Writes the file anew without what was deleted, and empties the log beside it. Answers
    /// whether nobody held on to the old pages; `None` where a server keeps the files.
    pub fn write_anew(&mut self) -> Result<Option<bool>> {
        let Self::Sqlite(connection) = self else {
            return Ok(None);
        };
        let emptied = empty_log(connection)?;
        if !emptied || connection.execute_batch("vacuum").is_err() {
            return Ok(Some(false));
        }
        empty_log(connection).map(Some)
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
            Self::Postgres { client, prepared } => {
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
            Self::Postgres { client, prepared } => {
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

    pub fn is_closed(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres { client, .. } => client.is_closed(),
        }
    }

    fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }
}

/// Whether the log is empty now; it is not while another connection reads from it.
fn empty_log(connection: &rusqlite::Connection) -> Result<bool> {
    connection
        .query_row("pragma wal_checkpoint(truncate)", [], |row| {
            Ok(row.get::<_, i64>(0)? == 0)
        })
        .map_err(sqlite_error)
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

fn open_file(path: &std::path::Path) -> Result<Engine> {
    let shown = path.display();
    if path.is_dir() {
        return Err(Error::setup(format!("{shown} is a folder, not a book"))
            .hint("name a file, as in --book ~/troth.db"));
    }
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
    {
        // A slip of the finger must not begin a new book in a new place.
        return Err(
            Error::setup(format!("there is no folder {}", folder.display()))
                .hint("check the path, or make the folder first"),
        );
    }
    keep_private(path)?;
    let connection = rusqlite::Connection::open(path).map_err(sqlite_error)?;
    connection
        .busy_timeout(Duration::from_secs(30))
        .map_err(sqlite_error)?;
    connection.set_prepared_statement_cache_capacity(256);
    connection
        .execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
             pragma wal_autocheckpoint = 16000; pragma cache_size = -32000; pragma mmap_size = 268435456;",
        )
        .map_err(sqlite_error)?;
    Ok(Engine::Sqlite(connection))
}

/// The file is made readable by its owner alone before anything is written to it.
fn keep_private(path: &std::path::Path) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    if path.exists() {
        return Ok(());
    }
    std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(path)
        .map(|_| ())
        .map_err(|cause| Error::setup(format!("{} cannot be written: {cause}", path.display())))
}

fn open_postgres(url: &str) -> Result<Engine> {
    let config: postgres::Config = url.parse().map_err(|cause: postgres::Error| {
        Error::setup("that is not a PostgreSQL address")
            .because(cause)
            .hint("it reads postgres://user@host/database#book")
    })?;
    refuse_open_network(&config)?;
    let client = config.connect(postgres::NoTls).map_err(|cause| {
        Error::setup(format!("PostgreSQL cannot be reached: {}", words(&cause))).hint(
            "is the server running, and does the address name its host, port, user and database?",
        )
    })?;
    Ok(Engine::Postgres {
        client: Box::new(client),
        prepared: HashMap::new(),
    })
}

/// The connection is not encrypted, so it stays on this machine unless the owner says that the
/// network in between is theirs.
fn refuse_open_network(config: &postgres::Config) -> Result<()> {
    use postgres::config::{Host, SslMode};
    let here = config.get_hosts().iter().all(|host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost"
                || name
                    .parse::<std::net::IpAddr>()
                    .is_ok_and(|address| address.is_loopback())
        }
    });
    if here || config.get_ssl_mode() == SslMode::Disable {
        return Ok(());
    }
    Err(Error::setup(
        "that PostgreSQL server is on another machine, and this Troth speaks to it unencrypted",
    )
    .hint("use a tunnel to it; where the network is your own, add ?sslmode=disable to the address"))
}

fn words(cause: &postgres::Error) -> String {
    match cause.as_db_error() {
        Some(database) => database.message().to_owned(),
        None => std::error::Error::source(cause)
            .map_or_else(|| cause.to_string(), |inner| inner.to_string()),
    }
}

fn sqlite_error(cause: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode;
    match cause.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::refused("another Troth is writing to this book just now")
                .hint("try again in a moment")
        }
        Some(ErrorCode::NotADatabase) => Error::setup("that file is not a Troth book"),
        Some(ErrorCode::DatabaseCorrupt) => {
            Error::setup("the book's file is damaged").hint("restore it from a backup or an export")
        }
        Some(ErrorCode::CannotOpen) => Error::setup("the book's file cannot be opened"),
        Some(ErrorCode::ReadOnly) => Error::setup("the book's file cannot be written"),
        Some(ErrorCode::DiskFull) => Error::setup("the disk is full; nothing was changed"),
        _ => Error::internal(format!("the book's engine refused: {cause}")).because(cause),
    }
}

fn postgres_error(cause: postgres::Error) -> Error {
    Error::internal(format!("PostgreSQL refused: {}", words(&cause))).because(cause)
}

/// A PostgreSQL connection, or an id, that a caller holds: kept here so no other file names a driver.
pub(super) fn uuid_from(bytes: &[u8]) -> Result<Uuid> {
    Uuid::from_slice(bytes)
        .map_err(|cause| Error::internal("an id in the book is malformed").because(cause))
}
