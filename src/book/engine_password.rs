//! Where the password of a PostgreSQL server comes from when it does not stand in the address:
//! `PGPASSWORD`, or the password file that every PostgreSQL program reads (`PGPASSFILE`, `~/.pgpass`).

use std::path::{Path, PathBuf};

use postgres::config::Host;

use crate::error::{Error, Result};

pub fn find(config: &postgres::Config) -> Result<Option<String>> {
    if let Ok(password) = std::env::var("PGPASSWORD")
        && !password.is_empty()
    {
        return Ok(Some(password));
    }
    let Some(file) = file() else {
        return Ok(None);
    };
    refuse_if_others_may_read(&file)?;
    let text = std::fs::read_to_string(&file).map_err(|cause| {
        Error::setup(format!(
            "the passwords in {} cannot be read",
            file.display()
        ))
        .because(cause)
    })?;
    Ok(in_file(&text, &sought(config)))
}

/// The file named, or the usual one where it is.
fn file() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("PGPASSFILE").filter(|named| !named.is_empty()) {
        return Some(PathBuf::from(named));
    }
    let home = directories::BaseDirs::new()?;
    let usual = home.home_dir().join(".pgpass");
    usual.is_file().then_some(usual)
}

fn refuse_if_others_may_read(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let about = std::fs::metadata(file).map_err(|cause| {
        Error::setup(format!("there is no password file {}", file.display())).because(cause)
    })?;
    if about.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    Err(Error::setup(format!(
        "others can read the passwords in {}",
        file.display()
    ))
    .hint(format!("chmod 600 '{}'", file.display())))
}

/// Host, port, database and user, as the file names them.
fn sought(config: &postgres::Config) -> [String; 4] {
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(name)) => name.clone(),
        Some(Host::Unix(_)) | None => "localhost".to_owned(),
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let user = config.get_user().unwrap_or_default().to_owned();
    let database = config.get_dbname().unwrap_or(&user).to_owned();
    [host, port.to_string(), database, user]
}

/// The password of the first line that fits: `host:port:database:user:password`, `*` for any.
fn in_file(text: &str, sought: &[String; 4]) -> Option<String> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .find_map(|line| {
            let fields = fields(line);
            let (password, asked) = fields.split_last()?;
            let fits = asked.len() == sought.len()
                && asked
                    .iter()
                    .zip(sought)
                    .all(|(asked, sought)| asked == "*" || asked == sought);
            fits.then(|| password.clone())
        })
}

/// Split at colons; a backslash takes the next letter as it is.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let field = match letter {
            ':' if fields.len() < 5 => {
                fields.push(String::new());
                continue;
            }
            '\\' => letters.next().unwrap_or('\\'),
            letter => letter,
        };
        if let Some(last) = fields.last_mut() {
            last.push(field);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str, url: &str) -> Option<String> {
        in_file(text, &sought(&url.parse().unwrap()))
    }

    #[test]
    fn the_first_line_that_fits_gives_the_password() {
        let text = "# ours\ndb.troth.example:5432:troth:noor:first\n*:*:*:noor:any\n";
        let here = "postgres://noor@db.troth.example/troth";
        assert_eq!(password(text, here).as_deref(), Some("first"));
        let other = "postgres://noor@db.troth.example:5433/troth";
        assert_eq!(password(text, other).as_deref(), Some("any"));
        assert_eq!(
            password(text, "postgres://sam@db.troth.example/troth"),
            None
        );
    }

    #[test]
    fn a_colon_or_a_backslash_in_a_password_is_part_of_it() {
        let text = r"localhost:5432:troth:noor:a\:b\\c";
        let here = "postgres://noor@localhost/troth";
        assert_eq!(password(text, here).as_deref(), Some(r"a:b\c"));
    }
}
