//! The web door: every route on this screen, and the server that opens it.
//!
//! A handler looks at the book or calls one of its verbs; what is shown is made in `view`.
//! It stands on loopback unless told otherwise, and calls nobody.

mod answer;
mod app;
mod approach;
mod assets;
mod backups;
mod bids;
mod brief;
mod circles;
mod concerns;
mod confidences;
mod confiding;
mod contributions;
mod details;
mod duplicates;
mod feed;
mod fields;
mod guard;
mod hand;
mod history;
mod import;
mod inbox;
mod insight;
mod keys;
mod listening;
mod makers;
mod meetings;
mod milestones;
mod more;
mod new;
mod opened;
mod pages;
mod people;
mod person;
mod practice;
mod profile;
mod promises;
mod reminders;
mod repairs;
mod retention;
mod review;
mod rights;
mod settings;
mod stopping;
mod today;
mod verb;
pub mod view;
mod walk_arounds;
mod week;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use ledger::Day;
use tokio::time::timeout;
use tower_http::catch_panic::CatchPanicLayer;

use crate::book::Book;
use crate::error::{Error, Result};
pub use app::App;
use import::uploads;
use listening::{BOUNDS, listen};
use stopping::Signals;
use verb::verb;

/// A form holds a name, a day and a note; nothing longer is meant. Uploads have a route of their own.
const FORM_AT_MOST: usize = 256 * 1024;

/// Threads that wait for the book: a few more than it has connections, as one may be reading mail.
const READERS: usize = 12;

/// How long a stopping server waits for pages on their way and for mail being read, then for verbs under way.
/// Together they are well under five seconds; what is not done by then is not in the book.
const LEAVING: Duration = Duration::from_secs(3);
const PATIENCE: Duration = Duration::from_millis(750);

/// Where the door stands, and on which day.
pub struct Options<F: FnOnce(SocketAddr)> {
    /// 0 takes any free port.
    pub port: u16,
    pub host: IpAddr,
    /// A day to show instead of today: for a demo and for tests.
    pub fixed_day: Option<Day>,
    /// Called once the door is open, with where it is.
    pub once_ready: F,
}

