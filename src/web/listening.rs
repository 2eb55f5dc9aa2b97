//! The open door: who is let in, how many at once, and how long anybody is waited for. What they
//! are answered is the routes' matter. When it closes, whoever is answered just then is waited for
//! a little, and nobody else.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

/// How long and how many.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// One owner's browsers have a dozen connections open; a process may hold 1,024 files.
    pub at_once: usize,
    /// Until the head of a request is whole; so long a connection may also stand idle.
    pub head: Duration,
    /// Until a piece of an answer is taken.
    pub taken: Duration,
    /// Until those who are answered while the door closes are done.
    pub closing: Duration,
}

pub const BOUNDS: Bounds = Bounds {
    at_once: 256,
    head: Duration::from_secs(10),
    taken: Duration::from_secs(20),
    closing: Duration::from_secs(2),
};

/// Said to whoever comes while everybody who is in is being answered.
const TURNED_AWAY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n\
    Content-Length: 51\r\nConnection: close\r\n\r\nToo many are here just now. Try again in a moment.\n";

/// So much of what they asked is read.
const AWAY: u64 = 64 * 1024;

/// Lets people in until `told` to close, then waits for those who are being answered.
pub async fn listen(
    listener: TcpListener,
    routes: Router,
    bounds: Bounds,
    told: impl Future<Output = ()>,
) {
    let (closing, closed) = watch::channel(());
    let (mut room, mut guests, mut told) = (Room::new(bounds), JoinSet::new(), pin!(told));
    loop {
        let stream = tokio::select! {
            biased;
            () = &mut told => break,
            Some(_) = guests.join_next() => continue,
            stream = next(&listener) => stream,
        };
        match room.seat() {
            Some(seat) => guests.spawn(attend(stream, seat, routes.clone(), closed.clone())),
            None => guests.spawn(turn_away(stream, bounds)),
        };
    }
    drop((listener, closing));
    let gone = async { while guests.join_next().await.is_some() {} };
    // Who is still here then is dropped with the set.
    let _ = timeout(bounds.closing, gone).await;
}

async fn next(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            // Who left while waiting is nobody's loss; where no file can be opened, others close one soon.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

/// A connection's place in the room.
struct Seat {
    bounds: Bounds,
    /// Requests being answered.
    busy: AtomicUsize,
    asked_to_leave: Notify,
}

struct Room {
    bounds: Bounds,
    /// In the order they came.
    seats: VecDeque<Weak<Seat>>,
}

impl Room {
    fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            seats: VecDeque::new(),
        }
    }

    /// A place for one more. In a full room whoever has waited longest and asks for nothing leaves;
    /// where everybody is being answered there is none.
    fn seat(&mut self) -> Option<Arc<Seat>> {
        if self.seats.len() >= self.bounds.at_once {
            self.seats.retain(|seat| seat.strong_count() > 0);
        }
        if self.seats.len() >= self.bounds.at_once {
            let idle = |seat: &Weak<Seat>| seat.upgrade().is_none_or(|seat| seat.is_idle());
            let place = self.seats.iter().position(idle)?;
            let leaving = self.seats.remove(place).as_ref().and_then(Weak::upgrade);
            leaving.inspect(|seat| seat.asked_to_leave.notify_one());
        }
        let seat = Arc::new(Seat {
            bounds: self.bounds,
            busy: AtomicUsize::new(0),
            asked_to_leave: Notify::new(),
        });
        self.seats.push_back(Arc::downgrade(&seat));
        Some(seat)
    }
}

impl Seat {
    fn is_idle(&self) -> bool {
        self.busy.load(Ordering::Relaxed) == 0
    }

    fn busy(self: &Arc<Self>) -> Busy {
        self.busy.fetch_add(1, Ordering::Relaxed);
        Busy(self.clone())
    }
}

