//! The formats, by file name. A new format is a new file beside this one and one more line in each table here.

use super::names::{Names, base};
use super::site::{Site, Source};
use super::{cargo_lock, cargo_toml, package_json, package_lock, pyproject, python, uv_lock};
use crate::error::Result;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Pyproject,
    Python,
    Package,
    Cargo,
    PackageLock,
    CargoLock,
    UvLock,
}

impl Kind {
    pub fn of(path: &str) -> Option<Self> {
        Some(match base(path) {
            "pyproject.toml" => Self::Pyproject,
            "package.json" => Self::Package,
            "Cargo.toml" => Self::Cargo,
            "package-lock.json" | "npm-shrinkwrap.json" => Self::PackageLock,
            "Cargo.lock" => Self::CargoLock,
            "uv.lock" => Self::UvLock,
            name if name.ends_with(".py") => Self::Python,
            _ => return None,
        })
    }

    /// All that `of` understands, for a sentence.
    pub fn known() -> &'static str {
        "`pyproject.toml`, `package.json`, `Cargo.toml`, `package-lock.json`, `npm-shrinkwrap.json`, `Cargo.lock`, `uv.lock` or a name that ends in `.py`"
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Pyproject => "pyproject.toml",
            Self::Python => "python",
            Self::Package => "package.json",
            Self::Cargo => "Cargo.toml",
            Self::PackageLock => "package-lock.json",
            Self::CargoLock => "Cargo.lock",
            Self::UvLock => "uv.lock",
        }
    }

    /// Where the version is looked for, for a sentence.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Pyproject => "`version` in `[project]` or `[tool.poetry]`",
            Self::Python => "a top-level `__version__ = \"…\"` with one plain string",
            Self::Package => "a top-level `version`",
            Self::Cargo => "`version` in `[package]` or `[workspace.package]`",
            Self::PackageLock | Self::CargoLock | Self::UvLock => "an entry of a package whose manifest has a version",
        }
    }

    pub fn is_lock(self) -> bool {
        matches!(self, Self::PackageLock | Self::CargoLock | Self::UvLock)
    }

    pub fn find(self, source: &Source<'_>, names: &Names) -> Result<Vec<Site>> {
        match self {
            Self::Pyproject => pyproject::find(source),
            Self::Python => python::find(source),
            Self::Package => package_json::find(source, names),
            Self::Cargo => cargo_toml::find(source, names),
            Self::PackageLock => package_lock::find(source, names),
            Self::CargoLock => cargo_lock::find(source, names),
            Self::UvLock => uv_lock::find(source, names),
        }
    }
}
