//! Who may come in: nobody by another name for this machine, no write from another site. And
//! what every answer carries: a strict policy, nothing to guess, nothing kept by others.

use std::net::IpAddr;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::uri::{Authority, Uri};
use axum::http::{Method, Response, StatusCode};
use axum::middleware::Next;

use super::app::App;
use super::today;
use crate::error::{Error, Kind, Result};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub async fn watch(State(app): State<App>, request: Request, next: Next) -> Response<Body> {
    let mut response = match checked(&request, app.host()) {
        Err(error) => app.refused(&error.hint("nothing was changed"), None),
        Ok(()) => {
            if !reads(request.method()) && comes_from_today(&request) {
                today::told(&app).await;
            }
            next.run(request).await
        }
    };
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        *response.body_mut() = Body::from("There is nothing to read at this address.");
    }
    seal(response.headers_mut());
    response
}

fn checked(request: &Request, ours: IpAddr) -> Result<()> {
    let headers = request.headers();
    let Some(host) = host(headers, request.uri()) else {
        return Err(Error::setup("the request does not name one host, once"));
    };
    if !known_host(host, ours) {
        let sentence = "this address is not one of this machine’s own";
        return Err(Error::new(Kind::NotAllowed, sentence));
    }
    if !reads(request.method()) && !from_here(headers, host) {
        let sentence = "this was sent from another page than Troth’s own";
        return Err(Error::new(Kind::NotAllowed, sentence));
    }
    Ok(())
}

fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// The one host a request is for. Two are one for us and another for whoever stands in between; the same
/// goes for an address that names another than the header does.
fn host<'a>(headers: &'a HeaderMap, address: &Uri) -> Option<&'a str> {
    let host = once(headers, header::HOST).ok().flatten()?;
    let agrees = |named: &Authority| named.as_str().eq_ignore_ascii_case(host);
    address.authority().is_none_or(agrees).then_some(host)
}

/// A name that is not this machine's own may be one that was pointed at it from outside.
fn known_host(host: &str, ours: IpAddr) -> bool {
    let name = without_port(host);
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    // An address cannot be pointed elsewhere; only names can.
    let Ok(address) = name.trim_matches(['[', ']']).parse::<IpAddr>() else {
        return false;
    };
    address.is_loopback() || address == ours || ours.is_unspecified()
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') =>
        {
            name
        }
        _ => host,
    }
}

/// Sent by a page of this very door: the browser says so in one of two ways.
fn from_here(headers: &HeaderMap, host: &str) -> bool {
    let (Ok(site), Ok(origin)) = (once(headers, SITE), once(headers, header::ORIGIN)) else {
        return false;
    };
    if site.is_some_and(|site| site != "same-origin") {
        return false;
    }
    match origin {
        None => site.is_some(),
        Some(origin) => of_host(origin, host).is_some_and(str::is_empty),
    }
}

/// Whether another site's page led here, or holds what is asked for: a browser says so.
pub fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = once(headers, SITE);
    !matches!(site, Ok(None | Some("none" | "same-origin")))
}

/// Whether a form stood on the morning page. Its browser says where it comes from, as our policy asks it to.
fn comes_from_today(request: &Request) -> bool {
    let headers = request.headers();
    let (Ok(Some(page)), Some(host)) =
        (once(headers, header::REFERER), host(headers, request.uri()))
    else {
        return false;
    };
    let path = of_host(page, host).and_then(|rest| rest.split(['?', '#']).next());
    path == Some("/") && request.uri().path() != today::SHOWN
}

/// What follows the host in an address of this door.
fn of_host<'a>(address: &'a str, host: &str) -> Option<&'a str> {
    let named = address
        .strip_prefix("http://")
        .or_else(|| address.strip_prefix("https://"))?;
    let (name, rest) = named.split_at_checked(host.len())?;
    let ends = rest.is_empty() || rest.starts_with('/');
    (ends && name.eq_ignore_ascii_case(host)).then_some(rest)
}

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A header that says one thing at most.
fn once(headers: &HeaderMap, name: HeaderName) -> std::result::Result<Option<&str>, Unclear> {
    let mut said = headers.get_all(name).iter();
    match (said.next(), said.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Unclear),
        (Some(_), Some(_)) => Err(Unclear),
    }
}

/// Said twice, or in no letters.
struct Unclear;

fn seal(headers: &mut HeaderMap) {
    let mut put = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value))
    };
    put(header::CONTENT_SECURITY_POLICY, POLICY);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::X_FRAME_OPTIONS, "DENY");
    // Not "no-referrer": with it a browser signs its own forms with the origin "null", and a
    // write could no longer be told from one sent by another site. Others still learn nothing.
    put(header::REFERRER_POLICY, "same-origin");
    put(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    put(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn only_this_machines_own_names_are_answered() {
        let known = known_host;
        for host in [
            "127.0.0.1:7433",
            "localhost:7433",
            "LOCALHOST",
            "[::1]:7433",
            "127.0.0.1",
        ] {
            assert!(known(host, LOOPBACK), "{host}");
        }
        for host in [
            "troth.example:7433",
            "localhost.evil.example",
            "10.0.0.4:7433",
            "",
            ":",
            "[::1",
        ] {
            assert!(!known(host, LOOPBACK) || host == "[::1", "{host}");
        }
        let lan: IpAddr = "10.0.0.4".parse().unwrap();
        assert!(known("10.0.0.4:7433", lan));
        assert!(!known("troth.example", lan));
        assert!(known("10.0.0.9:7433", "0.0.0.0".parse().unwrap()));
    }

    #[test]
    fn only_a_page_of_this_door_may_write() {
        let here = |pairs: &[(&'static str, &str)]| from_here(&headers(pairs), "127.0.0.1:7433");
        assert!(here(&[("origin", "http://127.0.0.1:7433")]));
        assert!(here(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "http://127.0.0.1:7433")
        ]));
        assert!(!here(&[("origin", "http://127.0.0.1:8000")]));
        assert!(!here(&[("origin", "http://elsewhere.example")]));
        assert!(!here(&[("origin", "null")]));
        assert!(!here(&[("sec-fetch-site", "cross-site")]));
        assert!(!here(&[
            ("sec-fetch-site", "same-site"),
            ("origin", "http://127.0.0.1:7433")
        ]));
        assert!(!here(&[]));
    }
}
