//! `troth serve`, started, killed and stopped by its own number.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use troth::clock::Stopwatch;

use super::program::Program;

/// How long it may take until its door is open.
const STARTS: Duration = Duration::from_secs(30);

/// How long it may take to stop when it is asked to.
pub const STOPS: Duration = Duration::from_secs(5);

pub struct Server {
    child: Child,
    /// The address as it was printed.
    pub printed: String,
}

impl Server {
    /// Must be called from the main thread: the server is ended by the system when the thread is gone.
    pub fn start(program: &Program, log: &Path) -> Result<Self, String> {
        let told = OpenOptions::new().create(true).append(true).open(log);
        let mut child = program
            .bound(&["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(told.map_err(|cause| cause.to_string())?)
            .spawn()
            .map_err(|cause| cause.to_string())?;
        let before = std::fs::metadata(log).map_or(0, |log| log.len());
        let out = child.stdout.take().unwrap();
        let (says, said) = mpsc::channel();
        std::thread::spawn(move || {
            let mut lines = BufReader::new(out);
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
                if let Some(at) = line.find("http://") {
                    let address = line[at..].split_whitespace().next().unwrap_or_default();
                    says.send(address.to_owned()).ok();
                }
                line.clear();
            }
            // What else it prints is read to its end, so that it never waits for us.
            lines.read_to_end(&mut Vec::new()).ok();
        });
        let mut server = Self {
            child,
            printed: String::new(),
        };
        if let Ok(address) = said.recv_timeout(STARTS) {
            server.printed = address;
            return Ok(server);
        }
        server.kill();
        let log = std::fs::read(log).unwrap_or_default();
        let from = usize::try_from(before).unwrap_or(0).min(log.len());
        let line = String::from_utf8_lossy(&log[from..])
            .lines()
            .next()
            .map(str::to_owned);
        Err(line.unwrap_or_else(|| "it said nothing".to_owned()))
    }

    pub fn kill(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }

    /// Asks it to stop; how long it took, or `None` where it had to be killed.
    pub fn stop(mut self) -> Option<Duration> {
        let watch = Stopwatch::start();
        kill_process(Pid::from_child(&self.child), Signal::TERM).ok();
        while watch.elapsed() < STOPS {
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                return Some(watch.elapsed());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        self.kill();
        None
    }

    pub fn lives(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|status| status.is_none())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
