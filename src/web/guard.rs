//! Who may come in: nobody by another name for this machine, no write from another site. And
//! what every answer carries: a strict policy, nothing to guess, nothing kept by others.

use std::net::IpAddr;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, Response, StatusCode};
use axum::middleware::Next;

use super::app::App;
use crate::error::{Error, Kind};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub async fn watch(State(app): State<App>, request: Request, next: Next) -> Response<Body> {
    let refused = if !known_host(request.headers(), app.host()) {
        Some("this address is not one of this machine’s own")
    } else if !reads(request.method()) && !from_here(request.headers()) {
        Some("this was sent from another page than Troth’s own")
    } else {
        None
    };
    let mut response = match refused {
        Some(sentence) => app.refused(
            &Error::new(Kind::NotAllowed, sentence).hint("nothing was changed"),
            None,
        ),
        None => next.run(request).await,
    };
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        *response.body_mut() = Body::from("There is nothing to read at this address.");
    }
    seal(response.headers_mut());
    response
}

fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// A name that is not this machine's own may be one that was pointed at it from outside.
fn known_host(headers: &HeaderMap, ours: IpAddr) -> bool {
    let Some(host) = text(headers, header::HOST) else {
        return false;
    };
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
fn from_here(headers: &HeaderMap) -> bool {
    let site = text(headers, HeaderName::from_static("sec-fetch-site"));
    if site.is_some_and(|site| site != "same-origin") {
        return false;
    }
    let Some(origin) = text(headers, header::ORIGIN) else {
        return site.is_some();
    };
    let Some(host) = text(headers, header::HOST) else {
        return false;
    };
    let named = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    named.is_some_and(|named| named.eq_ignore_ascii_case(host))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

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
        let known = |host: &str, ours| known_host(&headers(&[("host", host)]), ours);
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
        assert!(!known_host(&HeaderMap::new(), LOOPBACK));
    }

    #[test]
    fn only_a_page_of_this_door_may_write() {
        let here = |pairs: &[(&'static str, &str)]| from_here(&headers(pairs));
        let host = ("host", "127.0.0.1:7433");
        assert!(here(&[host, ("origin", "http://127.0.0.1:7433")]));
        assert!(here(&[
            host,
            ("sec-fetch-site", "same-origin"),
            ("origin", "http://127.0.0.1:7433")
        ]));
        assert!(!here(&[host, ("origin", "http://127.0.0.1:8000")]));
        assert!(!here(&[host, ("origin", "http://elsewhere.example")]));
        assert!(!here(&[host, ("origin", "null")]));
        assert!(!here(&[host, ("sec-fetch-site", "cross-site")]));
        assert!(!here(&[
            host,
            ("sec-fetch-site", "same-site"),
            ("origin", "http://127.0.0.1:7433")
        ]));
        assert!(!here(&[host]));
    }
}
