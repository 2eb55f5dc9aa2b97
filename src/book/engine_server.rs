//! A book on a PostgreSQL server: how the server is reached, what is encrypted on the way there, and
//! where the password comes from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use postgres::config::{Host, SslMode};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::engine_password;
use crate::error::{Error, Result};

/// What the address says of encryption.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Way {
    /// It says nothing: in the clear, and so on this machine only.
    Unsaid,
    /// In the clear, over a network that is the owner's.
    Open,
    /// Encrypted, with the server's certificate checked against these roots.
    Verified(Roots),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Roots {
    OfThisMachine,
    In(PathBuf),
}

pub fn connect(url: &str) -> Result<postgres::Client> {
    let (bare, way) = take_way(url)?;
    let mut config: postgres::Config = bare.parse().map_err(|cause: postgres::Error| {
        Error::setup("that is not a PostgreSQL address")
            .because(cause)
            .hint("it reads postgres://user@host/database#book")
    })?;
    if config.get_password().is_none()
        && let Some(password) = engine_password::find(&config)?
    {
        config.password(password);
    }
    let connected = match way {
        Way::Verified(roots) => {
            config.ssl_mode(SslMode::Require);
            config.connect(encrypted(&roots)?)
        }
        Way::Unsaid | Way::Open => {
            refuse_open_network(&config, &way)?;
            config.ssl_mode(SslMode::Disable);
            config.connect(postgres::NoTls)
        }
    };
    connected.map_err(|cause| {
        Error::unavailable(format!("PostgreSQL cannot be reached: {}", words(&cause))).hint(
            "is the server running, and does the address name its host, port, user and database?",
        )
    })
}

/// The address without what it says of encryption, and that.
fn take_way(url: &str) -> Result<(String, Way)> {
    let Some((bare, query)) = url.split_once('?') else {
        return Ok((url.to_owned(), Way::Unsaid));
    };
    let (mut kept, mut mode, mut roots) = (vec![], None, Roots::OfThisMachine);
    for part in query.split('&') {
        match part.split_once('=') {
            Some(("sslmode", said)) => mode = Some(said),
            Some(("sslrootcert", "system")) => roots = Roots::OfThisMachine,
            Some(("sslrootcert", file)) => roots = Roots::In(PathBuf::from(decoded(file))),
            _ => kept.push(part),
        }
    }
    let way = match mode {
        None | Some("prefer" | "allow") => Way::Unsaid,
        Some("disable") => Way::Open,
        Some("verify-full") => Way::Verified(roots),
        Some(other) => return Err(unverified(other)),
    };
    let bare = match kept.as_slice() {
        [] => bare.to_owned(),
        kept => format!("{bare}?{}", kept.join("&")),
    };
    Ok((bare, way))
}

/// To encrypt without checking who answers keeps out nobody who stands in between.
fn unverified(mode: &str) -> Error {
    Error::setup(format!(
        "Troth does not speak to PostgreSQL with sslmode={mode}: it encrypts only where it checks who answers"
    ))
    .hint("say sslmode=verify-full, and sslrootcert=FILE where the server's certificate is of your own making")
}

/// `%2F` is a slash.
fn decoded(text: &str) -> String {
    let mut bytes = vec![];
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte = hex
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = &tail[if byte.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn encrypted(roots: &Roots) -> Result<MakeRustlsConnect> {
    let store = match roots {
        Roots::OfThisMachine => of_this_machine(),
        Roots::In(file) => of_file(file)?,
    };
    if store.is_empty() {
        return Err(
            Error::setup("no certificate is known that a server could be checked against")
                .hint("name one with sslrootcert=FILE"),
        );
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|cause| Error::internal("encryption could not be set up").because(cause))?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn of_this_machine() -> RootCertStore {
    let mut store = RootCertStore::empty();
    // Among a machine's roots there may be old ones that cannot be read; the rest are good.
    store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    store
}

fn of_file(file: &Path) -> Result<RootCertStore> {
    let unread = || Error::setup(format!("{} holds no certificate", file.display()));
    let hint = "sslrootcert names a file of PEM certificates, which begin with BEGIN CERTIFICATE";
    let found = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect::<std::result::Result<Vec<_>, _>>)
        .map_err(|cause| unread().hint(hint).because(cause))?;
    let mut store = RootCertStore::empty();
    for certificate in found {
        store
            .add(certificate)
            .map_err(|cause| unread().hint(hint).because(cause))?;
    }
    if store.is_empty() {
        return Err(unread().hint(hint));
    }
    Ok(store)
}

/// In the clear it stays on this machine, unless the owner says that the network in between is theirs.
fn refuse_open_network(config: &postgres::Config, way: &Way) -> Result<()> {
    let named = config.get_hosts().iter().all(|host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost"
                || name
                    .parse::<std::net::IpAddr>()
                    .is_ok_and(|address| address.is_loopback())
        }
    });
    // Where there is an address beside the name, it is what is connected to.
    let here = named
        && config
            .get_hostaddrs()
            .iter()
            .all(std::net::IpAddr::is_loopback);
    if here || *way == Way::Open {
        return Ok(());
    }
    Err(Error::setup(
        "that PostgreSQL server is on another machine, and its address does not say how to encrypt",
    )
    .hint(
        "add ?sslmode=verify-full to the address, or use a tunnel; where the network is your own, ?sslmode=disable",
    ))
}

