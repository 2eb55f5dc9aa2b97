//! Every tunable number, named, with its unit, its default and its reason.
