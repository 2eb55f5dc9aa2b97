//! Reads the repository for the house rules: which files there are, and for Rust what is code, what is text
//! in quotes and what is test code. It judges nothing; the rules do.

use std::path::Path;

/// Folders that hold nothing written by hand.
const NOT_OURS: &[&str] = &[
    "target",
    ".git",
    "node_modules",
    "shots",
    "corpus",
    "artifacts",
];

/// Kinds of file the rules read as text.
const TEXTS: &[&str] = &[
    "rs", "md", "toml", "sql", "mjs", "js", "css", "json", "yml", "sh", "",
];

/// The repository, or a made-up one of a few lines to try a rule on.
pub struct House {
    pub files: Vec<File>,
}

pub struct File {
    /// From the root of the repository, with `/`.
    pub path: String,
    pub text: String,
}

/// A broken rule: where, and what mends it.
#[derive(Debug, PartialEq)]
pub struct Breach {
    pub place: String,
    pub mend: String,
}

impl Breach {
    pub fn at(path: &str, line: usize, mend: impl Into<String>) -> Self {
        Self {
            place: format!("{path}:{line}"),
            mend: mend.into(),
        }
    }
}

impl House {
    /// The repository these tests were built from.
    pub fn here() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        gather(root, root, &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        assert!(
            files.len() > 10,
            "the repository could not be read at {root:?}"
        );
        Self { files }
    }

    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        Self {
            files: files.iter().map(file).collect(),
        }
    }

    pub fn rust(&self) -> impl Iterator<Item = Source> {
        let rust = |file: &&File| file.path.ends_with(".rs");
        self.files.iter().filter(rust).map(Source::of)
    }

    /// The Rust of the program and of the ledger, without the tests beside them.
    pub fn program(&self) -> impl Iterator<Item = Source> {
        self.rust().filter(|source| {
            (source.path.starts_with("src/") || source.path.starts_with("ledger/src/"))
                && !source.path.ends_with("/tests.rs")
                && !source.path.contains("/tests/")
        })
    }

    pub fn markdown(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.path.ends_with(".md"))
    }

    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    pub fn holds(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        self.files
            .iter()
            .any(|file| file.path == path || file.path.starts_with(&folder))
            || Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists()
    }
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            gather(root, &path, files);
            continue;
        }
        let kind = path.extension().map_or("", |kind| kind.to_str().unwrap());
        if !TEXTS.contains(&kind) {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let path = path.strip_prefix(root).unwrap();
        files.push(File {
            path: path.to_string_lossy().replace('\\', "/"),
            text,
        });
    }
}

/// One Rust file, taken apart.
pub struct Source {
    pub path: String,
    /// Line by line, with comments and the insides of quotes blanked, and test code left out.
    pub code: Vec<String>,
    /// What stands in quotes outside tests, with the line it begins on (from 1).
    pub quotes: Vec<(usize, String)>,
    pub first_line: String,
}

impl Source {
    pub fn of(file: &File) -> Self {
        let (blanked, quotes) = take_apart(&file.text);
        let tests = test_lines(&blanked);
        let outside = |line: usize| !tests.get(line - 1).copied().unwrap_or(false);
        let code = blanked.lines().enumerate().map(|(at, line)| {
            if outside(at + 1) {
                line.to_owned()
            } else {
                String::new()
            }
        });
        Self {
            path: file.path.clone(),
            code: code.collect(),
            quotes: quotes.into_iter().filter(|q| outside(q.0)).collect(),
            first_line: file.text.lines().next().unwrap_or_default().to_owned(),
        }
    }

    /// The code lines, numbered from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code
            .iter()
            .enumerate()
            .map(|(at, line)| (at + 1, line.as_str()))
    }
}

/// Blanks comments and the insides of quotes (line ends stay, so that lines keep their numbers).
fn take_apart(text: &str) -> (String, Vec<(usize, String)>) {
    let chars: Vec<char> = text.chars().collect();
    let (mut code, mut quotes) = (String::new(), Vec::new());
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let end = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => end_of_line(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => end_of_block(&chars, at),
            '"' => end_of_quote(&chars, at),
            'r' if !follows_word(&chars, at) => end_of_raw(&chars, at),
            '\'' => end_of_char(&chars, at),
            _ => at,
        };
        if end == at {
            code.push(chars[at]);
            line += usize::from(chars[at] == '\n');
            at += 1;
            continue;
        }
        let piece: String = chars[at..end].iter().collect();
        if let (Some(open), Some(close)) = (piece.find('"'), piece.rfind('"'))
            && open < close
            && !piece.starts_with('/')
        {
            quotes.push((line, piece[open + 1..close].to_owned()));
        }
        code.extend(
            piece
                .chars()
                .map(|c| if c == '\n' || c == '"' { c } else { ' ' }),
        );
        line += piece.matches('\n').count();
        at = end;
    }
    (code, quotes)
}

fn follows_word(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| chars[before]);
    // `br"…"` is a raw quote too; any other letter before the r makes it part of a name.
    before.is_some_and(|c| (c.is_alphanumeric() && c != 'b') || c == '_')
}

fn end_of_line(chars: &[char], at: usize) -> usize {
    let rest = chars[at..].iter().position(|c| *c == '\n');
    rest.map_or(chars.len(), |length| at + length)
}

fn end_of_block(chars: &[char], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn end_of_quote(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// `r"…"`, `r#"…"#` and so on; `at` itself when this r opens no raw quote.
fn end_of_raw(chars: &[char], at: usize) -> usize {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(at + 1 + hashes) != Some(&'"') {
        return at;
    }
    let mut end = at + 2 + hashes;
    while end < chars.len() {
        let closes = chars[end] == '"'
            && chars[end + 1..]
                .iter()
                .take(hashes)
                .filter(|c| **c == '#')
                .count()
                == hashes;
        end += 1;
        if closes {
            return end + hashes;
        }
    }
    chars.len()
}

/// A character in quotes; a lifetime (`'a`) is code and stays.
fn end_of_char(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => {
            let close = chars
                .iter()
                .skip(at + 3)
                .position(|c| *c == '\'')
                .map(|n| at + 4 + n);
            close.unwrap_or(at)
        }
        (Some(_), Some('\'')) => at + 3,
        _ => at,
    }
}

/// Which lines stand in an item marked `#[cfg(test)]`.
fn test_lines(code: &str) -> Vec<bool> {
    let mut tests = vec![false; code.lines().count()];
    for (start, _) in code.match_indices("#[cfg(test)]") {
        let end = start + end_of_item(&code[start..]);
        let line = |at: usize| code[..at].matches('\n').count();
        let last = line(end).min(tests.len().saturating_sub(1));
        tests[line(start)..=last].fill(true);
    }
    tests
}

fn end_of_item(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at,
            '}' => depth -= 1,
            ';' if depth == 0 => return at,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn comments_quotes_and_tests_are_told_from_code() {
    let text = "//! Says fn.\nfn a<'a>() { b(\"no \\\" code\", '\"', r#\"raw \"x\" \"#); } // end\n\
                #[cfg(test)]\nmod tests {\n    fn inside() {}\n}\nfn after() {}\n";
    let source = Source::of(&File {
        path: "src/a.rs".into(),
        text: text.into(),
    });
    let quotes: Vec<&str> = source.quotes.iter().map(|q| q.1.as_str()).collect();
    assert_eq!(quotes, ["no \\\" code", "raw \"x\" "]);
    assert!(!source.code.concat().contains("Says"));
    assert!(!source.code.concat().contains("inside"));
    assert!(source.code[6].contains("fn after"));
}
