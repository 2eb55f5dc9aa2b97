//! Answers and addresses: a page with its status, the way back after a form, and an address with
//! or without what was just done.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, Uri, header};

use crate::error::{Error, Kind};

/// The address without what holds for one look: what was just done, and the form that is unfolded.
pub fn lasting(uri: &Uri) -> String {
    let kept: Vec<&str> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|part| {
            let passing = ["did=", "undone=", "again=", "open="];
            !part.is_empty() && !passing.iter().any(|name| part.starts_with(name))
        })
        .collect();
    if kept.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{}", uri.path(), kept.join("&"))
    }
}

/// An address with one thing more asked of it, before any mark of a place in the page.
pub fn with(address: &str, name: &str, value: impl std::fmt::Display) -> String {
    let (page, place) = match address.split_once('#') {
        Some((page, place)) => (page, format!("#{place}")),
        None => (address, String::new()),
    };
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}{name}={value}{place}")
}

pub fn see_other(to: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, to);
    response
}

pub fn status(error: &Error) -> StatusCode {
    match error.kind {
        Kind::Refused => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::NotAllowed => StatusCode::FORBIDDEN,
        Kind::Setup => StatusCode::BAD_REQUEST,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Done, and there is nothing to show.
pub fn nothing() -> Response<Body> {
    Response::new(Body::empty())
}

pub fn page(status: StatusCode, page: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = status;
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, html);
    response
}
