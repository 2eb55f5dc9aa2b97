//! The four kinds of value a book holds, and how each engine carries them.

use std::fmt::Write as _;

use postgres::types::{IsNull, ToSql, Type, private::BytesMut};
use rusqlite::types::{FromSqlResult, ToSqlOutput, ValueRef};
use uuid::Uuid;

use super::engine::uuid_from;
use crate::error::{Error, Result};

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Int(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        // PostgreSQL's text holds no NUL; neither does anything a person writes.
        if value.contains('\0') {
            return Self::Text(value.replace('\0', "\u{fffd}"));
        }
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl From<Uuid> for Value {
    fn from(value: Uuid) -> Self {
        Self::Blob(value.as_bytes().to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(value)
    }
}

impl From<[u8; 16]> for Value {
    fn from(value: [u8; 16]) -> Self {
        Self::Blob(value.to_vec())
    }
}

impl From<ledger::Day> for Value {
    fn from(value: ledger::Day) -> Self {
        Self::Text(value.to_string())
    }
}

impl From<jiff::Timestamp> for Value {
    fn from(value: jiff::Timestamp) -> Self {
        Self::Int(value.as_microsecond())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// `values![a, b, c]`: parameters of a statement.
#[macro_export]
#[doc(hidden)]
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::book::Value::from($value)),*][..] };
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Blob(value) => ValueRef::Blob(value),
        }))
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, kind) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(value), &Type::INT4) => i32::try_from(*value)?.to_sql(kind, out),
            (Self::Int(value), _) => value.to_sql(kind, out),
            (Self::Text(value), _) => value.to_sql(kind, out),
            (Self::Blob(value), _) => value.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}

/// One row in PostgreSQL's `copy` text format.
pub fn copy_line(row: &[Value], out: &mut Vec<u8>) {
    for (n, value) in row.iter().enumerate() {
        if n > 0 {
            out.push(b'\t');
        }
        match value {
            Value::Null => out.extend_from_slice(b"\\N"),
            Value::Int(value) => out.extend_from_slice(value.to_string().as_bytes()),
            Value::Text(value) => {
                for byte in value.bytes() {
                    match byte {
                        b'\\' => out.extend_from_slice(b"\\\\"),
                        b'\t' => out.extend_from_slice(b"\\t"),
                        b'\n' => out.extend_from_slice(b"\\n"),
                        b'\r' => out.extend_from_slice(b"\\r"),
                        _ => out.push(byte),
                    }
                }
            }
            Value::Blob(value) => {
                let mut hex = String::with_capacity(value.len() * 2 + 3);
                hex.push_str("\\\\x");
                for byte in value {
                    // Writing to a String cannot fail.
                    let _ = write!(hex, "{byte:02x}");
                }
                out.extend_from_slice(hex.as_bytes());
            }
        }
    }
    out.push(b'\n');
}

/// A row of either engine, read column by column.
pub enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

macro_rules! column {
    ($name:ident, $kind:ty) => {
        pub fn $name(&self, n: usize) -> Result<$kind> {
            match self {
                Self::Sqlite(row) => row
                    .get::<_, $kind>(n)
                    .map_err(|cause| self.misread(n, cause)),
                Self::Postgres(row) => row
                    .try_get::<_, $kind>(n)
                    .map_err(|cause| self.misread(n, cause)),
            }
        }
    };
}

