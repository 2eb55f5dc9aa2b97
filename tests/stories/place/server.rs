//! A book on a PostgreSQL server: encrypted, with a password that stands in no argument, and a connection
//! that the server dropped meanwhile.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use troth::book::{Book, Door, Place, Stamp};

use crate::support::{Postgres, Troth, pass_over};

fn stamp() -> Stamp {
    Stamp::now(Door::Cli)
}

/// The address with something more asked of it, before the name of the book.
fn with(place: &str, more: &str) -> String {
    let (url, name) = place.split_once('#').unwrap();
    format!("{url}?{more}#{name}")
}

#[test]
fn the_first_write_after_the_server_dropped_its_connections_works() {
    let Some(postgres) = Postgres::or_skip() else {
        return;
    };
    let place = postgres.book();
    let (_, name) = place.split_once('#').unwrap();
    let book = Book::begin(&Place::parse(&place)).unwrap();
    book.meet(&stamp(), "Ana Lindqvist", &[]).unwrap();
    let mut client = postgres::Client::connect(postgres.url(), postgres::NoTls).unwrap();
    for person in ["Sam Okafor", "Mei Tanaka"] {
        // A connection says which book it is of, not in words.
        let end =
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name
            = 'troth ' || encode(substring(sha256(convert_to($1, 'UTF8')) from 1 for 12), 'hex')";
        let ended: i64 = client.query_one(end, &[&name]).unwrap().get(0);
        assert!(ended > 0);
        book.meet(&stamp(), person, &[]).unwrap();
    }
    assert_eq!(book.history(None, 10).unwrap().len(), 3);
}

/// A certificate for `localhost`, its key, and the root it is from.
struct Certificates {
    root: String,
    server: String,
    key: String,
}

fn certificates() -> Certificates {
    let root_key = KeyPair::generate().unwrap();
    let mut root = CertificateParams::new(vec![]).unwrap();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_pem = root.self_signed(&root_key).unwrap().pem();
    let issuer = Issuer::new(root, root_key);
    let key = KeyPair::generate().unwrap();
    let server = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    Certificates {
        root: root_pem,
        server: server.signed_by(&key, &issuer).unwrap().pem(),
        key: key.serialize_pem(),
    }
}

