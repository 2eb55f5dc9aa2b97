//! A text nobody may print by accident: it is overwritten when it is dropped, and has neither
//! Debug nor Display nor JSON. The lines at the end do not compile should it ever get one.

use std::sync::Once;

use zeroize::{Zeroize, Zeroizing};

/// A passphrase, or a part of what was told.
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Blanks around it are not meant.
    pub fn new(text: String) -> Self {
        stay_in_memory();
        let text = Zeroizing::new(text);
        Self(Zeroizing::new(text.trim().to_owned()))
    }

    /// The text of bytes that are one; whatever they were is overwritten.
    pub fn of_bytes(bytes: Vec<u8>) -> Option<Self> {
        match String::from_utf8(bytes) {
            Ok(text) => Some(Self::new(text)),
            Err(error) => {
                error.into_bytes().zeroize();
                None
            }
        }
    }

    /// Several names with commas or lines between them, one by one.
    pub fn names(&self) -> Vec<Self> {
        let names = self.0.split([',', '\n']).map(str::trim);
        names
            .filter(|name| !name.is_empty())
            .map(|name| Self::new(name.to_owned()))
            .collect()
    }

    /// The text itself: only for the eyes of the owner who asked. The house rule lists who calls this.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn letters(&self) -> usize {
        self.0.chars().count()
    }
}

/// From here on this process leaves no image of its memory when it crashes, and no other program
/// of the same user may look into it. Two ways, as a limit alone does not stop a crash handler.
pub fn stay_in_memory() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        #[cfg(target_os = "linux")]
        // Without the right to forbid it there is nothing more to do.
        let _ =
            rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
        #[cfg(unix)]
        let _ = rustix::process::setrlimit(
            rustix::process::Resource::Core,
            rustix::process::Rlimit {
                current: Some(0),
                maximum: Some(0),
            },
        );
    });
}

/// Ambiguous, and so no program, as soon as the type has what it must not have.
macro_rules! never {
    ($secret:ty: $($trait:path),+) => {
        $(const _: fn() = || {
            trait Speaks<A> { fn speak() {} }
            impl<T: ?Sized> Speaks<()> for T {}
            #[allow(dead_code, reason = "it is there to be ambiguous")]
            struct Aloud;
            impl<T: ?Sized + $trait> Speaks<Aloud> for T {}
            let _ = <$secret as Speaks<_>>::speak;
        };)+
    };
}

never! { Secret: std::fmt::Debug, std::fmt::Display, serde::Serialize, Clone, AsRef<str> }
never! { super::Told: std::fmt::Debug, std::fmt::Display, serde::Serialize, Clone }
never! { super::Key: std::fmt::Debug, std::fmt::Display, serde::Serialize }
