//! Whose the version is that a file gives, where its name and the key tell: a row for each kind of file.

use crate::manifest::leftover::place::GOPKG;
use crate::manifest::names::base;

/// Whose a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The product's, shown to whoever uses it, be it numbers that everybody has: of an app, a bundle of OSGi's, a game, an installer.
    Product,
    /// The project's: settings in a syntax in which each key is given once.
    Project,
    /// The project's, even in a comment.
    Commented,
    /// Somebody's: others' are given beside it by the same name.
    Anybody,
    /// That of somebody else's that is used.
    Other,
}

/// What stands above it in a list of Apple's.
pub(super) const OF_APPLE: &str = "<key>cfbundleshortversionstring</key>";

/// File, key, whose; the first row that fits counts. `*` at the beginning of either stands for anything. A path with `/` at its
/// beginning is the whole one, and what has it at its end is a folder with all that is in it.
#[rustfmt::skip]
const FILES: [(&str, &str, Owner); 46] = [
    ("libs.versions.toml", "*versionname", Owner::Product),
    ("gradle.properties", "*versionname", Owner::Product),
    ("build.gradle", "version", Owner::Product),
    ("build.gradle.kts", "version", Owner::Product),
    ("MANIFEST.MF", "bundle-version", Owner::Product),
    ("/ProjectSettings/ProjectSettings.asset", "bundleversion", Owner::Product),
    ("DefaultGame.ini", "projectversion", Owner::Product),
    ("/*.uplugin", "*\"versionname", Owner::Product),
    ("*.iss", "*appversion", Owner::Product),
    // The app's list is not that of a framework, a test or an example.
    ("Pods/", OF_APPLE, Owner::Other),
    ("Carthage/", OF_APPLE, Owner::Other),
    ("Frameworks/", OF_APPLE, Owner::Other),
    ("Example/", OF_APPLE, Owner::Other),
    ("Examples/", OF_APPLE, Owner::Other),
    ("Demo/", OF_APPLE, Owner::Other),
    ("*framework/", OF_APPLE, Owner::Other),
    ("*Tests/", OF_APPLE, Owner::Other),
    ("*", OF_APPLE, Owner::Product),
    (GOPKG, "*", Owner::Other),
    ("glide.yaml", "*", Owner::Other),
    ("requirements.yml", "*", Owner::Other),
    ("requirements.yaml", "*", Owner::Other),
    ("dotnet-tools.json", "*", Owner::Other),
    (".scalafmt.conf", "*", Owner::Other),
    (".terraform.lock.hcl", "*", Owner::Other),
    ("deps.edn", "*:mvn/version", Owner::Other),
    // What commitizen keeps of the version is told of, and no program's.
    (".cz.toml", "*", Owner::Other),
    ("cz.toml", "*", Owner::Other),
    (".cz.json", "*", Owner::Other),
    ("cz.json", "*", Owner::Other),
    (".cz.yaml", "*", Owner::Other),
    ("cz.yaml", "*", Owner::Other),
    ("*.tf", "*", Owner::Anybody),
    ("*.hcl", "*", Owner::Anybody),
    ("*.tfvars", "*", Owner::Anybody),
    ("*.bzl", "*", Owner::Anybody),
    ("*WORKSPACE", "*", Owner::Anybody),
    ("*.config", "*", Owner::Anybody),
    ("*.rs", "*", Owner::Anybody),
    ("*.bumpversion.cfg", "*", Owner::Anybody),
    ("*.json", "*", Owner::Project),
    ("*.yaml", "*", Owner::Project),
    ("*.yml", "*", Owner::Project),
    ("*.toml", "*", Owner::Project),
    // Of a game's add-on, and of a userscript.
    ("*.toc", "*", Owner::Commented),
    ("*.user.js", "*", Owner::Commented),
];

/// Whose the version is that a file gives by this key, in lower case.
pub(super) fn owner(path: &str, key: &str) -> Option<Owner> {
    let fits = |(file, of, _): &&(&str, &str, Owner)| is_like(of, key) && is_file(file, path);
    FILES.iter().find(fits).map(|(.., owner)| *owner)
}

fn is_file(file: &str, path: &str) -> bool {
    if let Some(folder) = file.strip_suffix('/') {
        return path.split('/').any(|part| is_like(folder, part));
    }
    match file.strip_prefix('/') {
        Some(whole) => is_like(whole, path) && whole.matches('/').count() == path.matches('/').count(),
        None => is_like(file, base(path)),
    }
}

fn is_like(pattern: &str, text: &str) -> bool {
    pattern.strip_prefix('*').map_or(pattern == text, |end| text.ends_with(end))
}