pub fn words(cause: &postgres::Error) -> String {
    match cause.as_db_error() {
        Some(database) => database.message().to_owned(),
        None => std::error::Error::source(cause)
            .map_or_else(|| cause.to_string(), |inner| inner.to_string()),
    }
}

pub fn postgres_error(cause: postgres::Error) -> Error {
    use postgres::error::SqlState;
    let code = cause.code().cloned();
    match code {
        Some(SqlState::DISK_FULL) => {
            Error::unavailable("the disk of the PostgreSQL server is full; nothing was changed")
                .hint("make room there, and try again")
        }
        Some(
            SqlState::ADMIN_SHUTDOWN
            | SqlState::CRASH_SHUTDOWN
            | SqlState::CANNOT_CONNECT_NOW
            | SqlState::TOO_MANY_CONNECTIONS
            | SqlState::READ_ONLY_SQL_TRANSACTION,
        ) => not_answering(&cause),
        None if cause.is_closed() || is_broken(&cause) => not_answering(&cause),
        _ => Error::internal(format!("PostgreSQL refused: {}", words(&cause))).because(cause),
    }
}

fn is_broken(cause: &postgres::Error) -> bool {
    std::error::Error::source(cause).is_some_and(|source| source.is::<std::io::Error>())
}

fn not_answering(cause: &postgres::Error) -> Error {
    Error::unavailable(format!("PostgreSQL broke off: {}", words(cause)))
        .hint("try again in a moment; the same form sent twice is done once")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_how_it_is_encrypted() {
        let url = "postgres://noor@db.troth.example/troth";
        let way = |query: &str| {
            take_way(&format!("{url}{query}")).map(|(bare, way)| {
                assert_eq!(bare, url);
                way
            })
        };
        assert_eq!(way("").unwrap(), Way::Unsaid);
        assert_eq!(way("?sslmode=disable").unwrap(), Way::Open);
        assert_eq!(
            way("?sslmode=verify-full").unwrap(),
            Way::Verified(Roots::OfThisMachine)
        );
        assert_eq!(
            way("?sslrootcert=%2Fetc%2Fown%20root.pem&sslmode=verify-full").unwrap(),
            Way::Verified(Roots::In("/etc/own root.pem".into()))
        );
        for mode in ["require", "verify-ca", "whatever"] {
            let refused = way(&format!("?sslmode={mode}")).unwrap_err();
            assert!(refused.sentence.contains(mode));
        }
    }

    #[test]
    fn in_the_clear_a_server_elsewhere_is_refused_however_it_is_named() {
        let refused = |url: &str| {
            let (bare, way) = take_way(url).unwrap();
            refuse_open_network(&bare.parse().unwrap(), &way).is_err()
        };
        assert!(!refused("postgres://u@127.0.0.1/db"));
        assert!(!refused("postgres://u@localhost,127.0.0.2/db"));
        assert!(!refused("postgres://u@localhost/db?hostaddr=127.0.0.1"));
        assert!(!refused("postgres://u@10.9.9.9/db?sslmode=disable"));
        assert!(refused("postgres://u@10.9.9.9/db"));
        assert!(refused("postgres://u@127.0.0.1,db.troth.example/db"));
        assert!(refused("postgres://u@127.0.0.1/db?hostaddr=10.9.9.9"));
    }
}
