//! What it takes to know a Python project: its files, and what its settings say of them.

pub(in crate::manifest) mod package_dirs;
pub(in crate::manifest) mod roots;
pub(in crate::manifest) mod version_source;
