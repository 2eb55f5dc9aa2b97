//! Whole processes and live connections, measured: wall time, processor seconds, peak memory,
//! and how long each of many answers took.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use troth::clock::Stopwatch;

/// What one run of a program took.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub wall: f64,
    /// Processor seconds, user and system.
    pub cpu: f64,
    /// Peak resident memory in megabytes (10⁶ bytes).
    pub memory: f64,
}

/// Runs a program under GNU time `times` times after one warm-up; answers the median run by wall time.
pub fn median_run(times: usize, program: &str, words: &[&str]) -> Run {
    run(program, words);
    let mut runs: Vec<Run> = (0..times).map(|_| run(program, words)).collect();
    runs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    runs[runs.len() / 2]
}

pub fn run(program: &str, words: &[&str]) -> Run {
    let notes = tempfile::NamedTempFile::new().unwrap();
    let watch = Stopwatch::start();
    let status = Command::new("/usr/bin/time")
        .args(["-f", "%U %S %M", "-o"])
        .arg(notes.path())
        .arg(program)
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let wall = watch.elapsed().as_secs_f64();
    assert!(status.success(), "{program} {words:?} failed");
    let text = std::fs::read_to_string(notes.path()).unwrap();
    let numbers: Vec<f64> = text
        .split_whitespace()
        .map(|word| word.parse().unwrap())
        .collect();
    Run {
        wall,
        cpu: numbers[0] + numbers[1],
        memory: numbers[2] * 1024.0 / 1e6,
    }
}

/// How long answers took, in milliseconds, from many connections that ask one after another.
pub fn load(address: &str, paths: &[String], connections: usize, each: usize) -> Latencies {
    let watch = Stopwatch::start();
    let mut all: Vec<f64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..connections)
            .map(|n| scope.spawn(move || ask(address, paths, n, each)))
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    let seconds = watch.elapsed().as_secs_f64();
    all.sort_by(f64::total_cmp);
    let at = |share: f64| all[((all.len() - 1) as f64 * share) as usize];
    Latencies {
        p50: at(0.5),
        p99: at(0.99),
        most: at(1.0),
        a_second: all.len() as f64 / seconds,
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Latencies {
    pub p50: f64,
    pub p99: f64,
    pub most: f64,
    pub a_second: f64,
}

fn ask(address: &str, paths: &[String], thread: usize, each: usize) -> Vec<f64> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut body = Vec::new();
    (0..each)
        .map(|n| {
            let path = &paths[(thread * each + n) % paths.len()];
            let request =
                format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\n\r\n");
            let watch = Stopwatch::start();
            stream.write_all(request.as_bytes()).unwrap();
            answer(&mut reader, &mut body);
            watch.elapsed().as_secs_f64() * 1e3
        })
        .collect()
}

fn answer(reader: &mut BufReader<TcpStream>, body: &mut Vec<u8>) {
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 200"), "{line}");
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        if line == "\r\n" {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap();
        }
    }
    assert!(length > 0, "an answer without a length");
    body.resize(length, 0);
    reader.read_exact(body).unwrap();
}
