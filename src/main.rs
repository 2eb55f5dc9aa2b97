//! The program `troth`. It only starts; everything is in the library.

use std::process::ExitCode;

/// A page is made of some two thousand small pieces: with the system's allocator about a fifth of
/// the work for one went into finding them room.
#[global_allocator]
static ROOM: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    troth::cli::main(std::env::args_os())
}
