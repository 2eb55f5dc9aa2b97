//! A small mail server on this machine, as well or ill tempered as a story needs it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// How it behaves from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Temper {
    Takes,
    RefusesPassword,
    /// Not now, it says.
    Busy,
    /// It says nothing at all.
    Silent,
}

pub struct PostOffice {
    pub port: u16,
    temper: Arc<Mutex<Temper>>,
    letters: Arc<Mutex<Vec<String>>>,
}

/// What a login as `noor` with `PASSWORD` looks like.
pub const PASSWORD: &str = "seven small stones";
const LOGIN: &str = "AUTH PLAIN AG5vb3IAc2V2ZW4gc21hbGwgc3RvbmVz";

impl PostOffice {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let office = Self {
            port: listener.local_addr().unwrap().port(),
            temper: Arc::new(Mutex::new(Temper::Takes)),
            letters: Arc::default(),
        };
        let (temper, letters) = (office.temper.clone(), office.letters.clone());
        std::thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                let now = *temper.lock().unwrap();
                let letters = letters.clone();
                // A caller who hangs up is no concern of the story's.
                std::thread::spawn(move || serve(caller, now, &letters).ok());
            }
        });
        office
    }

    pub fn is(&self, temper: Temper) {
        *self.temper.lock().unwrap() = temper;
    }

    /// What was taken, with its head, in the order it came.
    pub fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

fn serve(caller: TcpStream, temper: Temper, letters: &Mutex<Vec<String>>) -> std::io::Result<()> {
    if temper == Temper::Silent {
        // Open until the caller gives up.
        let mut nothing = String::new();
        BufReader::new(caller).read_line(&mut nothing)?;
        return Ok(());
    }
    let mut out = caller.try_clone()?;
    let mut lines = BufReader::new(caller).lines();
    out.write_all(b"220 post office\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let word = line.split(' ').next().unwrap_or_default().to_uppercase();
        let answer: &[u8] = match word.as_str() {
            "EHLO" => b"250-post office\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n",
            "AUTH" if temper == Temper::RefusesPassword || line != LOGIN => b"535 no\r\n",
            "AUTH" => b"235 welcome\r\n",
            "MAIL" if temper == Temper::Busy => b"451 later\r\n",
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                let mut letter = String::new();
                for line in lines.by_ref() {
                    match line?.as_str() {
                        "." => break,
                        line => letter.push_str(&format!("{line}\n")),
                    }
                }
                letters.lock().unwrap().push(letter);
                b"250 taken\r\n"
            }
            "QUIT" => b"221 goodbye\r\n",
            _ => b"250 well\r\n",
        };
        out.write_all(answer)?;
    }
    Ok(())
}
