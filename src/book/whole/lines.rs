//! The lines of a whole book, one at a time and each within bounds: a file of one endless line is
//! refused and not held.

use std::io::{BufRead, Read};

use crate::error::{Error, Result};

/// Longer than any line an export writes: a letter to thousands, or how its row stood before.
const LINE_AT_MOST: usize = 16 * 1024 * 1024;

pub struct Lines<'a> {
    from: &'a mut dyn BufRead,
    bytes: Vec<u8>,
    number: u64,
}

impl<'a> Lines<'a> {
    pub fn of(from: &'a mut dyn BufRead) -> Self {
        Self {
            from,
            bytes: Vec::new(),
            number: 0,
        }
    }

    /// The next line that is not blank, with its number.
    pub fn next_line(&mut self) -> Result<Option<(u64, &str)>> {
        loop {
            self.number += 1;
            self.bytes.clear();
            let most = LINE_AT_MOST as u64 + 1;
            let read = (&mut *self.from)
                .take(most)
                .read_until(b'\n', &mut self.bytes)
                .map_err(|cause| {
                    Error::setup(format!("line {} cannot be read: {cause}", self.number))
                })?;
            if read == 0 {
                return Ok(None);
            }
            if read > LINE_AT_MOST {
                return Err(Error::refused(format!(
                    "line {} is longer than 16 MB, which no line of a book is",
                    self.number
                )));
            }
            if !self.bytes.trim_ascii().is_empty() {
                break;
            }
        }
        let text = std::str::from_utf8(&self.bytes).map_err(|cause| {
            Error::refused(format!("line {} is not text in UTF-8", self.number)).because(cause)
        })?;
        Ok(Some((self.number, text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_as_an_editor_numbers_them() {
        let mut text = "one\n\n  \ntwo".as_bytes();
        let mut lines = Lines::of(&mut text);
        assert_eq!(lines.next_line().unwrap(), Some((1, "one\n")));
        assert_eq!(lines.next_line().unwrap(), Some((4, "two")));
        assert_eq!(lines.next_line().unwrap(), None);
    }

    #[test]
    fn a_line_without_end_is_refused_before_it_is_held() {
        let mut endless = std::io::BufReader::new(std::io::repeat(b'x'));
        let refused = Lines::of(&mut endless).next_line().unwrap_err();
        assert_eq!(
            refused.sentence,
            "line 1 is longer than 16 MB, which no line of a book is"
        );
        let mut bytes = &b"\xff\n"[..];
        let refused = Lines::of(&mut bytes).next_line().unwrap_err();
        assert_eq!(refused.sentence, "line 1 is not text in UTF-8");
    }
}
