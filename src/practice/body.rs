//! The body of a card's page: headed parts of paragraphs, steps and quotes, and nothing else, so
//! that a terminal shows it as well as a browser does.

use ledger::practice::{Block, Heading, Part};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

type Read<T> = Result<T, String>;

/// The parts in their order; what stands before the first heading is the why.
pub fn parts(body: &str) -> Read<Vec<Part>> {
    let mut page = Page::default();
    for event in Parser::new_ext(body, Options::ENABLE_SMART_PUNCTUATION) {
        page.take(event)?;
    }
    Ok(page.parts)
}

/// What is being read.
#[derive(Default)]
struct Page {
    parts: Vec<Part>,
    text: String,
    lines: Vec<String>,
    inside: Inside,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Nothing,
    Steps,
    Quote,
}

impl Page {
    fn take(&mut self, event: Event<'_>) -> Read<()> {
        match event {
            Event::Text(text) => self.text.push_str(&text),
            Event::SoftBreak if self.inside == Inside::Quote => self.end_line(),
            Event::SoftBreak => self.text.push(' '),
            Event::Start(Tag::List(Some(_))) => self.inside = Inside::Steps,
            Event::Start(Tag::BlockQuote(_)) => self.inside = Inside::Quote,
            Event::Start(Tag::Paragraph | Tag::Item) => {}
            Event::Start(Tag::Heading {
                level: HeadingLevel::H2,
                ..
            }) => {}
            Event::End(TagEnd::Heading(_)) => return self.end_heading(),
            Event::End(TagEnd::Paragraph) if self.inside == Inside::Nothing => {
                let text = std::mem::take(&mut self.text);
                self.add(Block::Text(text));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.end_line(),
            Event::End(TagEnd::List(_)) => self.end_lines(Block::Steps),
            Event::End(TagEnd::BlockQuote(_)) => self.end_lines(Block::Said),
            other => {
                return Err(format!(
                    "a card is paragraphs, steps and quotes under headings, and not {other:?}"
                ));
            }
        }
        Ok(())
    }

    fn end_heading(&mut self) -> Read<()> {
        let words = std::mem::take(&mut self.text);
        let heading = Heading::of(&words).ok_or_else(|| format!("a card has no part “{words}”"))?;
        self.parts.push(Part {
            heading,
            blocks: Vec::new(),
        });
        Ok(())
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.text);
        if !line.trim().is_empty() {
            self.lines.push(line);
        }
    }

    fn end_lines(&mut self, block: fn(Vec<String>) -> Block) {
        self.inside = Inside::Nothing;
        let lines = std::mem::take(&mut self.lines);
        self.add(block(lines));
    }

    fn add(&mut self, block: Block) {
        match self.parts.last_mut() {
            Some(part) => part.blocks.push(block),
            None => self.parts.push(Part {
                heading: Heading::Why,
                blocks: vec![block],
            }),
        }
    }
}
