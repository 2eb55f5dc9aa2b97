//! A page of words for a terminal: wrapped, aligned, at most as wide as the reader's window.
//! Styles are always written; whoever prints takes them out where colour is not wanted. Every text is
//! tamed as it comes in, so that the styles are all that commands the terminal.

use console::measure_text_width;
use ledger::lettering::tame;
use owo_colors::OwoColorize;

/// How loud a piece of text is. One accent, no red and green: nothing here grades people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Strong,
    Dim,
    Accent,
}

impl Tone {
    fn paint(self, text: &str) -> String {
        match self {
            _ if text.is_empty() => String::new(),
            Self::Plain => text.to_owned(),
            Self::Strong => text.bold().to_string(),
            Self::Dim => text.dimmed().to_string(),
            Self::Accent => text.cyan().to_string(),
        }
    }
}

/// A page as it is printed: made here alone, of tame text and of styles.
pub struct Styled(String);

impl Styled {
    pub fn into_text(self) -> String {
        self.0
    }
}

pub struct Page {
    text: String,
    width: usize,
}

impl Page {
    pub fn new(width: usize) -> Self {
        Self {
            text: String::new(),
            width,
        }
    }

    pub fn styled(self) -> Styled {
        Styled(self.text)
    }

    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A heading with a quieter remark at the right edge, below it when the two do not fit.
    pub fn heading(&mut self, text: &str, remark: &str) {
        self.ends(0, (text, Tone::Strong), (remark, Tone::Dim));
    }

    /// A small title over a part of the page, with a line of space before it.
    pub fn section(&mut self, text: &str) {
        self.blank();
        self.text.push_str(&Tone::Accent.paint(&tame(text)));
        self.blank();
    }

    /// Text wrapped at the width, every line indented.
    pub fn paragraph(&mut self, indent: usize, text: &str, tone: Tone) {
        for line in wrap(&tame(text), self.width.saturating_sub(indent)) {
            self.line(indent, &line, tone);
        }
    }

    /// A label and what it says, wrapped beside it.
    pub fn labelled(&mut self, label: &str, column: usize, text: &str) {
        let (label, text) = (&tame(label), &tame(text));
        let gap = column.saturating_sub(measure_text_width(label));
        let mut lines = wrap(text, self.width.saturating_sub(column)).into_iter();
        self.text.push_str(&Tone::Dim.paint(label));
        self.text.push_str(&" ".repeat(gap));
        self.text.push_str(&lines.next().unwrap_or_default());
        self.blank();
        for line in lines {
            self.line(column, &line, Tone::Plain);
        }
    }

    /// One piece at the left, one at the right edge.
    pub fn ends(&mut self, indent: usize, left: (&str, Tone), right: (&str, Tone)) {
        let (left, right) = ((&*tame(left.0), left.1), (&*tame(right.0), right.1));
        let used = indent + measure_text_width(left.0) + measure_text_width(right.0);
        if used + 2 > self.width || right.0.is_empty() {
            self.paragraph(indent, left.0, left.1);
            self.paragraph(indent, right.0, right.1);
            return;
        }
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(&left.1.paint(left.0));
        self.text.push_str(&" ".repeat(self.width - used));
        self.text.push_str(&right.1.paint(right.0));
        self.blank();
    }

    fn line(&mut self, indent: usize, text: &str, tone: Tone) {
        if !text.is_empty() {
            self.text.push_str(&" ".repeat(indent));
            self.text.push_str(&tone.paint(text));
        }
        self.blank();
    }

    /// Rows in columns two spaces apart. The column that `gives` is cut when the rest needs the room.
    pub fn table(&mut self, indent: usize, columns: &[Column], rows: &[Vec<String>]) {
        self.table_among(indent, columns, rows, rows);
    }

    /// The same, with what is said beside some rows on lines of its own, so that nothing is cut of it.
    pub fn table_with(
        &mut self,
        indent: usize,
        columns: &[Column],
        rows: &[Vec<String>],
        asides: &[Option<String>],
    ) {
        let rows = tamed(rows);
        let widths = self.widths(indent, columns, &rows);
        for (row, aside) in rows.iter().zip(asides) {
            self.row(indent, columns, row, &widths);
            if let Some(aside) = aside {
                self.paragraph(indent + 2, aside, Tone::Dim);
            }
        }
    }

    /// The same, with columns that line up with those of other tables on the page: `among` holds
    /// the rows of all of them.
    pub fn table_among(
        &mut self,
        indent: usize,
        columns: &[Column],
        rows: &[Vec<String>],
        among: &[Vec<String>],
    ) {
        let (rows, among) = (tamed(rows), tamed(among));
        let widths = self.widths(indent, columns, &among);
        for row in &rows {
            self.row(indent, columns, row, &widths);
        }
    }

    fn row(&mut self, indent: usize, columns: &[Column], row: &[String], widths: &[usize]) {
        let mut line = " ".repeat(indent);
        let last = row.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
        for (n, ((cell, column), width)) in row.iter().zip(columns).zip(widths).enumerate() {
            if n > last {
                break;
            }
            if n > 0 {
                line.push_str("  ");
            }
            let cell = cut(cell, *width);
            let room = " ".repeat(width.saturating_sub(measure_text_width(&cell)));
            let painted = column.tone.paint(&cell);
            match column.edge {
                Edge::Left if n == last => line.push_str(&painted),
                Edge::Left => line.push_str(&format!("{painted}{room}")),
                Edge::Right => line.push_str(&format!("{room}{painted}")),
            }
        }
        self.text.push_str(line.trim_end());
        self.blank();
    }

