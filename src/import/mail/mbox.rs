//! Cuts a stream into the header blocks of its messages, in bounded memory.
//! Bodies stream past; a line of any length and a stream of any size will do.

use std::io::{self, Read};

use memchr::memmem::Finder;

/// More header than any mail needs; the rest of a longer one is passed over.
pub const LONGEST_HEADER: usize = 256 * 1024;
const BLOCK: usize = 1024 * 1024;
const SEAM: &[u8] = b"\nFrom ";

/// What a step through the stream came upon.
pub enum Step<'a> {
    Head(Head<'a>),
    /// Nothing yet: a chance to tell how far the stream has been read.
    More,
    End,
}

/// The header of one message, from its `From ` line up to the blank line.
pub struct Head<'a> {
    /// In the stream, of its first byte.
    pub offset: u64,
    pub block: &'a [u8],
    /// Longer than [`LONGEST_HEADER`]; the rest was left out.
    pub cut: bool,
}

/// Every line that starts with `From ` starts a message, as other readers of mailboxes have it.
pub struct Splitter<R> {
    input: R,
    finder: Finder<'static>,
    window: Vec<u8>,
    /// Bytes of the window already dealt with.
    done: usize,
    /// Where the window begins in the stream, plus the one line end set before its start.
    taken: u64,
    inside: bool,
    ended: bool,
    /// What ended the stream too early; told once all that came before it is dealt with.
    failed: Option<io::Error>,
}

impl<R: Read> Splitter<R> {
    pub fn new(input: R) -> Splitter<R> {
        Splitter {
            input,
            finder: Finder::new(SEAM),
            // A line end before the first byte: the first line is found like any other.
            window: vec![b'\n'],
            done: 0,
            taken: 0,
            inside: false,
            ended: false,
            failed: None,
        }
    }

    pub fn step(&mut self) -> io::Result<Step<'_>> {
        if self.inside {
            return self.head();
        }
        match self.finder.find(&self.window[self.done..]) {
            Some(at) => {
                self.done += at + 1;
                self.inside = true;
                self.head()
            }
            None if self.ended => self.failed.take().map_or(Ok(Step::End), Err),
            None => {
                self.done = self
                    .window
                    .len()
                    .saturating_sub(SEAM.len() - 1)
                    .max(self.done);
                self.refill();
                Ok(Step::More)
            }
        }
    }

    fn head(&mut self) -> io::Result<Step<'_>> {
        let mut looked = 0;
        let (length, cut) = loop {
            match end_of_header(&self.window[self.done..], &mut looked) {
                Some(length) => break (length.min(LONGEST_HEADER), length > LONGEST_HEADER),
                None if self.window.len() - self.done > LONGEST_HEADER => {
                    break (LONGEST_HEADER, true);
                }
                None if self.ended => break (self.window.len() - self.done, false),
                None => self.refill(),
            }
        };
        let start = self.done;
        // The line end before the blank line stays: a `From ` right behind it is found by it.
        self.done += length.saturating_sub(1);
        self.inside = false;
        Ok(Step::Head(Head {
            offset: (self.taken + start as u64).saturating_sub(1),
            block: &self.window[start..start + length],
            cut,
        }))
    }

    fn refill(&mut self) {
        self.window.drain(..self.done);
        self.taken += self.done as u64;
        self.done = 0;
        let before = self.window.len();
        let block = (&mut self.input).take(BLOCK as u64);
        match { block }.read_to_end(&mut self.window) {
            Ok(_) => self.ended = self.window.len() == before,
            Err(error) => {
                self.ended = true;
                self.failed = Some(error);
            }
        }
    }
}

/// Length of the header with its last line end, once a blank line or the next message is seen.
/// `looked` remembers how far the search has come.
fn end_of_header(text: &[u8], looked: &mut usize) -> Option<usize> {
    for newline in memchr::memchr_iter(b'\n', &text[*looked..]) {
        let next = *looked + newline + 1;
        let after = &text[next..];
        if after.starts_with(b"\n") || after.starts_with(b"\r\n") || after.starts_with(&SEAM[1..]) {
            return Some(next);
        }
    }
    // The last few bytes may be the beginning of a line end not yet read.
    *looked = text.len().saturating_sub(SEAM.len()).max(*looked);
    None
}
