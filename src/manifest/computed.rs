//! Versions that no file gives as plain text.

use crate::manifest::Kind;
use crate::manifest::formats::{build_gradle, gemspec, mix, msbuild, nimble, pom, sbt};
use crate::manifest::occurrence::Source;
use crate::manifest::python::version_source;

/// Whether a manifest gives a version, be it one that is computed: what cannot do without one.
pub(super) fn computes(kind: Kind, source: &Source<'_>) -> bool {
    match kind {
        Kind::Gemspec | Kind::Podspec => gemspec::gives_version(source),
        Kind::Mix => mix::gives_version(source),
        Kind::Pom => pom::gives_version(source),
        Kind::Msbuild => msbuild::computes(source),
        Kind::Nimble => nimble::gives_version(source),
        Kind::BuildGradle => build_gradle::computes(source),
        Kind::Sbt => sbt::computes(source),
        Kind::Pyproject => version_source::computes(source),
        Kind::SetupCfg => version_source::setup_cfg_computes(source),
        Kind::SetupPy => version_source::setup_py_computes(source),
        _ => false,
    }
}
