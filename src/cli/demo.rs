//! `troth demo`: a made-up book on its frozen morning, opened in the web app.

use std::path::PathBuf;

use super::visit::Visit;
use crate::book::{Book, Place};
use crate::error::{Error, Result};
use crate::{chores, demo, web};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Which port; 0 takes one that is free
    #[arg(long, value_name = "PORT", default_value_t = 7433)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    /// Keep the made-up book in this file instead of a temporary one
    #[arg(long, value_name = "PATH")]
    keep: Option<PathBuf>,
    /// Only write the book (with --keep), do not open it
    #[arg(long, requires = "keep")]
    only: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let folder = tempfile::tempdir()
        .map_err(|cause| Error::setup("there is no room for a temporary book").because(cause))?;
    let path = match &arguments.keep {
        Some(path) if path.exists() => {
            return Err(Error::refused(format!(
                "{} is there already; nothing was written",
                path.display()
            ))
            .hint("name a file that is not there yet"));
        }
        Some(path) => path.clone(),
        None => folder.path().join("demo.db"),
    };
    let book = Book::begin(&Place::File(path.clone()))?;
    demo::book_in(&book)?;
    if arguments.only {
        visit.remark(&format!(
            "written: {}; look at it with --book and --on {}",
            path.display(),
            demo::MORNING
        ));
        return Ok(());
    }
    let opens = !arguments.no_open;
    let keeping = chores::keep_whole(&book);
    let options = web::Options {
        port: arguments.port,
        host: std::net::Ipv4Addr::LOCALHOST.into(),
        fixed_day: Some(demo::MORNING),
        once_ready: |address| {
            visit.open_at(address);
            visit.remark(
                "Everybody in it is made up, and it is Tuesday 10 March 2026. It holds no confidence: \
                 for one you would choose a passphrase of your own. Ctrl-C ends it.",
            );
            if opens {
                visit.browse(address);
            }
        },
    };
    let served = web::serve(book, options);
    served.and(keeping.end())
}
