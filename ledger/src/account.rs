//! Placeholder replaced by the account.
