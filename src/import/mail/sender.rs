//! What an address says about its owner: a person, a machine, or a desk that mails to many.
//! Looks at words every mailer knows; knows no company by name.

use super::finding::Address;

/// Addresses nobody reads, as `noreply@`, `mailer-daemon@`, `cron@`, and machines' own names.
pub fn is_robot(from: &Address) -> bool {
    let name = from.name.to_lowercase();
    if ROBOT_NAMES.iter().any(|words| name.ends_with(words)) {
        return true;
    }
    let Some((local, _)) = from.addr.split_once('@') else {
        return false;
    };
    let plain: String = local
        .split('+')
        .next()
        .unwrap_or(local)
        .chars()
        .filter(|c| !matches!(c, '-' | '_' | '.'))
        .collect();
    ROBOT_BEGINNINGS.iter().any(|word| plain.starts_with(word))
        || ROBOT_ENDINGS.iter().any(|word| plain.ends_with(word))
        || ROBOTS.contains(&&*plain)
}

const ROBOT_NAMES: [&str; 5] = [
    "mailer-daemon",
    "delivery system",
    "delivery subsystem",
    "tracking system",
    "[bot]",
];

const ROBOT_BEGINNINGS: [&str; 10] = [
    "noreply",
    "donotreply",
    "dontreply",
    "nepasrepondre",
    "mailerdaemon",
    "postmaster",
    "bounce",
    "calendarnotification",
    "autoreply",
    "autorespon",
];

const ROBOT_ENDINGS: [&str; 2] = ["noreply", "donotreply"];

const ROBOTS: [&str; 16] = [
    "notification",
    "notifications",
    "notify",
    "notifier",
    "daemon",
    "cron",
    "cronjob",
    "root",
    "nobody",
    "mailer",
    "automailer",
    "alert",
    "alerts",
    "rss",
    "rssfeeds",
    "wwwdata",
];

/// Desks that write to many: `newsletter@`, `x@newsletter.example`, "The Monday Newsletter".
pub fn is_mailing(from: &Address) -> bool {
    let Some((local, host)) = from.addr.rsplit_once('@') else {
        return false;
    };
    // Generated for each reader, so that a failure can be told by its address.
    if local.contains(['#', '=']) {
        return true;
    }
    let name = from.name.to_lowercase();
    words(local).any(|word| MAILING.contains(&word))
        || words(host).any(|word| MAILING_HOSTS.contains(&word))
        || words(&name).any(|word| matches!(word, "newsletter" | "newsletters" | "enews"))
}

const MAILING: [&str; 16] = [
    "newsletter",
    "newsletters",
    "news",
    "enews",
    "digest",
    "bulletin",
    "offers",
    "deals",
    "promo",
    "promotions",
    "marketing",
    "mailing",
    "mailings",
    "subscriber",
    "subscribers",
    "subscriptions",
];

const MAILING_HOSTS: [&str; 11] = [
    "alerts",
    "eblast",
    "newsletter",
    "newsletters",
    "enews",
    "marketing",
    "campaign",
    "campaigns",
    "mailing",
    "bounce",
    "bounces",
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether mail that fails goes back to a list's keeper and not to its author:
/// `owner-gardens@`, `gardens-bounces@`, `gardens-return-12-noor=troth.example@`.
pub fn came_through_a_list(way_back: &[u8]) -> bool {
    let text = String::from_utf8_lossy(way_back);
    let addr = text.rsplit('<').next().unwrap_or(&text);
    let Some((local, _)) = addr.split_once('@') else {
        return false;
    };
    let local = local.split('+').next().unwrap_or(local);
    local.starts_with("owner-")
        || local.contains("-return-")
        || ["-bounce", "-bounces", "-owner", "-admin", "-errors"]
            .iter()
            .any(|ending| local.ends_with(ending) || local.contains(&format!("{ending}-")))
}
