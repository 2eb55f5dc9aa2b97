//! What makes a machine look every ten minutes whether it is time, to be put where the owner's timers
//! are. It names this very program and the book in use: a timer knows neither a shell's search path
//! nor its variables.

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Timer {
    Systemd,
    Cron,
}

impl Timer {
    /// With the book at a place that holds in any folder.
    pub fn text(self, book: &str) -> String {
        let program = std::env::current_exe().ok();
        let program = program.map_or("troth".to_owned(), |path| path.display().to_string());
        match self {
            Self::Systemd => {
                // A program's name is no place for variables, so a dollar in it stands for itself.
                let (program, book) = (in_unit(&program), in_unit(book).replace('$', "$$"));
                SYSTEMD.replace("COMMAND", &format!("{program} --book {book} remind"))
            }
            Self::Cron => {
                let (program, book) = (in_crontab(&program), in_crontab(book));
                CRON.replace("COMMAND", &format!("{program} --book {book} remind"))
            }
        }
    }
}

/// Quoted as systemd reads it; a percent sign would be one of its own words.
fn in_unit(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", text.replace('%', "%%"))
}

/// Quoted as a shell reads it; cron takes a bare percent sign for the end of the line.
fn in_crontab(text: &str) -> String {
    let text = text.replace('\'', r"'\''");
    format!("'{}'", text.replace('%', r"\%"))
}

const SYSTEMD: &str = "\
# ~/.config/systemd/user/troth-remind.service
[Unit]
Description=Troth: the day's digest, when it is time

[Service]
Type=oneshot
ExecStart=COMMAND

# ~/.config/systemd/user/troth-remind.timer
[Unit]
Description=Look every ten minutes whether it is time

[Timer]
OnCalendar=*:0/10
Persistent=true

[Install]
WantedBy=timers.target

# then: systemctl --user enable --now troth-remind.timer
";

const CRON: &str = "\
# crontab -e: Troth looks every ten minutes whether it is time; what fails is mailed by cron
*/10 * * * * COMMAND >/dev/null
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timer_names_the_book_whatever_is_in_its_name() {
        let book = r#"/home/noor/it's "100%" of $HOME\book.db"#;
        let cron = Timer::Cron.text(book);
        let quoted = r#" --book '/home/noor/it'\''s "100\%" of $HOME\book.db' remind >/dev/null"#;
        assert!(cron.contains(quoted), "{cron}");
        let unit = Timer::Systemd.text(book);
        let quoted = r#" --book "/home/noor/it's \"100%%\" of $$HOME\\book.db" remind"#;
        assert!(unit.contains(quoted), "{unit}");
    }
}