impl Row<'_> {
    column!(int, i64);
    column!(opt_int, Option<i64>);
    column!(text, String);
    column!(opt_text, Option<String>);
    column!(opt_bytes, Option<Vec<u8>>);

    pub fn id(&self, n: usize) -> Result<Uuid> {
        uuid_from(self.slice(n)?)
    }

    pub fn opt_id(&self, n: usize) -> Result<Option<Uuid>> {
        self.opt_slice(n)?.map(uuid_from).transpose()
    }

    /// Bytes without a copy of them.
    pub fn slice(&self, n: usize) -> Result<&[u8]> {
        Ok(self.opt_slice(n)?.unwrap_or_default())
    }

    pub fn opt_slice(&self, n: usize) -> Result<Option<&[u8]>> {
        match self {
            Self::Sqlite(row) => self.held(row, n, ValueRef::as_blob_or_null),
            Self::Postgres(row) => row.try_get(n).map_err(|cause| self.misread(n, cause)),
        }
    }

    pub fn count(&self, n: usize) -> Result<u32> {
        u32::try_from(self.int(n)?).map_err(|cause| self.misread(n, cause))
    }

    pub fn day(&self, n: usize) -> Result<ledger::Day> {
        day_of(self.letters(n)?.unwrap_or_default()).map_err(|cause| self.misread(n, cause))
    }

    pub fn opt_day(&self, n: usize) -> Result<Option<ledger::Day>> {
        let day = self.letters(n)?.map(day_of).transpose();
        day.map_err(|cause| self.misread(n, cause))
    }

    /// A text as the engine has it, for what is compared or taken apart letter by letter.
    fn letters(&self, n: usize) -> Result<Option<&[u8]>> {
        match self {
            Self::Sqlite(row) => self.held(row, n, ValueRef::as_bytes_or_null),
            Self::Postgres(_) => Ok(self.opt_str(n)?.map(str::as_bytes)),
        }
    }

    /// A text without a copy of it.
    fn opt_str(&self, n: usize) -> Result<Option<&str>> {
        match self {
            Self::Sqlite(row) => self.held(row, n, ValueRef::as_str_or_null),
            Self::Postgres(row) => row.try_get(n).map_err(|cause| self.misread(n, cause)),
        }
    }

    pub fn instant(&self, n: usize) -> Result<jiff::Timestamp> {
        let at = jiff::Timestamp::from_microsecond(self.int(n)?);
        at.map_err(|cause| self.misread(n, cause))
    }

    /// A value by its stable id, as `Medium::from_id`.
    pub fn named<T>(&self, n: usize, from_id: impl Fn(&str) -> Option<T>) -> Result<T> {
        let id = self.opt_str(n)?.unwrap_or_default();
        from_id(id).ok_or_else(|| self.unknown_word(n))
    }

    /// Whatever stands there, for copying a row as it is.
    pub fn value(&self, n: usize, kind: Column) -> Result<Value> {
        Ok(match kind {
            Column::Int => self.opt_int(n)?.into(),
            Column::Text => self.opt_text(n)?.into(),
            Column::Blob => self.opt_bytes(n)?.map_or(Value::Null, Value::Blob),
        })
    }

    /// What SQLite holds there, without a copy of it.
    fn held<'a, T>(
        &self,
        row: &'a rusqlite::Row<'_>,
        n: usize,
        read: impl FnOnce(&ValueRef<'a>) -> FromSqlResult<T>,
    ) -> Result<T> {
        let value = row.get_ref(n).map_err(|cause| self.misread(n, cause))?;
        read(&value).map_err(|cause| self.misread(n, cause))
    }

    fn unknown_word(&self, n: usize) -> Error {
        Error::internal(format!(
            "the book holds a word this Troth does not know: {}",
            self.told(n)
        ))
        .hint("was it written by a newer Troth?")
    }

    fn misread(&self, n: usize, cause: impl std::error::Error + Send + Sync + 'static) -> Error {
        Error::internal(format!(
            "a row in the book is not what it should be: {}",
            self.told(n)
        ))
        .because(cause)
    }

    /// Of two columns that are both filled or both empty, one is not as the other.
    pub fn contradiction(&self, n: usize, other: usize) -> Error {
        Error::internal(format!(
            "a row in the book is not what it should be: {}, and {} {}",
            self.told(n),
            self.column(other),
            self.shown(other)
        ))
    }

    /// A column with what stands there, and the id the row begins with, so that the row can be found:
    /// `due “soon”, id 0192…`.
    fn told(&self, n: usize) -> String {
        let shown = format!("{} {}", self.column(n), self.shown(n));
        match self.shown(0) {
            id if n > 0 && id.len() == 32 => format!("{shown}, {} {id}", self.column(0)),
            _ => shown,
        }
    }

    fn column(&self, n: usize) -> &str {
        match self {
            Self::Sqlite(row) => row.as_ref().column_name(n).unwrap_or_default(),
            Self::Postgres(row) => row.columns().get(n).map_or("", |column| column.name()),
        }
    }

    fn shown(&self, n: usize) -> String {
        match self.anything(n) {
            Value::Null => "nothing".to_owned(),
            Value::Int(number) => number.to_string(),
            Value::Text(text) => format!("“{}”", text.escape_debug()),
            Value::Blob(bytes) => super::shelf::hex(&bytes),
        }
    }

    /// Whatever stands there, of whatever kind.
    fn anything(&self, n: usize) -> Value {
        match self {
            Self::Sqlite(row) => match row.get_ref(n) {
                Ok(ValueRef::Integer(number)) => Value::Int(number),
                Ok(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned().into(),
                Ok(ValueRef::Blob(bytes)) => Value::Blob(bytes.to_vec()),
                _ => Value::Null,
            },
            Self::Postgres(row) => {
                let number = row.try_get::<_, Option<i64>>(n).map(Value::from);
                let text = |_| row.try_get::<_, Option<String>>(n).map(Value::from);
                let bytes = |_| row.try_get::<_, Option<Vec<u8>>>(n).map(Value::from);
                number.or_else(text).or_else(bytes).unwrap_or(Value::Null)
            }
        }
    }
}

/// A column of few words that recur in row after row: each is looked up once.
pub struct Recurring<T> {
    n: usize,
    from_id: fn(&str) -> Option<T>,
    known: Vec<(Box<[u8]>, T)>,
}

impl<T: Copy> Recurring<T> {
    pub fn new(n: usize, from_id: fn(&str) -> Option<T>) -> Self {
        Self {
            n,
            from_id,
            known: Vec::new(),
        }
    }

    pub fn of(&mut self, row: &Row<'_>) -> Result<T> {
        let id = row.letters(self.n)?.unwrap_or_default();
        if let Some((_, value)) = self.known.iter().find(|(known, _)| **known == *id) {
            return Ok(*value);
        }
        let value = std::str::from_utf8(id).ok().and_then(self.from_id);
        let value = value.ok_or_else(|| row.unknown_word(self.n))?;
        self.known.push((id.into(), value));
        Ok(value)
    }
}

/// Days are always written `2026-03-10`, and a morning reads tens of thousands of them: the
/// digits are taken as they stand, and only another form goes to the date library.
fn day_of(text: &[u8]) -> std::result::Result<ledger::Day, jiff::Error> {
    if let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text
        && [y1, y2, y3, y4, m1, m2, d1, d2]
            .iter()
            .all(|digit| digit.is_ascii_digit())
    {
        let two = |tens: &u8, ones: &u8| (tens - b'0') as i8 * 10 + (ones - b'0') as i8;
        let year = i16::from(two(y1, y2)) * 100 + i16::from(two(y3, y4));
        return ledger::Day::new(year, two(m1, m2), two(d1, d2));
    }
    String::from_utf8_lossy(text).parse()
}

/// What kind of value a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Int,
    Text,
    Blob,
}