/// For as long as a request is answered.
struct Busy(Arc<Seat>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

/// One connection, from its first byte to its last.
async fn attend(
    stream: TcpStream,
    seat: Arc<Seat>,
    routes: Router,
    mut closed: watch::Receiver<()>,
) {
    // A page is one small answer: waiting to fill a packet would only delay it.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(seat.bounds.taken));
    let routes = TowerToHyperService::new(routes);
    let at = seat.clone();
    let answer = service_fn(move |request: Request<Incoming>| {
        let (busy, answer) = (at.busy(), routes.call(request.map(Body::new)));
        async move {
            let answered: Result<Response<Body>, Infallible> = answer.await;
            drop(busy);
            answered
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(seat.bounds.head)
        .serve_connection(TokioIo::new(Box::pin(stream)), answer);
    let mut connection = pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = seat.asked_to_leave.notified() => return,
        _ = closed.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

async fn turn_away(mut stream: TcpStream, bounds: Bounds) {
    let said = async {
        let _ = stream.write_all(TURNED_AWAY).await;
        let _ = stream.shutdown().await;
        // What was asked is read away: closed upon it, the answer could be lost.
        let _ = tokio::io::copy(&mut stream.take(AWAY), &mut tokio::io::sink()).await;
    };
    let _ = timeout(bounds.closing, said).await;
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::routing::get;
    use tokio::sync::oneshot;
    use tokio::task::JoinHandle;

    use super::*;
    use crate::clock::Stopwatch;

    const SHORT: Duration = Duration::from_millis(200);
    const LONG: Duration = Duration::from_secs(60);
    const WHOLE: usize = 64 * 1024 * 1024;

    const PATIENT: Bounds = Bounds {
        at_once: 4,
        head: LONG,
        taken: LONG,
        closing: SHORT,
    };

    struct Door {
        at: SocketAddr,
        stop: oneshot::Sender<()>,
        open: JoinHandle<()>,
    }

    async fn open(bounds: Bounds) -> Door {
        let routes = Router::new()
            .route("/", get(|| async { "somebody is here" }))
            .route("/slow", get(|| sleep(LONG)))
            .route("/long", get(|| async { vec![b'x'; WHOLE] }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (stop, told) = oneshot::channel();
        let told = async {
            let _ = told.await;
        };
        let open = tokio::spawn(listen(listener, routes, bounds, told));
        Door { at, stop, open }
    }

    impl Door {
        async fn says(&self, words: &str) -> TcpStream {
            let mut stream = TcpStream::connect(self.at).await.unwrap();
            stream.write_all(words.as_bytes()).await.unwrap();
            stream
        }

        async fn asks(&self, path: &str) -> TcpStream {
            self.says(&format!("GET {path} HTTP/1.1\r\nHost: h\r\n\r\n"))
                .await
        }
    }

    /// What comes until the other side closes; that it closes is waited for long enough.
    async fn all_of(mut stream: TcpStream) -> Vec<u8> {
        let mut came = Vec::new();
        let read = timeout(Duration::from_secs(20), stream.read_to_end(&mut came)).await;
        // A connection may also be closed upon what was not read yet.
        let _ = read.expect("the connection is closed by the door");
        came
    }

    async fn begins_with(stream: &mut TcpStream, words: &str) {
        let mut came = vec![0; words.len()];
        let read = timeout(Duration::from_secs(20), stream.read_exact(&mut came)).await;
        read.expect("an answer comes").unwrap();
        assert_eq!(String::from_utf8_lossy(&came), words);
    }

    #[tokio::test]
    async fn half_a_head_is_not_waited_for_and_neither_is_nothing() {
        let door = open(Bounds {
            head: SHORT,
            ..PATIENT
        })
        .await;
        all_of(door.says("GET / HTTP/1.1\r\nHo").await).await;
        all_of(door.says("").await).await;
        let mut idle = door.asks("/").await;
        begins_with(&mut idle, "HTTP/1.1 200 OK").await;
        all_of(idle).await;
    }

    #[tokio::test]
    async fn in_a_full_room_whoever_asks_for_nothing_makes_room() {
        let door = open(PATIENT).await;
        let mut hanging = Vec::new();
        for _ in 0..50 {
            hanging.push(door.says("GET / HTTP/1.1\r\nHo").await);
        }
        begins_with(&mut door.asks("/").await, "HTTP/1.1 200 OK").await;
    }

    #[tokio::test]
    async fn where_everybody_is_being_answered_the_next_is_told_so() {
        let door = open(PATIENT).await;
        let mut answered = Vec::new();
        for _ in 0..PATIENT.at_once {
            let mut stream = door.asks("/").await;
            begins_with(&mut stream, "HTTP/1.1 200 OK").await;
            let again = b"GET /slow HTTP/1.1\r\nHost: h\r\n\r\n";
            stream.write_all(again).await.unwrap();
            answered.push(stream);
        }
        sleep(SHORT).await;
        let told = String::from_utf8(all_of(door.asks("/").await).await).unwrap();
        assert!(
            told.starts_with("HTTP/1.1 503 Service Unavailable"),
            "{told}"
        );
        let (head, body) = told.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}", body.len())));
        assert!(body.contains("Try again in a moment."));
    }

    #[tokio::test]
    async fn an_answer_nobody_takes_is_given_up() {
        let door = open(Bounds {
            taken: SHORT,
            ..PATIENT
        })
        .await;
        let slow = door.asks("/long").await;
        sleep(SHORT * 5).await;
        assert!(all_of(slow).await.len() < WHOLE);
    }

    #[tokio::test]
    async fn closing_waits_for_who_is_answered_and_no_longer_than_meant() {
        let door = open(PATIENT).await;
        let slow = door.asks("/slow").await;
        let half = door.says("GET / HTTP/1.1\r\nHo").await;
        begins_with(&mut door.asks("/").await, "HTTP/1.1 200 OK").await;
        let watch = Stopwatch::start();
        door.stop.send(()).unwrap();
        door.open.await.unwrap();
        assert!(watch.elapsed() >= SHORT && watch.elapsed() < LONG / 4);
        drop((slow, half));
    }
}