/// The scratch server with this certificate; `None` for a server that is somebody's own.
fn server_with(given: &Certificates) -> Option<&'static Postgres> {
    let postgres = Postgres::or_skip()?;
    if std::env::var_os("TROTH_POSTGRES").is_some() {
        pass_over("a server of one's own is given no certificate");
        return None;
    }
    let mut client = postgres::Client::connect(postgres.url(), postgres::NoTls).unwrap();
    let folder: String = client.query_one("show data_directory", &[]).unwrap().get(0);
    for (name, text) in [("troth.pem", &given.server), ("troth.key", &given.key)] {
        // Written by the server itself, which keeps a key only where others cannot read it.
        client
            .batch_execute(&format!(
                "copy (select unnest(string_to_array('{}', E'\\n'))) to program 'umask 077; cat > {folder}/{name}'",
                text.trim()
            ))
            .unwrap();
    }
    for setting in [
        "ssl_cert_file = 'troth.pem'",
        "ssl_key_file = 'troth.key'",
        "ssl = on",
    ] {
        client
            .batch_execute(&format!("alter system set {setting}"))
            .unwrap();
    }
    client.batch_execute("select pg_reload_conf()").unwrap();
    for _ in 0..100 {
        let on: String = client.query_one("show ssl", &[]).unwrap().get(0);
        if on == "on" {
            return Some(postgres);
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the scratch server does not encrypt");
}

#[test]
fn an_encrypted_server_is_spoken_to_only_when_it_is_the_one_that_is_named() {
    let given = certificates();
    let Some(postgres) = server_with(&given) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let root = file("root.pem", &given.root);
    let other = file("other.pem", &certificates().root);
    let none = file("none.pem", "no certificate");
    let place = postgres.book();
    let verified = |place: &str, root: &std::path::Path| {
        let more = format!("sslmode=verify-full&sslrootcert={}", root.display());
        Book::begin(&Place::parse(&with(place, &more)))
    };
    let by_name = place.replace("127.0.0.1", "localhost");
    let book = verified(&by_name, &root).unwrap();
    book.meet(&stamp(), "Ana Lindqvist", &[]).unwrap();
    drop(book);

    let refusal = |opened: troth::error::Result<Book>| opened.err().unwrap().sentence;
    let wrong_root = refusal(verified(&by_name, &other));
    assert!(
        wrong_root.starts_with("PostgreSQL cannot be reached"),
        "{wrong_root}"
    );
    assert!(wrong_root.contains("certificate"), "{wrong_root}");
    // The certificate is for another name than the one connected to.
    let wrong_name = refusal(verified(&place, &root));
    assert!(wrong_name.contains("certificate"), "{wrong_name}");
    let no_root = refusal(verified(&by_name, &none));
    assert!(no_root.contains("holds no certificate"), "{no_root}");
    // Roots of this machine know nothing of a certificate of one's own making.
    let unknown = refusal(Book::begin(&Place::parse(&with(
        &by_name,
        "sslmode=verify-full",
    ))));
    assert!(unknown.contains("certificate"), "{unknown}");
    let unchecked = refusal(Book::begin(&Place::parse(&with(
        &by_name,
        "sslmode=require",
    ))));
    assert!(
        unchecked.contains("it encrypts only where it checks who answers"),
        "{unchecked}"
    );
}

#[test]
fn a_password_in_an_argument_is_spoken_of_once_and_printed_nowhere() {
    let Some(postgres) = Postgres::or_skip() else {
        return;
    };
    let place = postgres.book().replace("troth@", "troth:s3same@");
    let troth = Troth::new();
    let met = troth.run(&["meet", "Ana", "--book", &place]);
    assert_eq!(met.code, 0, "{met:?}");
    assert_eq!(met.err.matches("~/.pgpass").count(), 1, "{met:?}");
    assert!(!met.err.contains("s3same"), "{met:?}");
    for kind in ["systemd", "cron"] {
        let timer = troth.run(&["remind", "--timer", kind, "--book", &place]);
        assert_eq!(timer.code, 0, "{timer:?}");
        assert!(timer.out.contains("postgres://troth@"), "{timer:?}");
        assert!(!format!("{timer:?}").contains("s3same"), "{timer:?}");
        assert!(timer.err.contains("~/.pgpass"), "{timer:?}");
    }
    // In the environment it is where it should be.
    let quiet = Troth::with_book(&place).run(&["people"]);
    assert_eq!(quiet.err, "", "{quiet:?}");
}

#[test]
fn a_password_file_that_others_can_read_is_refused() {
    let Some(postgres) = Postgres::or_skip() else {
        return;
    };
    let troth = Troth::with_book(&postgres.book());
    let file = troth.file(".pgpass", "*:*:*:troth:s3same\n");
    let refused = troth.refuses(2, &["meet", "Ana"]);
    assert!(
        refused.contains("others can read the passwords"),
        "{refused}"
    );
    assert!(refused.contains("chmod 600"), "{refused}");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    troth.says(&["meet", "Ana"]);
}

/// A server that only asks for a password, and what it was told.
fn password_told(troth: &Troth, variable: &str, value: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        // A message names its own length, these four bytes included; all but the first have a kind before it.
        let message = |stream: &mut TcpStream| {
            let mut length = [0; 4];
            stream.read_exact(&mut length).unwrap();
            let mut rest = vec![0; u32::from_be_bytes(length) as usize - 4];
            stream.read_exact(&mut rest).unwrap();
            rest
        };
        message(&mut stream);
        // “Say your password as it is.”
        stream.write_all(&[b'R', 0, 0, 0, 8, 0, 0, 0, 3]).unwrap();
        let mut kind = [0; 1];
        stream.read_exact(&mut kind).unwrap();
        assert_eq!(kind, [b'p']);
        String::from_utf8(message(&mut stream)).unwrap()
    });
    let place = format!("postgres://noor@127.0.0.1:{port}/troth#main");
    let mut command = troth.command(&["people", "--book", &place]);
    command.env(variable, value).output().unwrap();
    let told = asked.join().unwrap();
    told.trim_end_matches('\0').to_owned()
}

#[test]
fn a_password_comes_from_the_environment_or_the_file_that_is_named() {
    let troth = Troth::new();
    let from_variable = password_told(&troth, "PGPASSWORD", "s3same");
    assert_eq!(from_variable, "s3same");
    let named = troth.file(
        "passwords",
        "db.troth.example:*:*:*:no\n*:*:troth:noor:0pen\n",
    );
    std::fs::set_permissions(&named, std::fs::Permissions::from_mode(0o600)).unwrap();
    let from_file = password_told(&troth, "PGPASSFILE", named.to_str().unwrap());
    assert_eq!(from_file, "0pen");
}
