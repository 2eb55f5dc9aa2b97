//! The password of the mail server, from where the owner keeps it, at the moment it is needed. It is
//! in no message and no log.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::patience::ended;
use crate::book::PasswordFrom;

/// A password is one line, and not a long one.
const LONGEST: usize = 1024;

/// Nothing more than this is taken from a command, whatever else it has to say.
const PRINTED_AT_MOST: usize = 1024 * 1024;

/// Long enough for an owner who is asked to unlock it.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was printed before the command ended is in the pipe by then. A program it left behind may
/// keep the pipe open for ever, and is not waited for.
const LAST_WORDS: Duration = Duration::from_secs(1);

pub fn read(from: &PasswordFrom) -> Result<String, String> {
    crate::seal::stay_in_memory();
    match from {
        PasswordFrom::Book(password) => Ok(password.clone()),
        PasswordFrom::File(path) => of_file(path),
        PasswordFrom::Command(command) => of_command(command, PATIENCE),
    }
}

fn of_file(path: &Path) -> Result<String, String> {
    let failed = || "the file of the mail password could not be read".to_owned();
    // Opening a pipe would wait for somebody to write into it.
    if !std::fs::metadata(path).map_err(|_| failed())?.is_file() {
        return Err("what is named as the file of the mail password is no plain file".to_owned());
    }
    let file = std::fs::File::open(path).map_err(|_| failed())?;
    let mut line = Vec::new();
    let limited = file.take(LONGEST as u64 + 2);
    BufReader::new(limited)
        .read_until(b'\n', &mut line)
        .map_err(|_| failed())?;
    first_line(&line).ok_or_else(|| "the file of the mail password holds none".to_owned())
}

/// Through a shell, as the owner would type it. What it complains of is not kept: it may hold anything.
fn of_command(command: &str, patience: Duration) -> Result<String, String> {
    let failed = || "the command that gives the mail password failed".to_owned();
    let mut child = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| failed())?;
    let pipe = child.stdout.take().ok_or_else(failed)?;
    let printed = listen(pipe);
    match ended(&mut child, patience) {
        Some(status) if status.success() => {}
        Some(_) => return Err(failed()),
        None => return Err("the command that gives the mail password did not end".to_owned()),
    }
    let printed = printed.map_err(|_| failed())?;
    first_line(&heard(&printed))
        .ok_or_else(|| "the command that gives the mail password printed none".to_owned())
}

/// Empties a pipe from a thread of its own, so that a command with much to say comes to its end.
fn listen(mut pipe: impl Read + Send + 'static) -> std::io::Result<Receiver<Vec<u8>>> {
    let (teller, printed) = channel();
    let listen = move || {
        let mut piece = [0; 4096];
        let mut taken = 0;
        while let Ok(size @ 1..) = pipe.read(&mut piece) {
            taken += size;
            let piece = piece.get(..size).unwrap_or_default().to_vec();
            if teller.send(piece).is_err() || taken > PRINTED_AT_MOST {
                return;
            }
        }
    };
    std::thread::Builder::new()
        .name("password".to_owned())
        .spawn(listen)?;
    Ok(printed)
}

/// Up to the end of the first line at least, or all there is.
fn heard(printed: &Receiver<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    while !bytes.contains(&b'\n') && bytes.len() <= LONGEST {
        match printed.recv_timeout(LAST_WORDS) {
            Ok(piece) => bytes.extend(piece),
            Err(_) => break,
        }
    }
    bytes
}

/// A line longer than a password is none: half of it would be a wrong one.
fn first_line(bytes: &[u8]) -> Option<String> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let fits = !line.is_empty() && line.len() <= LONGEST;
    String::from_utf8(line.to_vec()).ok().filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Stopwatch;

    #[track_caller]
    fn gives(command: &str, expected: Result<&str, &str>) {
        let waited = Stopwatch::start();
        let given = of_command(command, Duration::from_secs(5));
        assert_eq!(given.as_deref().map_err(String::as_str), expected);
        assert!(waited.elapsed() < Duration::from_secs(20), "{command}");
    }

    #[test]
    fn a_command_gives_its_first_line_however_much_it_says_and_whatever_it_leaves_behind() {
        gives("echo owl", Ok("owl"));
        gives("printf 'owl\\r\\nand more'", Ok("owl"));
        gives("echo owl; head -c 300000 /dev/zero", Ok("owl"));
        gives("sleep 60 & echo owl", Ok("owl"));
        gives("sleep 60 & printf owl", Ok("owl"));
    }

    #[test]
    fn a_command_that_gives_no_password_is_not_waited_for_and_says_so() {
        let none = "the command that gives the mail password printed none";
        gives("true", Err(none));
        gives("sleep 60 &", Err(none));
        gives("head -c 300000 /dev/zero | tr '\\0' x", Err(none));
        let failed = "the command that gives the mail password failed";
        gives("echo owl; exit 3", Err(failed));
        gives("yes owl; false", Err(failed));
        let endless = "the command that gives the mail password did not end";
        gives("echo owl; exec sleep 60", Err(endless));
        gives("sleep 60", Err(endless));
    }

    #[test]
    fn a_file_of_a_password_is_a_plain_file() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let refused = "what is named as the file of the mail password is no plain file";
        assert_eq!(of_file(&pipe).unwrap_err(), refused);
        assert_eq!(of_file(Path::new("/dev/zero")).unwrap_err(), refused);
        let file = folder.path().join("file");
        std::fs::write(&file, "owl\r\nand more\n").unwrap();
        assert_eq!(of_file(&file).unwrap(), "owl");
        std::fs::write(&file, "x".repeat(300_000)).unwrap();
        let none = "the file of the mail password holds none";
        assert_eq!(of_file(&file).unwrap_err(), none);
    }
}