/// The host a door stands on unless told otherwise.
pub const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Every route. Each writing route names a verb of the book.
pub fn routes(app: App) -> Router {
    Router::new()
        .route("/", get(today::show))
        .route(today::SHOWN, post(today::shown))
        .route("/people", get(people::show).post(people::meet))
        .route("/search", get(people::search))
        .route("/people/{id}", get(person::show))
        .route("/people/{id}/rename", verb(person::rename))
        .route("/people/{id}/importance", verb(person::importance))
        .route("/people/{id}/rhythm", verb(person::rhythm))
        .route("/people/{id}/quiet", verb(person::quiet))
        .route("/people/{id}/accept", verb(inbox::accept))
        .route("/people/{id}/ignore", verb(inbox::ignore))
        .route("/people/{id}/wait", verb(inbox::wait))
        .route("/people/{id}/merge", verb(inbox::merge))
        .route("/people/{id}/unmerge", verb(inbox::unmerge))
        .route("/people/{id}/done", verb(today::done))
        .route("/people/{id}/put-off", verb(today::put_off))
        .route("/people/{id}/not-needed", verb(today::not_needed))
        .route(
            "/people/{id}/details",
            get(details::show).post(details::remember),
        )
        .route("/people/{id}/approach", post(approach::change))
        .route("/people/{id}/everything", get(rights::show))
        .route(
            "/people/{id}/forget",
            get(rights::ask).merge(verb(rights::forget)),
        )
        .route("/forgotten", get(rights::forgotten))
        .route("/details/{id}/confirm", post(details::confirm))
        .route("/details/{id}/outdated", post(details::outdated))
        .route("/details/{id}/ask-again", post(details::ask_again))
        .route("/details/{id}/reword", post(details::reword))
        .route("/details/{id}/found", post(details::found))
        .route("/profile", get(profile::show))
        .route("/profile/details", post(profile::remember))
        .route(
            "/people/{id}/confidences",
            get(confidences::show).post(confiding::seal),
        )
        .route(
            "/people/{id}/confidences/new",
            get(confiding::show).post(confiding::bring),
        )
        .route("/people/{id}/confidences/open", post(confidences::open))
        .route("/people/{id}/confidences/begin", post(confidences::begin))
        .route(
            "/people/{id}/confidences/passphrase",
            post(confidences::change),
        )
        .route("/people/{id}/confidences/lock", post(confidences::lock))
        .route("/confidences/{id}/kept", post(confiding::kept))
        .route("/confidences/{id}/passed-on", post(confiding::passed_on))
        .route("/confidences/{id}/review", post(confiding::review))
        .route("/confidences/{id}/forget", post(confiding::forget))
        .route("/promises", get(promises::show).post(promises::make))
        .route("/week", get(week::show))
        .route("/week/focus", post(week::focus))
        .route("/week/look-back", post(week::look_back))
        .route("/practice", get(practice::show))
        .route("/practice/{id}", get(practice::card))
        .route("/promises/{id}/keep", verb(promises::keep))
        .route("/promises/{id}/late", verb(promises::late))
        .route("/promises/{id}/release", verb(promises::release))
        .route("/promises/{id}/break", verb(promises::break_promise))
        .route("/promises/{id}/renew", verb(promises::renew))
        .route("/promises/{id}/progress", verb(promises::progress))
        .route("/promises/{id}/hush", verb(promises::hush))
        .route("/people/{id}/breaches", verb(repairs::note))
        .route("/repairs", get(repairs::show))
        .route(
            "/repairs/{id}",
            get(repairs::one).merge(verb(repairs::take)),
        )
        .route("/matters/{id}/hush", verb(today::hush))
        .route("/people/{id}/circles", post(circles::join))
        .route("/brief", get(brief::show))
        .route("/meetings", get(meetings::show).post(meetings::arrange))
        .route("/meetings/{id}", get(meetings::one))
        .route("/meetings/{id}/prepare", verb(meetings::prepare))
        .route("/meetings/{id}/move", verb(meetings::to))
        .route("/meetings/{id}/call-off", verb(meetings::call_off))
        .route("/meetings/{id}/end", verb(meetings::end))
        .route("/meetings/{id}/after", verb(meetings::after))
        .route("/meetings/{id}/thanked", verb(meetings::thanked))
        .route("/circles", get(circles::show).post(circles::make))
        .route("/circles/{id}", get(circles::one).post(circles::change))
        .route("/circles/{id}/add", post(circles::add))
        .route("/circles/{id}/part", post(circles::part))
        .route("/circles/{id}/disband", post(circles::disband))
        .route("/circles/{id}/walk-around", post(walk_arounds::plan))
        .route("/walk-arounds/{id}", get(walk_arounds::show))
        .route("/walk-arounds/{id}/call-off", post(walk_arounds::call_off))
        .route("/happenings", post(circles::happened))
        .route("/insight", get(insight::show))
        .route("/review", get(review::show))
        .route("/touches/{id}/left", verb(review::left))
        .route("/people/{id}/unanswered", verb(review::unanswered))
        .route("/bids", post(bids::note))
        .route("/bids/{id}/answer", verb(bids::answer))
        .route("/bids/{id}/miss", verb(bids::miss))
        .route("/concerns", get(concerns::show).post(concerns::raise))
        .route("/concerns/{id}/look-again", verb(concerns::look_again))
        .route("/concerns/{id}/offer-help", verb(concerns::offer_help))
        .route("/concerns/{id}/ease", verb(concerns::ease))
        .route(
            "/contributions",
            get(contributions::show).post(contributions::saw),
        )
        .route("/contributions/{id}/thank", verb(contributions::thank))
        .route("/contributions/{id}/credit", verb(contributions::credit))
        .route("/milestones", get(milestones::show).post(milestones::note))
        .route("/milestones/{id}/celebrate", verb(milestones::celebrate))
        .route("/milestones/{id}/drop", verb(milestones::drop_one))
        .route("/new", get(new::show))
        .route("/touches", post(new::log))
        .route("/inbox", get(inbox::show))
        .route(
            "/duplicates",
            get(duplicates::show).post(duplicates::answer),
        )
        .route("/import", get(import::show))
        .route("/import/path", post(import::path))
        .route(
            "/import/files",
            post(import::files).layer(DefaultBodyLimit::disable()),
        )
        .route("/import/{batch}", get(import::proposal))
        .route("/import/{batch}/owner", post(import::owner))
        .route("/import/{batch}/accept", post(import::accept))
        .route("/import/{batch}/discard", post(import::discard))
        .route("/settings", get(settings::show))
        .route("/settings/owner", post(settings::owner))
        .route("/settings/zone", post(settings::zone))
        .route("/settings/weights/{id}", post(settings::weigh))
        .route("/settings/weights/{id}/reset", post(settings::reset))
        .route("/backups", get(backups::show).post(backups::make))
        .route("/backups/anew", post(backups::anew))
        .route("/backups/settings", post(backups::change))
        .route("/retention", get(retention::show))
        .route("/retention/apply", post(retention::apply))
        .route("/retention/clear", post(retention::clear))
        .route("/retention/{rule}", post(retention::set))
        .route("/reminders", get(reminders::show).post(reminders::change))
        .route("/reminders/feed", post(reminders::renew))
        .route("/feed/{name}", get(feed::show))
        .route("/history", get(history::show))
        .route("/undo", get(history::ask).post(history::undo))
        .route("/more", get(more::show))
        .route("/keys", get(keys::show))
        .route("/assets/{name}", get(assets::show))
        .route("/favicon.ico", get(assets::icon))
        .fallback(keys::nowhere)
        .layer(DefaultBodyLimit::max(FORM_AT_MOST))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), guard::watch))
        .with_state(app)
}

