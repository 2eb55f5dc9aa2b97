//! The threads that make pages, as many as there are processors: more would only make all of them
//! late. Each takes the page that has waited longest as soon as it has finished one, so that no
//! processor stands still between two pages.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::oneshot;

use crate::error::{Error, Result};

type Work = Box<dyn FnOnce() + Send>;

/// They end when this is dropped.
pub struct Makers {
    waiting: Sender<Work>,
}

impl Default for Makers {
    fn default() -> Self {
        let (waiting, next) = channel::<Work>();
        let next = Arc::new(Mutex::new(next));
        let many = thread::available_parallelism().map_or(2, |count| count.get().max(2));
        for _ in 0..many {
            let next = Arc::clone(&next);
            thread::spawn(move || while take(&next).is_some_and(done) {});
        }
        Self { waiting }
    }
}

impl Makers {
    /// Waits its turn and is made, unless whoever asked has left by then.
    pub async fn make<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, made) = oneshot::channel();
        let work = move || {
            if !answer.is_closed() {
                // Whoever asked may leave while it is made: then it is of no use to anybody.
                let _ = answer.send(work());
            }
        };
        let unfinished = || Error::internal("this could not be finished");
        self.waiting
            .send(Box::new(work))
            .map_err(|_| unfinished())?;
        made.await
            .unwrap_or_else(|cause| Err(unfinished().because(cause)))
    }
}

fn take(next: &Mutex<Receiver<Work>>) -> Option<Work> {
    next.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .recv()
        .ok()
}

/// Work that breaks off leaves the thread to the next; whoever waits for it is told.
fn done(work: Work) -> bool {
    let _ = catch_unwind(AssertUnwindSafe(work));
    true
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Context, Waker};

    use super::*;

    fn run<T>(asked: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.unwrap().block_on(asked)
    }

    #[test]
    fn work_that_breaks_off_is_said_and_the_next_is_done() {
        let makers = Makers::default();
        run(async {
            // More than there are threads: none of them is lost by it.
            for _ in 0..64 {
                let broken: Result<()> = makers.make(|| panic!("broken off")).await;
                assert!(broken.is_err());
            }
            assert_eq!(makers.make(|| Ok(7)).await.unwrap(), 7);
        });
    }

    #[test]
    fn what_nobody_waits_for_any_more_is_not_made() {
        let (makers, made) = (Makers::default(), Arc::new(AtomicUsize::new(0)));
        let (open, gate) = channel::<()>();
        let gate = Arc::new(Mutex::new(gate));
        run(async {
            // Every thread waits at the gate, so that what follows stands in the queue.
            let many = thread::available_parallelism().map_or(2, |count| count.get().max(2));
            let held = (0..many).map(|_| {
                let gate = Arc::clone(&gate);
                Box::pin(makers.make(move || Ok(gate.lock().unwrap().recv())))
            });
            let mut held: Vec<_> = held.collect();
            assert!(held.iter_mut().all(is_pending));
            let counted = Arc::clone(&made);
            let mut left = Box::pin(makers.make(move || {
                counted.fetch_add(1, Ordering::SeqCst);
                Ok(())
            }));
            assert!(is_pending(&mut left));
            drop(left);
            drop(open);
            for one in held {
                one.await.unwrap().unwrap_err();
            }
            makers.make(|| Ok(())).await.unwrap();
        });
        assert_eq!(made.load(Ordering::SeqCst), 0);
    }

    /// Asks once, without waiting.
    fn is_pending<F: Future + Unpin>(asked: &mut F) -> bool {
        let mut context = Context::from_waker(Waker::noop());
        Pin::new(asked).poll(&mut context).is_pending()
    }
}
