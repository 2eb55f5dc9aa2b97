//! A PostgreSQL server of the soak's own, with writes as durable as on a real one: its connections can be dropped
//! and it can be restarted at once.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

const SCRIPT: &str = include_str!("cluster.sh");

pub struct Cluster {
    shell: Child,
    says: BufReader<ChildStdout>,
    port: u16,
}

impl Cluster {
    pub fn start() -> Result<Self, String> {
        let bin = programs().ok_or("there is no PostgreSQL server on this machine")?;
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|cause| cause.to_string())?;
        let port = listener
            .local_addr()
            .map_err(|cause| cause.to_string())?
            .port();
        drop(listener);
        // PostgreSQL refuses to run as root; this account comes with Debian's package.
        let account: &[&str] = if super::site::is_root() {
            &[
                "setpriv",
                "--reuid",
                "postgres",
                "--regid",
                "postgres",
                "--init-groups",
                "sh",
            ]
        } else {
            &["sh"]
        };
        let mut shell = Command::new(account[0])
            .args(&account[1..])
            .args(["-c", SCRIPT, "troth-soak-postgres"])
            .arg(bin)
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|cause| cause.to_string())?;
        let mut says = BufReader::new(shell.stdout.take().unwrap());
        let mut first = String::new();
        says.read_line(&mut first).ok();
        if first.trim() != "ready" {
            says.read_to_string(&mut first).ok();
            return Err(format!("the PostgreSQL server did not start: {first}"));
        }
        Ok(Self { shell, says, port })
    }

    pub fn url(&self) -> String {
        format!("postgres://troth@127.0.0.1:{}/postgres", self.port)
    }

    /// Restarts it as a power cut would.
    pub fn restart(&mut self) -> Result<(), String> {
        let stdin = self.shell.stdin.as_mut().unwrap();
        stdin
            .write_all(b"restart\n")
            .map_err(|cause| cause.to_string())?;
        let mut line = String::new();
        self.says
            .read_line(&mut line)
            .map_err(|cause| cause.to_string())?;
        if line.trim() == "restarted" {
            Ok(())
        } else {
            Err("the PostgreSQL server did not come back".to_owned())
        }
    }

    /// Drops every connection but the one that asks; says how many.
    pub fn drop_connections(&self) -> Result<usize, postgres::Error> {
        let mut client = postgres::Client::connect(&self.url(), postgres::NoTls)?;
        let dropped = client.query(
            "select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()",
            &[],
        )?;
        Ok(dropped.len())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The end of its input is its word to stop.
        drop(self.shell.stdin.take());
        self.shell.wait().ok();
    }
}

/// Where `initdb` and `pg_ctl` are: Debian keeps them out of the path, one folder per version.
fn programs() -> Option<PathBuf> {
    let told = Command::new("pg_config").arg("--bindir").output().ok();
    let told = told.map(|told| PathBuf::from(String::from_utf8_lossy(&told.stdout).trim()));
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok();
    let mut versions: Vec<PathBuf> = versions
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    versions.sort();
    told.into_iter()
        .chain(versions.into_iter().rev())
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}
