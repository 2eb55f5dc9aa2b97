//! The database server under the book: its connections dropped, itself restarted at once.

use fastrand::Rng;

use super::Blow;
use crate::run::Run;
use crate::site::Site;

pub fn dropped(run: &Run, site: &mut Site, dice: &mut Rng) -> Blow {
    for _ in 0..dice.u32(2..6) {
        let Some(cluster) = &site.cluster else { break };
        match cluster.drop_connections() {
            Ok(dropped) => run.note(&format!("{dropped} connections dropped")),
            Err(why) => run.note(&format!("connections not dropped: {why}")),
        }
        run.rest(dice, 100, 900);
    }
    Blow::Struck
}

pub fn restarted(run: &Run, site: &mut Site, dice: &mut Rng) -> Blow {
    if let Some(cluster) = &mut site.cluster {
        cluster.restart().unwrap();
        run.note("database restarted");
    }
    run.rest(dice, 500, 1500);
    Blow::Struck
}
