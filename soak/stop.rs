//! Whether the soak was told to stop, by Ctrl-C or SIGTERM, or has run its time; waiting that ends at once then.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

#[derive(Clone, Default)]
pub struct Stop(Arc<(Mutex<bool>, Condvar)>);

impl Stop {
    /// One that hears the signals.
    pub fn listen() -> Self {
        let stop = Self::default();
        let heard = stop.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(signalled());
            heard.tell();
        });
        stop
    }

    pub fn tell(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    pub fn told(&self) -> bool {
        *self.0.0.lock().unwrap()
    }

    /// Waits so long, or until told; says whether it was told.
    pub fn wait(&self, at_most: Duration) -> bool {
        let told = self.0.0.lock().unwrap();
        let waited = self.0.1.wait_timeout_while(told, at_most, |told| !*told);
        *waited.unwrap().0
    }
}

async fn signalled() {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt()).unwrap();
    let mut terminated = signal(SignalKind::terminate()).unwrap();
    let mut hung_up = signal(SignalKind::hangup()).unwrap();
    tokio::select! {
        _ = interrupted.recv() => {}
        _ = terminated.recv() => {}
        _ = hung_up.recv() => {}
    }
}
