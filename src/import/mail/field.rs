//! The header of a mail as named fields, in order, still raw. Understands no field.

/// One field: its name without blanks, its value with the folds still in it.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    pub name: &'a [u8],
    pub value: &'a [u8],
}

impl Field<'_> {
    /// The name in lower case, written into `room`; a name too long for any field we know of
    /// is cut short, and so matches none.
    pub fn known_name<'r>(&self, room: &'r mut [u8; 32]) -> &'r [u8] {
        let length = self.name.len().min(room.len());
        let name = &mut room[..length];
        name.copy_from_slice(&self.name[..length]);
        name.make_ascii_lowercase();
        name
    }

    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }
}

/// The fields of a header block, which may open with an envelope's `From ` line.
///
/// Text that does not begin like a header has no fields at all: it is the middle of a body
/// cut off by an unescaped `From `. A stray line further down is passed over.
pub fn fields(block: &[u8]) -> Fields<'_> {
    Fields {
        rest: without_mark(block),
        begun: false,
        envelopes: 0,
    }
}

fn without_mark(block: &[u8]) -> &[u8] {
    block.strip_prefix(b"\xef\xbb\xbf").unwrap_or(block)
}

pub struct Fields<'a> {
    rest: &'a [u8],
    begun: bool,
    /// `From ` lines seen before the first field; an mbox and its transport leave two at most.
    envelopes: u8,
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        loop {
            let line = first_line(self.rest)?;
            if is_blank(line) {
                return None;
            }
            let whole = folded_line(self.rest);
            if let Some(field) = field_of(whole) {
                self.begun = true;
                self.rest = &self.rest[whole.len()..];
                return Some(field);
            }
            if !self.begun && (self.envelopes == 2 || !is_envelope(line)) {
                return None;
            }
            self.envelopes = (self.envelopes + 1).min(2);
            self.rest = &self.rest[whole.len()..];
        }
    }
}

fn first_line(text: &[u8]) -> Option<&[u8]> {
    if text.is_empty() {
        return None;
    }
    Some(memchr::memchr(b'\n', text).map_or(text, |end| &text[..=end]))
}

/// A line with the lines that continue it.
fn folded_line(text: &[u8]) -> &[u8] {
    let mut end = 0;
    while let Some(line) = first_line(&text[end..]) {
        if end > 0 && (!line.starts_with(b" ") && !line.starts_with(b"\t") || is_blank(line)) {
            break;
        }
        end += line.len();
    }
    &text[..end]
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|b| matches!(b, b'\r' | b'\n'))
}

fn is_envelope(line: &[u8]) -> bool {
    line.starts_with(b"From ") || line.starts_with(b">From ")
}

fn field_of(line: &[u8]) -> Option<Field<'_>> {
    let colon = line
        .iter()
        .position(|b| !(33..=126).contains(b) || *b == b':')?;
    let blanks = line[colon..]
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    if colon == 0 || line.get(colon + blanks) != Some(&b':') {
        return None;
    }
    Some(Field {
        name: &line[..colon],
        value: line[colon + blanks + 1..].trim_ascii(),
    })
}
