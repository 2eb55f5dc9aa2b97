//! Opens mail files: plain or gzipped, as streams, or just the beginning of a single letter.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use super::super::letter::is_mail;
use super::super::mbox::LONGEST_HEADER;
use super::super::sniff::{is_gzip, past_blanks};
use super::super::survey::reading_failed;

/// A stream that counts the bytes taken from the disk, and ends early when told to stop.
pub struct Watched<'a> {
    file: File,
    read: &'a AtomicU64,
    stop: &'a AtomicBool,
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Ok(0);
        }
        let count = self.file.read(into)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

pub enum Stream<'a> {
    Plain(Watched<'a>),
    Packed(Box<MultiGzDecoder<Watched<'a>>>),
}

impl<'a> Stream<'a> {
    pub fn plain(path: &Path, read: &'a AtomicU64, stop: &'a AtomicBool) -> io::Result<Stream<'a>> {
        let file = open(path)?;
        Ok(Stream::Plain(Watched { file, read, stop }))
    }

    pub fn unpacked(self) -> Stream<'a> {
        match self {
            Stream::Plain(watched) => Stream::Packed(Box::new(MultiGzDecoder::new(watched))),
            packed => packed,
        }
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Stream::Plain(input) => input.read(into),
            Stream::Packed(input) => input.read(into),
        }
    }
}

/// The file may have been put in another's place since the survey: still only files are opened.
fn open(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::other("it is no longer a file"));
    }
    File::open(path)
}

/// The header of a single mail.
pub struct Letter {
    /// Of its first byte, behind blank lines and marks.
    pub offset: u64,
    pub header: Vec<u8>,
    /// Longer than is read.
    pub cut: bool,
}

/// Reads the header of a file that holds one mail, or says why there is none.
pub fn letter(path: &Path) -> Result<Letter, String> {
    let failed = |error| reading_failed("this file", &error);
    let mut file = open(path).map_err(failed)?;
    let mut first = Vec::with_capacity(8 * 1024);
    (&mut file)
        .take(2)
        .read_to_end(&mut first)
        .map_err(failed)?;
    if first.is_empty() {
        return Err("an empty file: there is nothing to read".into());
    }
    let packed = is_gzip(&first);
    let whole = io::Cursor::new(first).chain(file);
    let text = if packed {
        beginning(MultiGzDecoder::new(whole))
    } else {
        beginning(whole)
    };
    let text = text.map_err(failed)?;
    let start = text.len() - past_blanks(&text).len();
    let header = text[start..].to_vec();
    if !is_mail(&header) {
        return Err("no From or Date line: not a mail".into());
    }
    Ok(Letter {
        offset: start as u64,
        cut: header.len() > LONGEST_HEADER && end(&header).is_none(),
        header,
    })
}

/// Reads until a blank line, or as much as a header may have.
fn beginning(mut input: impl Read) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    loop {
        let before = text.len();
        let block = (&mut input).take(8 * 1024);
        if let Err(error) = { block }.read_to_end(&mut text) {
            // A file that breaks off may still hold a whole header.
            return if text.is_empty() {
                Err(error)
            } else {
                Ok(text)
            };
        }
        let start = text.len() - past_blanks(&text).len();
        let over = text.len() > start + LONGEST_HEADER;
        if text.len() == before || over || end(&text[start..]).is_some() {
            return Ok(text);
        }
        if start > LONGEST_HEADER {
            return Ok(text);
        }
    }
}

fn end(text: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, b"\n\n").or_else(|| memchr::memmem::find(text, b"\n\r\n"))
}