/// Opens the door and stays until the program is told to stop. Nobody who hangs on keeps it from ending.
///
/// # Errors
/// A port that is taken or not allowed, in a sentence.
pub fn serve<F: FnOnce(SocketAddr)>(book: Book, options: Options<F>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(READERS)
        .build()
        .map_err(|cause| Error::setup("the web app could not start").because(cause))?;
    let ended = runtime.block_on(stand(book, options));
    match ended {
        Ok(Ending::AtOnce) => runtime.shutdown_background(),
        Ok(Ending::InOrder) | Err(_) => runtime.shutdown_timeout(PATIENCE),
    }
    ended.map(|_| ())
}

/// How serving came to its end.
#[derive(Clone, Copy)]
enum Ending {
    InOrder,
    /// It was told to stop a second time.
    AtOnce,
}

async fn stand<F: FnOnce(SocketAddr)>(book: Book, options: Options<F>) -> Result<Ending> {
    let wanted = SocketAddr::new(options.host, options.port);
    let listener = tokio::net::TcpListener::bind(wanted)
        .await
        .map_err(|cause| taken(wanted, cause))?;
    let at = listener
        .local_addr()
        .map_err(|cause| Error::setup("the web app has no address").because(cause))?;
    let mut signals = Signals::heard()?;
    // From the start: a form may bring a passphrase before anything else is asked of us.
    crate::seal::stay_in_memory();
    uploads::sweep(book.place());
    let app = App::new(book, options.fixed_day, options.host);
    // Whoever is told where the door is finds every route behind it.
    let routes = routes(app.clone());
    (options.once_ready)(at);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let told = async {
        let _ = stopped.await;
    };
    let mut listening = std::pin::pin!(listen(listener, routes, BOUNDS, told));
    tokio::select! {
        () = signals.next() => {}
        () = listening.as_mut() => return Ok(Ending::InOrder),
    }
    app.reading().break_off();
    drop(stop);
    let over = async {
        listening.await;
        app.reading().over().await;
    };
    Ok(tokio::select! {
        _ = timeout(LEAVING, over) => Ending::InOrder,
        () = signals.next() => Ending::AtOnce,
    })
}

fn taken(wanted: SocketAddr, cause: std::io::Error) -> Error {
    match cause.kind() {
        std::io::ErrorKind::AddrInUse => {
            Error::setup(format!("something else is already open at {wanted}"))
                .hint("is Troth running already? Otherwise choose another port: --port 7434")
        }
        std::io::ErrorKind::PermissionDenied => {
            Error::setup(format!("this user may not open {wanted}"))
                .hint("choose a port above 1023")
        }
        _ => Error::setup(format!("the web app cannot open {wanted}")).because(cause),
    }
}
