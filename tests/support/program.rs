//! Runs the real `troth` program as a person would at a terminal, in a home of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The program with its own home and one book. The home goes when this does.
pub struct Troth {
    home: TempDir,
    place: String,
}

/// What a person sees: what was printed, and how it ended.
#[derive(Debug)]
pub struct Answer {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Troth {
    /// On an empty SQLite book in its own home.
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("book.db").to_string_lossy().into_owned();
        Self { home, place }
    }

    /// On a book that was begun and holds nothing.
    pub fn begun() -> Self {
        let troth = Self::new();
        Self::begun_at(&troth.place);
        troth
    }

    /// On a book that was begun at this place and holds nothing.
    pub fn begun_at(place: &str) -> Self {
        troth::book::Book::begin(&troth::book::Place::parse(place)).unwrap();
        Self::with_book(place)
    }

    /// On the book at this place: a path, or `postgres://…#name`.
    pub fn with_book(place: &str) -> Self {
        Self {
            place: place.to_owned(),
            ..Self::new()
        }
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn place(&self) -> &str {
        &self.place
    }

    /// Writes a file into the home, for example a mailbox to import, and says where it is.
    pub fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, contents).unwrap();
        path
    }

    /// The command ready to start, for a test that must hold or kill the process itself.
    pub fn command(&self, args: &[&str]) -> Command {
        let home = self.home.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_troth"));
        command
            .args(args)
            .current_dir(home)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("TROTH_BOOK", &self.place)
            .env("TZ", "UTC")
            .env("LANG", "C.UTF-8")
            .env("NO_COLOR", "1")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Answer {
        Answer::of(self.command(args).output().unwrap())
    }

    /// Runs it with something on standard input.
    pub fn run_given(&self, args: &[&str], input: impl AsRef<[u8]>) -> Answer {
        let mut command = self.command(args);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_vec();
        // A program that does not read its input closes the pipe: that is its right. Written from a thread, so
        // that a program that prints much while it reads does not wait for us for ever.
        let writing = std::thread::spawn(move || stdin.write_all(&input).ok());
        let output = child.wait_with_output().unwrap();
        writing.join().unwrap();
        Answer::of(output)
    }

    /// Runs it at a terminal of its own, which `script` makes, with these keys typed one by one; gives
    /// what stood on the screen. `None` where there is no such program.
    pub fn at_a_terminal(&self, args: &[&str], keys: &[&str]) -> Option<String> {
        if Command::new("script").arg("--version").output().is_err() {
            return None;
        }
        let quoted: Vec<String> = args.iter().map(|arg| format!("'{arg}'")).collect();
        let line = format!("{} {}", env!("CARGO_BIN_EXE_troth"), quoted.join(" "));
        let model = self.command(&[]);
        let mut command = Command::new("script");
        command
            .args(["-qec", &line, "/dev/null"])
            .current_dir(self.home())
            .env_clear()
            .envs(
                model
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .env("SHELL", "/bin/sh")
            .env("TERM", "dumb")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        for key in keys {
            // A hand is slower than a program: what is typed before it asks would be echoed by the terminal.
            std::thread::sleep(std::time::Duration::from_millis(700));
            stdin.write_all(key.as_bytes()).ok();
        }
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        Some(Answer::of(output).out)
    }

    /// Runs it and gives what it printed; fails the test when the program refused.
    #[track_caller]
    pub fn says(&self, args: &[&str]) -> String {
        let answer = self.run(args);
        assert_eq!(answer.code, 0, "troth {args:?} refused: {answer:?}");
        answer.out
    }

    /// Runs it and gives the JSON it printed; adds `--json` itself.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let printed = self.says(&[args, &["--json"]].concat());
        serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error} in {printed}"))
    }

    /// Runs it and gives what it complained of; fails the test unless it ended with this code.
    #[track_caller]
    pub fn refuses(&self, code: i32, args: &[&str]) -> String {
        let answer = self.run(args);
        assert_eq!(
            answer.code, code,
            "troth {args:?} ended otherwise: {answer:?}"
        );
        answer.err
    }
}

impl Default for Troth {
    fn default() -> Self {
        Self::new()
    }
}

impl Answer {
    fn of(output: std::process::Output) -> Self {
        Self {
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            // A process ended by a signal has no code; no program ends with −1 by itself.
            code: output.status.code().unwrap_or(-1),
        }
    }
}
