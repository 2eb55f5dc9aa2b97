//! What is done to the book and to the program while everybody goes on using them.

mod backup;
mod cluster;
mod disk;
mod place;
mod server;

use fastrand::Rng;

use super::arguments::Engine;
use super::run::Run;
use super::site::Site;

pub use backup::copy;
pub use server::{close, open, stop_and_take_alone};

/// How a blow went.
pub enum Blow {
    Struck,
    /// It could not be struck here, and why.
    PassedOver(&'static str),
}

pub struct Chaos {
    pub name: &'static str,
    pub strike: fn(&Run, &mut Site, &mut Rng) -> Blow,
}

const CALM: Chaos = Chaos {
    name: "nothing",
    strike: |_, _, _| Blow::Struck,
};
const KILLED: Chaos = Chaos {
    name: "server killed",
    strike: server::killed,
};
const STOPPED: Chaos = Chaos {
    name: "server stopped",
    strike: server::stopped,
};
const FULL: Chaos = Chaos {
    name: "disk full",
    strike: disk::full,
};
const MOVED: Chaos = Chaos {
    name: "book moved away and back",
    strike: place::moved,
};
const DELETED: Chaos = Chaos {
    name: "book deleted, then restored",
    strike: place::deleted,
};
const REPLACED: Chaos = Chaos {
    name: "book replaced by an older one",
    strike: place::replaced,
};
const RESTORED: Chaos = Chaos {
    name: "backup taken, then restored",
    strike: backup::restored,
};
const DROPPED: Chaos = Chaos {
    name: "connections dropped",
    strike: cluster::dropped,
};
const RESTARTED: Chaos = Chaos {
    name: "database restarted",
    strike: cluster::restarted,
};

/// Every blow an engine can be struck with.
pub fn of(engine: Engine) -> Vec<&'static Chaos> {
    match engine {
        Engine::Sqlite => vec![
            &CALM, &KILLED, &STOPPED, &FULL, &MOVED, &DELETED, &REPLACED, &RESTORED,
        ],
        Engine::Postgres => vec![&CALM, &KILLED, &STOPPED, &DROPPED, &RESTARTED, &RESTORED],
    }
}
