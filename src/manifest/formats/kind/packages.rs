//! What a kind of manifest tells of its packages: whose they are, what locks them, what they are called by.

use super::Kind;
use crate::manifest::names::{base, folder};

impl Kind {
    /// What lock files beside such a manifest are called.
    pub fn locks(self) -> &'static [&'static str] {
        match self {
            Self::Pyproject => &["uv.lock", "poetry.lock", "pdm.lock"],
            Self::Package => {
                &["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "deno.lock"]
            }
            Self::Cargo => &["Cargo.lock"],
            Self::Gemspec => &["Gemfile.lock", "gems.locked"],
            Self::Composer => &["composer.lock"],
            Self::Chart => &["Chart.lock"],
            Self::Pubspec => &["pubspec.lock"],
            Self::Deno => &["deno.lock"],
            Self::PnpmWorkspace => &["pnpm-lock.yaml"],
            _ => &[],
        }
    }

    /// Whose packages such a manifest describes; none of a file that goes with any of them.
    pub fn ecosystem(self) -> Option<&'static str> {
        Some(match self {
            Self::Package | Self::Deno => "npm",
            Self::Pyproject | Self::SetupCfg | Self::SetupPy | Self::Python => "python",
            Self::Gemspec | Self::Ruby => "gem",
            Self::Pom | Self::GradleProperties | Self::BuildGradle => "jvm",
            Self::Cargo
            | Self::Chart
            | Self::Pubspec
            | Self::Msbuild
            | Self::Composer
            | Self::Mix
            | Self::Galaxy
            | Self::Zon
            | Self::Description
            | Self::Julia
            | Self::Cabal
            | Self::Nimble
            | Self::Shard
            | Self::Gleam
            | Self::Arduino
            | Self::Elm
            | Self::Puppet
            | Self::Chef
            | Self::Leiningen
            | Self::Sbt
            | Self::Godot
            | Self::WordPress
            | Self::Dune
            | Self::PowerShell
            | Self::Settings
            | Self::Described
            | Self::Erlang => self.name(),
            _ => return None,
        })
    }

    /// Whether a word stands in such a file behind three numbers alone, as Maven and Gradle read it: of fewer its version is
    /// plain numbers.
    pub fn has_words_behind_three(self) -> bool {
        matches!(self, Self::Pom | Self::GradleProperties | Self::BuildGradle)
    }

    /// Whether such a file is called by the name of its package: several may lie in one folder.
    pub fn is_named_by_package(self, path: &str) -> bool {
        match self {
            Self::Msbuild => !path.ends_with(".props"),
            Self::Cabal => path.ends_with(".cabal"),
            Self::Gemspec | Self::Nimble | Self::PowerShell => true,
            _ => false,
        }
    }

    /// What a package is called whose manifest does not say it: its file, or in Gradle its folder, has the name.
    pub fn name_by_path(self, path: &str) -> Option<&str> {
        let name = match self {
            Self::GradleProperties | Self::BuildGradle => base(folder(path)),
            _ if self.is_named_by_package(path) => base(path).rsplit_once('.')?.0,
            _ => return None,
        };
        Some(name).filter(|name| !name.is_empty())
    }
}
