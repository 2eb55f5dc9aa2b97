//! The thread that reads: walks the survey's files, cuts mailboxes into header blocks, and
//! deals them out in batches. It understands nothing, so it is never the slow one.

use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;

use super::super::finding::{Finding, Loss, Skip};
use super::super::letter::Place;
use super::super::mbox::{Splitter, Step};
use super::super::survey::{Kind, MailFile, Survey, reading_failed};
use super::batch::{Batch, cut_short};
use super::source::Stream;

/// How many bytes may pass before the caller hears of them.
const TELL_EVERY: u64 = 4 * 1024 * 1024;

pub struct Cutter<'a> {
    survey: &'a Survey,
    stop: &'a AtomicBool,
    parsers: Vec<SyncSender<Batch>>,
    turn: usize,
    batch: Batch,
    /// Of files wholly dealt with.
    passed: u64,
    told: u64,
}

impl<'a> Cutter<'a> {
    pub fn new(
        survey: &'a Survey,
        stop: &'a AtomicBool,
        parsers: Vec<SyncSender<Batch>>,
    ) -> Cutter<'a> {
        Cutter {
            survey,
            stop,
            parsers,
            turn: 0,
            batch: Batch::default(),
            passed: 0,
            told: 0,
        }
    }

    pub fn cut(mut self) {
        let files = self.survey.files.iter();
        for (index, file) in (0_u32..).zip(files) {
            let done = match file.kind {
                Kind::Letter => {
                    self.batch.add_letter(index);
                    self.deal_if_full()
                }
                Kind::Mailbox => self.mailbox(index, file),
            };
            if done.is_break() {
                return;
            }
            self.passed += file.bytes;
        }
        let _ = self.deal(self.passed);
    }

    fn mailbox(&mut self, index: u32, file: &MailFile) -> ControlFlow<()> {
        let read = AtomicU64::new(0);
        let stream = match Stream::plain(&self.survey.path(file), &read, self.stop) {
            Ok(stream) if file.packed => stream.unpacked(),
            Ok(stream) => stream,
            Err(error) => {
                self.skip(index, 0, reading_failed("this file", &error), Loss::All);
                return self.deal_if_full();
            }
        };
        let sent = self.survey.is_sent(file);
        let mut splitter = Splitter::new(stream);
        let mut last = 0;
        loop {
            match splitter.step() {
                Ok(Step::Head(head)) => {
                    let (offset, cut) = (head.offset, head.cut);
                    last = offset;
                    let place = Place {
                        file: index,
                        offset,
                        sent,
                    };
                    self.batch.add_head(&head, place);
                    if cut {
                        self.skip(index, offset, cut_short(), Loss::Part);
                    }
                }
                Ok(Step::More) => {}
                Ok(Step::End) => {
                    self.end(index, file, read.load(Ordering::Relaxed));
                    return self.deal_if_full();
                }
                Err(error) => {
                    self.skip(index, last, broken_off(&error, file.packed), Loss::Rest);
                    return self.deal_if_full();
                }
            }
            if self.stop.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            let now = self.passed + read.load(Ordering::Relaxed).min(file.bytes);
            if self.batch.is_full() || now - self.told >= TELL_EVERY {
                self.deal(now)?;
            }
        }
    }

    /// A mailbox another program writes anew while it is read ends early, and without an error.
    fn end(&mut self, index: u32, file: &MailFile, read: u64) {
        if read < file.bytes && !self.stop.load(Ordering::Relaxed) {
            let reason = format!(
                "it broke off at byte {read}: it was {} bytes when begun",
                file.bytes
            );
            self.skip(index, read, reason, Loss::Rest);
        }
    }

    fn skip(&mut self, index: u32, offset: u64, reason: String, loss: Loss) {
        let file = self.survey.name(index);
        self.batch.tell(Finding::Skip(Skip {
            file,
            offset,
            reason,
            loss,
        }));
    }

    fn deal_if_full(&mut self) -> ControlFlow<()> {
        if self.batch.is_full() {
            return self.deal(self.passed);
        }
        ControlFlow::Continue(())
    }

    fn deal(&mut self, bytes: u64) -> ControlFlow<()> {
        self.told = bytes;
        self.batch.tell(Finding::Progress { bytes });
        let batch = std::mem::take(&mut self.batch);
        let parser = self.turn % self.parsers.len().max(1);
        self.turn += 1;
        match self.parsers.get(parser).map(|parser| parser.send(batch)) {
            Some(Ok(())) => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    }
}

fn broken_off(error: &io::Error, packed: bool) -> String {
    if packed {
        return "the compressed data breaks off or is damaged here: what follows was not read"
            .into();
    }
    reading_failed("the rest of this file", error)
}