    fn widths(&self, indent: usize, columns: &[Column], rows: &[Vec<String>]) -> Vec<usize> {
        let mut widths: Vec<usize> = (0..columns.len())
            .map(|n| {
                rows.iter()
                    .filter_map(|row| row.get(n))
                    .map(|cell| measure_text_width(cell))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let gaps = 2 * columns.len().saturating_sub(1) + indent;
        let total: usize = widths.iter().sum::<usize>() + gaps;
        let Some(giving) = columns.iter().position(|column| column.gives == Gives::Way) else {
            return widths;
        };
        let pushes_right = columns.iter().any(|column| column.edge == Edge::Right);
        if total > self.width {
            widths[giving] = widths[giving].saturating_sub(total - self.width).max(8);
        } else if pushes_right {
            // Numbers stand at the right edge of the page, where a sum can stand beneath them.
            widths[giving] += self.width - total;
        }
        widths
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    Left,
    Right,
}

/// Whether a column keeps its width or gives way to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    Way,
    No,
}

#[derive(Clone, Copy, Debug)]
pub struct Column {
    tone: Tone,
    edge: Edge,
    gives: Gives,
}

impl Column {
    pub const fn new(tone: Tone) -> Self {
        Self {
            tone,
            edge: Edge::Left,
            gives: Gives::No,
        }
    }

    pub const fn giving(tone: Tone) -> Self {
        Self {
            tone,
            edge: Edge::Left,
            gives: Gives::Way,
        }
    }

    pub const fn right(tone: Tone) -> Self {
        Self {
            tone,
            edge: Edge::Right,
            gives: Gives::No,
        }
    }
}

fn tamed(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let row = |row: &Vec<String>| row.iter().map(|cell| tame(cell).into_owned()).collect();
    rows.iter().map(row).collect()
}

/// Cut to a width, with an ellipsis where something is missing.
pub fn cut(text: &str, width: usize) -> String {
    if measure_text_width(text) <= width {
        return text.to_owned();
    }
    console::truncate_str(text, width, "…").into_owned()
}

/// A sentence in lines of at most `width`; whole where there is no terminal to be narrow.
pub fn wrapped(text: &str, width: Option<usize>) -> String {
    width.map_or_else(|| text.to_owned(), |width| wrap(text, width).join("\n"))
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![];
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && measure_text_width(&line) + 1 + measure_text_width(word) > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(page: Page) -> String {
        console::strip_ansi_codes(&page.styled().into_text()).into_owned()
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let mut page = Page::new(30);
        page.paragraph(
            4,
            "a sentence that goes on for longer than the page is wide",
            Tone::Plain,
        );
        page.heading("A heading of some length", "and a remark");
        let long = vec!["x".repeat(50), "12.00".to_owned()];
        page.table(
            2,
            &[Column::giving(Tone::Plain), Column::right(Tone::Plain)],
            &[long],
        );
        let text = plain(page);
        assert!(
            text.lines().all(|line| measure_text_width(line) <= 30),
            "{text}"
        );
    }

    #[test]
    fn nothing_on_a_page_commands_the_terminal_but_its_styles() {
        let evil = "\u{1b}]0;x\u{7}\u{1b}[31mE\u{9b}2J\u{202e}ve";
        let mut page = Page::new(60);
        page.heading(evil, evil);
        page.section(evil);
        page.paragraph(2, evil, Tone::Dim);
        page.labelled(evil, 8, evil);
        page.ends(0, (evil, Tone::Plain), (evil, Tone::Accent));
        page.table(2, &[Column::giving(Tone::Strong)], &[vec![evil.to_owned()]]);
        let text = page.styled().into_text();
        let mut rest = text.as_str();
        while let Some((_, after)) = rest.split_once('\u{1b}') {
            let style = after
                .strip_prefix('[')
                .and_then(|after| after.split_once('m'));
            let (style, after) = style.unwrap_or_else(|| panic!("{after:?}"));
            assert!(["0", "1", "2", "36", "39"].contains(&style), "{style:?}");
            rest = after;
        }
        assert!(!text.contains(['\u{7}', '\u{9b}', '\u{202e}']));
    }

    #[test]
    fn numbers_stand_at_the_right_edge() {
        let mut page = Page::new(20);
        let columns = [Column::giving(Tone::Plain), Column::right(Tone::Plain)];
        let rows = [
            vec!["coffee".to_owned(), "+3.00".to_owned()],
            vec!["Tomás".to_owned(), "−0.50".to_owned()],
        ];
        page.table(0, &columns, &rows);
        assert_eq!(plain(page), "coffee         +3.00\nTomás          −0.50\n");
    }

    #[test]
    fn a_label_keeps_its_text_beside_it() {
        let mut page = Page::new(24);
        page.labelled("Last", 8, "a coffee on Tuesday in the canteen");
        assert_eq!(
            plain(page),
            "Last    a coffee on\n        Tuesday in the\n        canteen\n"
        );
    }
}
