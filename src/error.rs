//! The program's one error: what kind it is, one sentence for a person, a hint, the cause.
//! The sentence is for the owner, and may name somebody in their book: it is shown, never logged.

use std::fmt;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The book says no, and why.
    Refused,
    NotFound,
    /// This owner may not.
    NotAllowed,
    /// A wrong path, an unreachable server, a call that makes no sense.
    Setup,
    /// Not possible just now: the book was moved away, the disk is full, a server stopped, or too much is asked for at once.
    Unavailable,
    /// Our mistake.
    Internal,
}

/// What helps on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The same words at every door.
    Words(String),
    /// A way that each door has: a command, or a page and the words of the link to it.
    Way {
        command: String,
        page: &'static str,
        words: String,
    },
}

/// As the command line says it.
impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Words(words) => words,
            Self::Way { command, .. } => command,
        })
    }
}

#[derive(Debug)]
pub struct Error {
    pub kind: Kind,
    pub sentence: String,
    pub hint: Option<Hint>,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub fn new(kind: Kind, sentence: impl Into<String>) -> Self {
        Self {
            kind,
            sentence: sentence.into(),
            hint: None,
            cause: None,
        }
    }

    pub fn refused(sentence: impl Into<String>) -> Self {
        Self::new(Kind::Refused, sentence)
    }

    pub fn not_found(sentence: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, sentence)
    }

    pub fn setup(sentence: impl Into<String>) -> Self {
        Self::new(Kind::Setup, sentence)
    }

    pub fn unavailable(sentence: impl Into<String>) -> Self {
        Self::new(Kind::Unavailable, sentence)
    }

    pub fn internal(sentence: impl Into<String>) -> Self {
        Self::new(Kind::Internal, sentence)
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(Hint::Words(hint.into()));
        self
    }

    /// A hint that leads somewhere: in words with the command, and as a link to a page.
    #[must_use]
    pub fn way(
        mut self,
        command: impl Into<String>,
        page: &'static str,
        words: impl Into<String>,
    ) -> Self {
        self.hint = Some(Hint::Way {
            command: command.into(),
            page,
            words: words.into(),
        });
        self
    }

    #[must_use]
    pub fn because(mut self, cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.cause = Some(Box::new(cause));
        self
    }

    /// What a program that is open may get over: the place was right when it was opened.
    #[must_use]
    pub fn for_now(mut self) -> Self {
        if self.kind == Kind::Setup {
            self.kind = Kind::Unavailable;
        }
        self
    }

    /// Whoever asked does not read the answer any more, as `head` does not: nothing is to be said of it.
    pub fn is_unread(&self) -> bool {
        let cause = self.cause.as_ref();
        let cause = cause.and_then(|cause| cause.downcast_ref::<std::io::Error>());
        cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// 1 refused or not found, 2 usage, setup or not available just now, 3 internal.
    pub fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::Refused | Kind::NotFound | Kind::NotAllowed => 1,
            Kind::Setup | Kind::Unavailable => 2,
            Kind::Internal => 3,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause.as_ref() as _)
    }
}

/// A refusal of the ledger is the program's refusal, word for word.
macro_rules! word_for_word {
    ($($refusal:ty),+ $(,)?) => {$(
        impl From<$refusal> for Error {
            fn from(refusal: $refusal) -> Self {
                Self::refused(refusal.to_string())
            }
        }
    )+};
}

word_for_word! {
    ledger::approach::Refusal,
    ledger::backup::Refusal,
    ledger::circle::Refusal,
    ledger::confidence::Refusal,
    ledger::detail::Refusal,
    ledger::promise::Refusal,
    ledger::reminder::Refusal,
    ledger::progress::Refusal,
    ledger::bid::Refusal,
    ledger::breach::Refusal,
    ledger::concern::Refusal,
    ledger::contribution::Refusal,
    ledger::meeting::Refusal,
    ledger::meeting::Unsaid,
    ledger::milestone::Refusal,
    ledger::focus::Refusal,
    ledger::retention::Refusal,
}

/// Words that are no rhythm: what would be one stands beside them.
impl From<ledger::cadence::Unclear> for Error {
    fn from(unclear: ledger::cadence::Unclear) -> Self {
        Self::refused(unclear.to_string()).hint(ledger::cadence::HINT)
    }
}

/// A time that never comes: what is near it stands beside it.
impl From<ledger::hour::Missing> for Error {
    fn from(missing: ledger::hour::Missing) -> Self {
        let error = Self::refused(missing.to_string());
        match missing.hint() {
            Some(near) => error.hint(near),
            None => error,
        }
    }
}
