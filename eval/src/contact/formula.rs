//! The ledger's constants beside the same formula fitted anew.

use crate::chapter::Table;
use crate::ties::Pair;

pub fn table(_institute: &[Pair]) -> Table {
    Table::default()
}
