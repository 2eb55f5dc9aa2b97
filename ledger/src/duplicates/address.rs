//! What a handle says: the mailbox it reaches, the nickname in it, the place it is at, and whether a
//! person or a desk is behind it.

use super::letters::{latin, spelling};
use crate::handle::{Handle, HandleKind};

/// A handle as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// One spelling for one mailbox, number or account; empty where it says nothing.
    pub key: String,
    /// Whether it can be one person's own.
    pub is_personal: bool,
    /// What they chose to be called there, letters and figures alone, spelt as the words of names
    /// are; empty where nothing is said.
    pub nick: String,
    /// The nickname cut at its marks, where it has some: `ana.lindqvist` is two words.
    pub words: Vec<String>,
    /// The place of a mailbox: `lindqvist.example`.
    pub domain: Option<String>,
}

pub fn reached(handle: &Handle) -> Reached {
    let value = handle.value.trim().to_lowercase();
    match handle.kind {
        HandleKind::Mail => mail(&value),
        HandleKind::Phone => phone(&value),
        HandleKind::Chat | HandleKind::Profile => account(handle.kind, &value),
    }
}

fn mail(value: &str) -> Reached {
    let bare = value.rsplit('<').next().unwrap_or(value);
    let bare = bare.trim_matches(|letter: char| "<>\"' ".contains(letter));
    let Some((local, domain)) = bare.rsplit_once('@') else {
        return account(HandleKind::Chat, bare);
    };
    let domain = if domain == "googlemail.com" {
        "gmail.com"
    } else {
        domain
    };
    let hidden = domain.starts_with("users.noreply.");
    let plain = if hidden {
        without_number(local)
    } else {
        before_plus(local)
    };
    let key = if hidden {
        format!("{plain}@{domain}")
    } else if domain == "gmail.com" {
        format!("{}@{domain}", plain.replace('.', ""))
    } else {
        format!("{plain}@{domain}")
    };
    let is_desk = is_role(plain) || !hidden && is_nowhere(domain);
    let parts: Vec<String> = plain.split(['.', '_', '-']).map(letters_of).collect();
    Reached {
        key,
        is_personal: !is_desk && !plain.is_empty(),
        nick: if is_role(plain) {
            String::new()
        } else {
            nick(plain)
        },
        words: parts.into_iter().filter(|part| !part.is_empty()).collect(),
        domain: Some(registered(domain).to_owned()),
    }
}

/// `123456+ana` and `123456-ana`, as forges write an address that is not to be written to.
fn without_number(local: &str) -> &str {
    let after = local.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let cut = after.strip_prefix(['+', '-']);
    cut.filter(|name| !name.is_empty()).unwrap_or(local)
}

/// What stands after a plus sorts the post of one mailbox.
fn before_plus(local: &str) -> &str {
    let before = local.split('+').next().unwrap_or(local);
    if before.is_empty() { local } else { before }
}

/// The last nine figures: country codes and the nought before a number are written or not.
fn phone(value: &str) -> Reached {
    let figures: String = value.chars().filter(char::is_ascii_digit).collect();
    let figures = figures.trim_start_matches('0');
    let from = figures.len().saturating_sub(9);
    let short = figures.len().saturating_sub(7);
    let enough = figures.len() >= 7;
    Reached {
        key: if enough {
            format!("tel:{}", &figures[from..])
        } else {
            String::new()
        },
        is_personal: enough && figures.len() >= 9,
        nick: if enough {
            format!("tel:{}", &figures[short..])
        } else {
            String::new()
        },
        words: Vec::new(),
        domain: None,
    }
}

fn account(kind: HandleKind, value: &str) -> Reached {
    let path = value
        .split(['?', '#'])
        .next()
        .unwrap_or(value)
        .trim_end_matches('/');
    let last = path
        .rsplit('/')
        .next()
        .unwrap_or(path)
        .trim_start_matches('@');
    let address = path
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let address = address.trim_start_matches("www.").trim_start_matches('@');
    let role = is_role(last);
    Reached {
        key: if address.is_empty() {
            String::new()
        } else {
            format!("{}:{address}", kind.id())
        },
        is_personal: !role && !last.is_empty(),
        nick: if role { String::new() } else { nick(last) },
        words: last
            .split(['.', '_', '-'])
            .map(letters_of)
            .filter(|part| !part.is_empty())
            .collect(),
        domain: None,
    }
}

fn nick(text: &str) -> String {
    let latin = latin(text);
    let letters: String = latin
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    spelling(&letters)
}

fn letters_of(text: &str) -> String {
    latin(text)
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect()
}

/// Whether the mailbox is a desk's, a machine's or nobody's: whoever sits there uses it.
pub fn is_role(local: &str) -> bool {
    let letters = local.chars().filter(|letter| letter.is_alphabetic());
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    ROLES.split(' ').any(|role| role == plain)
        || ["noreply", "donotreply"]
            .iter()
            .any(|word| plain.starts_with(word) || plain.ends_with(word))
}

