//! The command line of the program under test: a command run to its end, or killed on its way.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

/// A command that has not ended by then hangs.
const PATIENCE: Duration = Duration::from_secs(90);

/// The program, with a home of its own and one book.
#[derive(Clone)]
pub struct Program {
    troth: PathBuf,
    home: PathBuf,
    pub place: String,
}

/// How a command ended.
#[derive(Clone, Debug)]
pub struct Ended {
    pub out: String,
    pub err: String,
    /// `None` when a signal ended it.
    pub code: Option<i32>,
    pub hung: bool,
}

impl Program {
    pub fn new(home: PathBuf, place: String) -> Self {
        // `TROTH_PROGRAM` names another build; else an example lies in a folder beside the program.
        let here = std::env::current_exe().unwrap();
        let built = here.ancestors().nth(2).unwrap().join("troth");
        let troth = std::env::var_os("TROTH_PROGRAM").map_or(built, PathBuf::from);
        assert!(troth.exists(), "{} is not built", troth.display());
        Self { troth, home, place }
    }

    /// The same program on another book.
    pub fn on(&self, place: &str) -> Self {
        Self {
            place: place.to_owned(),
            ..self.clone()
        }
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.troth);
        command.args(words);
        self.dress(command)
    }

    /// The same, ended by the system when the thread that started it ends.
    pub fn bound(&self, words: &[&str]) -> Command {
        if Command::new("setpriv").arg("--version").output().is_err() {
            return self.command(words);
        }
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--"]);
        command.arg(&self.troth).args(words);
        self.dress(command)
    }

    fn dress(&self, mut command: Command) -> Command {
        let home = &self.home;
        command
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

    pub fn run(&self, words: &[&str]) -> Ended {
        let mut ended = self.run_for(words, PATIENCE);
        ended.hung = ended.code.is_none();
        ended
    }

    /// Runs it, and kills it after so long unless it has ended by then.
    pub fn run_for(&self, words: &[&str], life: Duration) -> Ended {
        let mut command = self.command(words);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Not waited for before both pipes are closed, so the number is still this child's when it is killed.
        let (lives, over) = mpsc::channel::<()>();
        let pid = Pid::from_child(&child);
        let death = std::thread::spawn(move || {
            if over.recv_timeout(life) == Err(mpsc::RecvTimeoutError::Timeout) {
                kill_process(pid, Signal::KILL).ok();
            }
        });
        let (out, err) = read_both(&mut child);
        drop(lives);
        death.join().unwrap();
        let status = child.wait().unwrap();
        Ended {
            out,
            err,
            code: status.code(),
            hung: false,
        }
    }

    pub fn knows(&self, command: &str) -> bool {
        self.run(&[command, "--help"]).code == Some(0)
    }

    /// Writes the whole book to a file.
    pub fn export(&self, to: &Path) -> Result<(), String> {
        let ended = self.run(&["export", to.to_str().unwrap()]);
        if ended.code == Some(0) {
            Ok(())
        } else {
            Err(ended.sentence())
        }
    }
}

fn read_both(child: &mut Child) -> (String, String) {
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let reading = std::thread::spawn(move || read(&mut err));
    (read(&mut out), reading.join().unwrap())
}

fn read(pipe: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes).ok();
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Ended {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_default()
    }

    /// Its complaint without the program's name and without the hint.
    pub fn sentence(&self) -> String {
        let line = self.err.lines().next().unwrap_or_default();
        let line = line.strip_prefix("troth: ").unwrap_or(line);
        match (line, self.hung) {
            (_, true) => "hung".to_owned(),
            ("", false) => format!("ended with {:?} and no word", self.code),
            (line, false) => line.to_owned(),
        }
    }
}
