//! The disk under the book is filled while everybody goes on, and freed again.

use std::fs::File;
use std::io::Write;

use fastrand::Rng;

use super::{Blow, server};
use crate::run::Run;
use crate::site::Site;
use crate::tally::Fault;

pub fn full(run: &Run, site: &mut Site, dice: &mut Rng) -> Blow {
    if !site.has_small_disk {
        return Blow::PassedOver("no small disk could be mounted here");
    }
    let ballast = site.small.join("ballast");
    fill(&File::create(&ballast).unwrap());
    run.note("disk full");
    run.rest(dice, 1200, 3000);
    if dice.u32(0..3) == 0 {
        if let Some(mut server) = site.server.take() {
            server.kill();
        }
        server::close(run, site);
        // It may refuse to start here, in a sentence.
        if let Err(why) = server::open(run, site) {
            run.tally.refused("serve", &why);
        }
        run.rest(dice, 300, 900);
    }
    std::fs::remove_file(&ballast).unwrap();
    run.note("disk freed");
    if site.server.is_none()
        && let Err(why) = server::open(run, site)
    {
        run.fault(
            Fault::Otherwise,
            format!("the server does not start once the disk is free: {why}"),
        );
    }
    run.rest(dice, 800, 2000);
    Blow::Struck
}

/// Large pieces first, then small ones, so that nothing is left.
fn fill(mut ballast: &File) {
    for size in [1 << 20, 1 << 16, 1 << 12, 1] {
        let piece = vec![7; size];
        while ballast.write_all(&piece).is_ok() {}
    }
}
