//! A way to reach a person. Two equal handles are the same person; nothing else is decided here.

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandleKind {
    Mail,
    Phone,
    Chat,
    Profile,
}

impl HandleKind {
    pub const ALL: [Self; 4] = [Self::Mail, Self::Phone, Self::Chat, Self::Profile];

    pub fn id(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Phone => "phone",
            Self::Chat => "chat",
            Self::Profile => "profile",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle {
    pub kind: HandleKind,
    pub value: String,
}

impl Handle {
    /// A mail address, in the one spelling the book keeps: trimmed and in lower case.
    pub fn mail(address: &str) -> Self {
        Self {
            kind: HandleKind::Mail,
            value: address.trim().to_lowercase(),
        }
    }
}
