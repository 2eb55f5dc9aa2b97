//! The web app as a process of its own: started, spoken to as a browser would, and ended by a signal.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use super::Troth;

pub struct Serving {
    child: Child,
    address: String,
}

/// What came back: the status, and the rest.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub text: String,
}

impl Serving {
    pub fn start(troth: &Troth, more: &[&str]) -> Self {
        Self::of(troth.command(&[&["serve", "--port", "0"], more].concat()))
    }

    /// A command that opens the web app and says where.
    pub fn of(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().rsplit("http://").next().unwrap();
        Self {
            child,
            address: address.trim_end_matches('/').to_owned(),
        }
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, "")
    }

    pub fn post(&self, path: &str, body: &str) -> Reply {
        self.send("POST", path, body)
    }

    /// Adds somebody by the form, and gives the status.
    pub fn meet(&self, name: &str) -> u16 {
        self.post("/people", &format!("name={name}")).status
    }

    fn send(&self, method: &str, path: &str, body: &str) -> Reply {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {1}\r\n\r\n{body}",
            self.address,
            body.len(),
        )
        .unwrap();
        let mut bytes = vec![];
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let status = text.split(' ').nth(1).unwrap_or_default();
        Reply {
            status: status.parse().unwrap_or_else(|_| panic!("{text}")),
            text,
        }
    }

    /// As Ctrl-C or a system that shuts down ends it.
    pub fn stop(mut self) -> ExitStatus {
        self.signal(Signal::TERM);
        self.child.wait().unwrap()
    }

    pub fn kill(mut self) {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
    }

    fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.id()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
