//! The style sheet, the script, the sign and the letters, held in the program itself.

use axum::body::Body;
use axum::http::{Response, StatusCode, header};

/// A file, addressed by what is in it, so that it may be kept for ever.
pub struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
    sum: u64,
}

impl Asset {
    const fn new(name: &'static str, kind: &'static str, bytes: &'static [u8]) -> Self {
        Self {
            name,
            kind,
            bytes,
            sum: sum(bytes),
        }
    }

    /// Where a page finds it.
    pub fn link(&self) -> String {
        format!("/assets/{}?v={:016x}", self.name, self.sum)
    }
}

const WOFF2: &str = "font/woff2";
pub const STYLE: Asset = Asset::new(
    "style.css",
    "text/css; charset=utf-8",
    include_bytes!("assets/style.css"),
);
pub const KEYS: Asset = Asset::new(
    "keys.js",
    "text/javascript; charset=utf-8",
    include_bytes!("assets/keys.js"),
);
pub const ICON: Asset = Asset::new(
    "icon.svg",
    "image/svg+xml",
    include_bytes!("assets/icon.svg"),
);

const ALL: [&Asset; 8] = [
    &STYLE,
    &KEYS,
    &ICON,
    &Asset::new(
        "newsreader-latin.woff2",
        WOFF2,
        include_bytes!("assets/fonts/newsreader-latin.woff2"),
    ),
    &Asset::new(
        "newsreader-latin-ext.woff2",
        WOFF2,
        include_bytes!("assets/fonts/newsreader-latin-ext.woff2"),
    ),
    &Asset::new(
        "newsreader-latin-italic.woff2",
        WOFF2,
        include_bytes!("assets/fonts/newsreader-latin-italic.woff2"),
    ),
    &Asset::new(
        "source-sans-latin.woff2",
        WOFF2,
        include_bytes!("assets/fonts/source-sans-latin.woff2"),
    ),
    &Asset::new(
        "source-sans-latin-ext.woff2",
        WOFF2,
        include_bytes!("assets/fonts/source-sans-latin-ext.woff2"),
    ),
];

pub async fn show(axum::extract::Path(name): axum::extract::Path<String>) -> Response<Body> {
    match ALL.into_iter().find(|asset| asset.name == name) {
        Some(asset) => served(asset),
        None => empty(StatusCode::NOT_FOUND),
    }
}

pub async fn icon() -> Response<Body> {
    served(&ICON)
}

fn served(asset: &Asset) -> Response<Body> {
    Response::builder()
        .header(header::CONTENT_TYPE, asset.kind)
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
        .body(Body::from(asset.bytes))
        .unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR))
}

fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// FNV-1a, good enough to tell one release's file from the next.
const fn sum(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    let mut place = 0;
    while place < bytes.len() {
        sum = (sum ^ bytes[place] as u64).wrapping_mul(0x0100_0000_01b3);
        place += 1;
    }
    sum
}
