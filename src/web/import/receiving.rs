//! An upload as it comes in: every part of it has a limit, so has the wait for the next piece, and
//! what comes faster than it is written does not pile up in memory.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use hyper::body::Frame;
use tokio::time::timeout;

use super::reading::Mail;
use super::uploads::Upload;
use crate::book::Place;
use crate::error::{Error, Result};
use crate::web::settings::addresses;

/// A folder of letters is many files.
const PARTS_AT_MOST: usize = 50_000;
const ADDRESSES_AT_MOST: usize = 16 * 1024;
/// Until the next piece comes.
const PIECE_WITHIN: Duration = Duration::from_secs(20);
/// So much is read in a row before what came is taken up.
const IN_A_ROW: usize = 256 * 1024;
/// So much may come that is neither a name, an address nor mail.
const UNUSED_AT_MOST: usize = 1024 * 1024;

/// Takes an upload in: the mail into files of its own, beside it whose it is.
pub async fn receive(request: Request, place: &Place) -> Result<Mail> {
    let unused = Arc::new(AtomicUsize::new(0));
    let measured = request.map(|body| Body::new(Measured::new(body, unused.clone())));
    let mut parts = Multipart::from_request(measured, &()).await.map_err(|_| {
        Error::setup("that is no form of ours").hint("send it from the import page")
    })?;
    let mut upload = Upload::begin(place)?;
    let mut me = String::new();
    let mut count = 0;
    while let Some(part) = in_time(parts.next_field()).await? {
        unused.store(0, Ordering::Relaxed);
        count += 1;
        if count > PARTS_AT_MOST {
            return Err(
                Error::refused(format!("these are more than {PARTS_AT_MOST} files"))
                    .hint("name the path of their folder on this machine instead"),
            );
        }
        match (part.name(), part.file_name()) {
            (Some("me"), _) => me = short(part).await?,
            (Some("mail"), Some(name)) if !name.is_empty() => {
                let name = name.to_owned();
                keep(part, &name, &mut upload, &unused).await?;
            }
            _ => {}
        }
    }
    if upload.names.is_empty() {
        return Err(Error::refused("which file?")
            .hint("choose one or several, or name a path on this machine"));
    }
    Ok(Mail {
        paths: upload.paths.clone(),
        me: addresses(&me),
        upload: Some(upload),
    })
}

async fn keep(
    mut part: Field<'_>,
    name: &str,
    upload: &mut Upload,
    unused: &AtomicUsize,
) -> Result<()> {
    let mut file = upload.file(name).await?;
    while let Some(bytes) = in_time(part.chunk()).await? {
        unused.store(0, Ordering::Relaxed);
        file.add(&bytes).await?;
    }
    file.finish().await
}

async fn short(mut part: Field<'_>) -> Result<String> {
    let mut text = Vec::new();
    while let Some(bytes) = in_time(part.chunk()).await? {
        text.extend_from_slice(&bytes);
        if text.len() > ADDRESSES_AT_MOST {
            return Err(Error::refused("these addresses are too long to be yours"));
        }
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

async fn in_time<T>(
    next: impl Future<Output = std::result::Result<T, MultipartError>>,
) -> Result<T> {
    let broken =
        || Error::refused("the upload broke off").hint("try again, or name a path on this machine");
    match timeout(PIECE_WITHIN, next).await {
        Ok(came) => came.map_err(|_| broken()),
        Err(_) => Err(broken()),
    }
}

/// A body handed on in pieces that are taken up before more is read.
struct Measured {
    body: Body,
    unused: Arc<AtomicUsize>,
    in_a_row: usize,
}

impl Measured {
    fn new(body: Body, unused: Arc<AtomicUsize>) -> Self {
        Self {
            body,
            unused,
            in_a_row: 0,
        }
    }
}

impl HttpBody for Measured {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, axum::Error>>> {
        if self.in_a_row >= IN_A_ROW {
            self.in_a_row = 0;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if let Some(Ok(frame)) = &frame {
            let bytes = frame.data_ref().map_or(0, Bytes::len);
            self.in_a_row += bytes;
            let unused = self.unused.fetch_add(bytes, Ordering::Relaxed) + bytes;
            if unused > UNUSED_AT_MOST {
                let too_long = std::io::Error::other("a part of the form is too long");
                return Poll::Ready(Some(Err(axum::Error::new(too_long))));
            }
        }
        Poll::Ready(frame)
    }
}
