//! Where the book of a soak lies: a small disk of its own for SQLite, a cluster of its own for PostgreSQL; and
//! what is put there: the server, copies of the book.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::arguments::Engine;
use super::cluster::Cluster;
use super::server::Server;
use super::truth::Span;

/// Megabytes of the disk the book lies on.
const DISK: u64 = 128;

pub struct Site {
    pub engine: Engine,
    pub folder: PathBuf,
    /// The book's folder; a disk of its own where one could be had.
    pub small: PathBuf,
    pub has_small_disk: bool,
    pub cluster: Option<Cluster>,
    pub server: Option<Server>,
    pub copies: Vec<Copied>,
    made: usize,
}

/// The book as it stood within a span of time.
#[derive(Clone, Debug)]
pub struct Copied {
    pub path: PathBuf,
    pub span: Span,
}

impl Site {
    pub fn prepare(engine: Engine, folder: &Path) -> Result<Self, String> {
        std::fs::remove_dir_all(folder).ok();
        let small = folder.join("small");
        for part in ["small", "home", "mail", "copies"] {
            std::fs::create_dir_all(folder.join(part)).map_err(|cause| cause.to_string())?;
        }
        let cluster = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Cluster::start()?),
        };
        let has_small_disk = engine == Engine::Sqlite && is_apart() && mount(&small);
        Ok(Self {
            engine,
            folder: folder.to_owned(),
            small,
            has_small_disk,
            cluster,
            server: None,
            copies: Vec::new(),
            made: 0,
        })
    }

    /// As `TROTH_BOOK` takes it.
    pub fn place(&self) -> String {
        match &self.cluster {
            Some(cluster) => format!("{}#soak", cluster.url()),
            None => self.book().to_str().unwrap().to_owned(),
        }
    }

    /// The file of the book.
    pub fn book(&self) -> PathBuf {
        self.small.join("book.db")
    }

    /// A path nothing lies at yet.
    pub fn fresh(&mut self, name: &str) -> PathBuf {
        self.made += 1;
        self.folder
            .join("copies")
            .join(format!("{:03}-{name}", self.made))
    }

    /// Keeps the newest three copies.
    pub fn keep_copy(&mut self, copy: Copied) {
        self.copies.push(copy);
        if self.copies.len() > 3 {
            let oldest = self.copies.remove(0);
            std::fs::remove_file(oldest.path).ok();
        }
    }

    /// Takes everything away; what there is to show stays where a fault was found.
    pub fn leave(self, found: usize) {
        drop(self.server);
        drop(self.cluster);
        if self.has_small_disk {
            Command::new("umount").arg(&self.small).status().ok();
        }
        if found == 0 {
            std::fs::remove_dir_all(&self.folder).ok();
            return;
        }
        // Without the disk under it there is nothing in it.
        for part in ["small", "copies", "home", "mail"] {
            std::fs::remove_dir_all(self.folder.join(part)).ok();
        }
    }
}

/// The three files of a SQLite book.
pub fn files(book: &Path) -> [PathBuf; 3] {
    let beside = |end: &str| PathBuf::from(format!("{}{end}", book.display()));
    [book.to_owned(), beside("-wal"), beside("-shm")]
}

pub fn is_root() -> bool {
    rustix::process::getuid().is_root()
}

/// Whether this process has mounts of its own, so that none of them stays behind.
fn is_apart() -> bool {
    let mounts = |of: &str| std::fs::read_link(format!("/proc/{of}/ns/mnt")).ok();
    let parent = rustix::process::getppid().map(|pid| pid.as_raw_nonzero().to_string());
    parent.is_some_and(|parent| mounts("self") != mounts(&parent))
}

fn mount(small: &Path) -> bool {
    let mounted = Command::new("mount")
        .args([
            "-t",
            "tmpfs",
            "-o",
            &format!("size={DISK}m,mode=0700"),
            "soak",
        ])
        .arg(small)
        .status();
    mounted.is_ok_and(|status| status.success())
}