const ROLES: &str = "\
    abuse accounting accounts admin administrator alert alerts all anonymous billing board bot \
    bounce bounces bugs build careers code commit commits community contact cron customerservice daemon desk \
    dev devel developer developers editor email enquiries events everyone feedback finance git \
    github gitlab guest hello help helpdesk hi home hostmaster hr info information inbox jobs \
    kontakt legal list lists mail mailer mailerdaemon mailbox maintainer maintainers marketing \
    me media my myself name news newsletter nobody none noreply notice notices notification \
    notifications notify office ops order orders owner postmaster press privacy public reception recruiting \
    replies reply robot root sales secretary security service services shop spam staff subscribe subscriptions \
    support sysadmin system team tech test ubuntu unknown user username users vagrant web \
    webmaster work www wwwdata you youremail";

/// The name that was registered, without the machines under it: `mail.cs.example.ac.uk` is
/// `example.ac.uk`. A rule of thumb: two parts, and three where the last two are both short.
fn registered(domain: &str) -> &str {
    let dots: Vec<usize> = domain.rmatch_indices('.').map(|(at, _)| at).collect();
    let short = |part: &str| part.len() <= 3;
    let parts: Vec<&str> = domain.rsplit('.').collect();
    let is_two_short =
        matches!(parts.as_slice(), [last, second, ..] if last.len() == 2 && short(second));
    let kept = if is_two_short { 2 } else { 1 };
    dots.get(kept).map_or(domain, |at| &domain[at + 1..])
}

/// Places no mail goes to: machines that were never told their name, and examples.
fn is_nowhere(domain: &str) -> bool {
    let last = domain.rsplit('.').next().unwrap_or(domain);
    let name = domain.split('.').next().unwrap_or(domain);
    !domain.contains('.')
        || matches!(
            last,
            "local"
                | "localdomain"
                | "localhost"
                | "lan"
                | "home"
                | "internal"
                | "(none)"
                | "invalid"
        )
        || name == "localhost"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> Reached {
        reached(&Handle::mail(address))
    }

    fn call(number: &str) -> Reached {
        reached(&Handle {
            kind: HandleKind::Phone,
            value: number.to_owned(),
        })
    }

    #[test]
    fn one_mailbox_has_one_key() {
        for (one, other) in [
            ("ana+lists@lindqvist.example", "Ana@lindqvist.example"),
            ("ana.berg@gmail.com", "anaberg@googlemail.com"),
            (
                "1234+ana@users.noreply.github.com",
                "ana@users.noreply.github.com",
            ),
        ] {
            assert_eq!(at(one).key, at(other).key, "{one} {other}");
        }
        assert_ne!(at("ana.berg@x.example").key, at("anaberg@x.example").key);
        assert_eq!(call("(702) 919-1300").key, call("+1 702 919 1300").key);
    }

    #[test]
    fn desks_and_machines_are_nobodys_own() {
        for address in [
            "info@x.example",
            "no-reply@x.example",
            "reply+ab12cd34@reply.x.example",
            "bounces+77-ana=l.example@x.example",
            "notices@x.example",
            "root@box.example",
            "ana@laptop",
            "ana@box.(none)",
        ] {
            assert!(!at(address).is_personal, "{address}");
        }
        for address in [
            "ana@x.example",
            "1+ana@users.noreply.github.com",
            "rooth@x.example",
        ] {
            assert!(at(address).is_personal, "{address}");
        }
        assert!(!call("919-1300").is_personal);
    }

    #[test]
    fn a_nickname_is_what_stands_before_the_place() {
        assert_eq!(at("ana.lindqvist@x.example").nick, "analindqvist");
        assert_eq!(at("ana.lindqvist7@x.example").words, ["ana", "lindqvist"]);
        assert_eq!(at("77+mei@users.noreply.github.com").nick, "mei");
        assert_eq!(at("info@x.example").nick, "");
    }

    #[test]
    fn a_nickname_is_spelt_as_a_name_is() {
        for name in ["Michael", "Samuel", "Joel", "Manuel", "Bauer", "Müller"] {
            assert_eq!(at(&format!("{name}@x.example")).nick, spelling(name));
        }
        assert_eq!(at("mia.evans@x.example").nick, spelling("miaevans"));
    }

    #[test]
    fn a_place_is_the_name_that_was_registered() {
        for (domain, place) in [
            ("x.example", "x.example"),
            ("mail.x.example", "x.example"),
            ("cs.x.ac.uk", "x.ac.uk"),
            ("a.b.c.x.co.nz", "x.co.nz"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(registered(domain), place);
        }
    }

    #[test]
    fn nothing_breaks_it() {
        for value in [
            "",
            "@",
            "+@",
            "a@",
            "<",
            "+49",
            "https://",
            "é@ü",
            "王@x.example",
        ] {
            for kind in HandleKind::ALL {
                reached(&Handle {
                    kind,
                    value: value.to_owned(),
                });
            }
        }
    }
}
