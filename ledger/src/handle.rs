//! A way to reach a person. Two equal handles are the same person; nothing else is decided here.

/// The kinds of ways to reach someone.
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

/// One way to reach someone, in the book's one spelling.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_address_has_one_spelling() {
        assert_eq!(
            Handle::mail(" Ana@Lindqvist.Example "),
            Handle::mail("ana@lindqvist.example")
        );
    }

    #[test]
    fn every_kind_is_found_by_its_id() {
        for kind in HandleKind::ALL {
            assert_eq!(HandleKind::from_id(kind.id()), Some(kind));
        }
    }
}
