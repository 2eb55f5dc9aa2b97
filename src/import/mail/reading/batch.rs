//! A handful of header blocks, cut but not understood; understanding them is a parser's work.

use std::ops::Range;

use super::super::finding::{Finding, Loss, Message, Skip};
use super::super::letter::{Place, understand};
use super::super::mbox::{Head, LONGEST_HEADER};
use super::super::survey::Survey;
use super::source;

const FULL_BYTES: usize = 256 * 1024;
const FULL_JOBS: usize = 256;

#[derive(Default)]
pub struct Batch {
    /// The header blocks, one behind the other.
    bytes: Vec<u8>,
    jobs: Vec<Job>,
}

enum Job {
    Block {
        place: Place,
        range: Range<usize>,
    },
    /// A file that is one letter: the parser opens it, so that many small files are read on
    /// all cores.
    Letter {
        file: u32,
    },
    Tell(Finding),
}

impl Batch {
    pub fn is_full(&self) -> bool {
        self.bytes.len() >= FULL_BYTES || self.jobs.len() >= FULL_JOBS
    }

    pub fn add_head(&mut self, head: &Head<'_>, place: Place) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(head.block);
        let range = start..self.bytes.len();
        self.jobs.push(Job::Block { place, range });
    }

    pub fn add_letter(&mut self, file: u32) {
        self.jobs.push(Job::Letter { file });
    }

    pub fn tell(&mut self, finding: Finding) {
        self.jobs.push(Job::Tell(finding));
    }

    pub fn understand(self, survey: &Survey) -> Vec<Finding> {
        let mut findings = Vec::with_capacity(self.jobs.len());
        for job in self.jobs {
            match job {
                Job::Block { place, range } => {
                    let block = self.bytes.get(range).unwrap_or_default();
                    tell(understand(block, place), survey, &mut findings);
                }
                Job::Letter { file } => letter(survey, file, &mut findings),
                Job::Tell(finding) => findings.push(finding),
            }
        }
        findings
    }
}

fn letter(survey: &Survey, index: u32, findings: &mut Vec<Finding>) {
    let Some(file) = survey.files.get(index as usize) else {
        return;
    };
    let skip = |offset, reason, loss| Skip {
        file: survey.name(index),
        offset,
        reason,
        loss,
    };
    match source::letter(&survey.path(file)) {
        Ok(letter) => {
            let place = Place {
                file: index,
                offset: letter.offset,
                sent: survey.is_sent(file),
            };
            tell(understand(&letter.header, place), survey, findings);
            if letter.cut {
                findings.push(Finding::Skip(skip(letter.offset, cut_short(), Loss::Part)));
            }
        }
        Err(reason) => findings.push(Finding::Skip(skip(0, reason, Loss::All))),
    }
}

/// A letter, and what of it was cut.
fn tell(message: Message, survey: &Survey, findings: &mut Vec<Finding>) {
    let skips = message.cut.iter().map(|cut| {
        Finding::Skip(Skip {
            file: survey.name(message.file),
            offset: message.offset,
            reason: cut.words().to_owned(),
            loss: Loss::Part,
        })
    });
    let skips: Vec<Finding> = skips.collect();
    findings.push(Finding::Message(Box::new(message)));
    findings.extend(skips);
}

/// The sentence for a header that goes on and on.
pub fn cut_short() -> String {
    format!(
        "this mail's header is longer than {} KiB: the rest of it was not read",
        LONGEST_HEADER / 1024
    )
}
