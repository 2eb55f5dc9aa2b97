//! The browser of the soak: one request a connection, forms as a page sends them, and the cookies it was given.
//! All that is known of how the web door is entered stands here.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Mutex;
use std::time::Duration;

/// How long an answer may take: a full book waits for its turn to write up to half a minute.
const PATIENCE: Duration = Duration::from_secs(45);

/// An answer longer than this is no page.
const AT_MOST: u64 = 32 * 1024 * 1024;

pub type Fields = Vec<(String, String)>;

#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    /// Where a `303` leads.
    pub location: String,
    pub body: String,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Nobody was there: nothing was sent.
    NobodyThere,
    /// The connection broke, or nothing came: what was sent may have been done.
    Broke,
}

/// A running server as one browser sees it.
pub struct Door {
    address: SocketAddr,
    cookies: Mutex<Vec<(String, String)>>,
}

impl Door {
    /// Enters by the address `troth serve` printed, with whatever key stands in it.
    pub fn enter(printed: &str) -> Result<Self, Silence> {
        let rest = printed.strip_prefix("http://").unwrap_or(printed);
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let door = Self {
            address: host.parse().map_err(|_| Silence::NobodyThere)?,
            cookies: Mutex::default(),
        };
        let mut path = path.to_owned();
        for _ in 0..4 {
            let answer = door.get(if path.is_empty() { "/" } else { &path })?;
            if !(300..400).contains(&answer.status) {
                break;
            }
            path = answer.location;
        }
        Ok(door)
    }

    pub fn get(&self, path: &str) -> Result<Answer, Silence> {
        self.ask("GET", path, "", None)
    }

    /// Sends a form from a page of this door.
    pub fn send(&self, path: &str, fields: &Fields) -> Result<Answer, Silence> {
        let lines = format!(
            "Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n",
            self.address
        );
        self.ask("POST", path, &lines, Some(&encoded(fields)))
    }

    /// A connection that stays half-way through its request for as long as it is held.
    pub fn dawdle(&self) -> Option<TcpStream> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        let head = format!("GET / HTTP/1.1\r\nHost: {}\r\nX-Slow: ", self.address);
        stream.write_all(head.as_bytes()).ok()?;
        Some(stream)
    }

    fn ask(
        &self,
        method: &str,
        path: &str,
        lines: &str,
        body: Option<&str>,
    ) -> Result<Answer, Silence> {
        let mut stream = TcpStream::connect_timeout(&self.address, Duration::from_secs(3))
            .map_err(|_| Silence::NobodyThere)?;
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.address);
        request += &self.cookie_line();
        if let Some(body) = body {
            let _ = write!(request, "Content-Length: {}\r\n", body.len());
        }
        let _ = write!(
            request,
            "{lines}Connection: close\r\n\r\n{}",
            body.unwrap_or_default()
        );
        let exchange = |stream: &mut TcpStream| -> std::io::Result<Vec<u8>> {
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            stream.write_all(request.as_bytes())?;
            let mut bytes = Vec::new();
            stream.take(AT_MOST).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = exchange(&mut stream).map_err(|_| Silence::Broke)?;
        self.read(&bytes).ok_or(Silence::Broke)
    }

    fn cookie_line(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        if cookies.is_empty() {
            return String::new();
        }
        let pairs: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("Cookie: {}\r\n", pairs.join("; "))
    }

    /// `None` for an answer that broke off.
    fn read(&self, bytes: &[u8]) -> Option<Answer> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]);
        let body = &bytes[end + 4..];
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let mut location = String::new();
        for line in lines {
            let (name, value) = line.split_once(':')?;
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "location" => value.clone_into(&mut location),
                "set-cookie" => self.keep(value),
                "content-length" if value.parse() != Ok(body.len()) => return None,
                _ => {}
            }
        }
        let body = String::from_utf8_lossy(body).into_owned();
        Some(Answer {
            status,
            location,
            body,
        })
    }

    fn keep(&self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or_default();
        let Some((name, value)) = pair.split_once('=') else {
            return;
        };
        let mut cookies = self.cookies.lock().unwrap();
        cookies.retain(|(known, _)| known != name);
        cookies.push((name.to_owned(), value.to_owned()));
    }
}

fn encoded(fields: &Fields) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
        .collect();
    pairs.join("&")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                escaped.push(char::from(byte));
            }
            b' ' => escaped.push('+'),
            _ => {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}
