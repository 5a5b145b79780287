//! Lock files that hold a digest of the manifest beside them. It is made anew, after a proof that the one which is there is
//! made in the same way.

mod chart;
mod composer;
mod python;

use crate::error::{Error, Result};
use crate::manifest::formats::kind::Kind;
use crate::manifest::names::{folder, join};
use crate::manifest::occurrence::Source;
use crate::manifest::{File, Manifest, Rewritten};
use crate::splice::{Edit, splice};

/// Where a digest stands, and what it says.
type Said = (std::ops::Range<usize>, String);

/// Whose digest, and how to make it.
struct Seal {
    manifests: &'static [&'static str],
    /// The command that writes the lock file.
    command: &'static str,
    /// The digest of a manifest and its lock file; nothing where it cannot be told.
    of: fn(&Source<'_>, &Source<'_>) -> Result<Option<String>>,
    /// Where the lock file says it.
    find: fn(&Source<'_>) -> Result<Option<Said>>,
}

fn of(kind: Kind) -> Option<Seal> {
    match kind {
        Kind::ComposerLock => Some(Seal {
            manifests: &["composer.json"],
            command: "composer update --lock",
            of: composer::digest,
            find: composer::find,
        }),
        Kind::ChartLock => Some(Seal {
            manifests: &["Chart.yaml", "Chart.yml"],
            command: "helm dependency update",
            of: chart::digest,
            find: chart::find,
        }),
        Kind::PoetryLock => Some(Seal {
            manifests: &["pyproject.toml"],
            command: "poetry lock` or `pdm lock",
            of: python::digest,
            find: python::find,
        }),
        _ => None,
    }
}

/// Renews the digests in the lock files among `manifests`. Code `lock-not-writable`.
pub(super) fn renew(manifests: &[Manifest<'_, '_>], rewritten: &mut Vec<Rewritten>) -> Result<()> {
    for lock in manifests {
        let Some(seal) = lock.kind.and_then(of) else { continue };
        let home = folder(lock.source.path);
        let mut paths = seal.manifests.iter().filter_map(|name| join(home, name));
        let beside = paths.find_map(|path| manifests.iter().find(|one| one.source.path == path));
        let Some(beside) = beside else { continue };
        let Some(told) = rewritten.iter().find(|one| one.path == beside.source.path) else { continue };
        let (from, to) = (told.from.clone(), told.to.clone());
        let before = (seal.of)(beside.source, lock.source)?;
        let new = [beside, lock].map(|one| after(one.source, rewritten));
        let [manifest, locked] = [Source::new(&new[0])?, Source::new(&new[1])?];
        let after = (seal.of)(&manifest, &locked)?;
        if before == after && before.is_some() {
            continue;
        }
        let Some((range, said)) = (seal.find)(&locked)? else { continue };
        let (Some(after), true) = (after, before.as_ref() == Some(&said)) else {
            return Err(not_writable(&locked, range.start, beside.source.path, seal.command));
        };
        let shift = locked.shift();
        let range = range.start.saturating_add(shift)..range.end.saturating_add(shift);
        let text = splice(locked.whole(), vec![Edit { range, text: after }])?;
        match rewritten.iter_mut().find(|one| one.path == lock.source.path) {
            Some(one) => one.text = text,
            None => rewritten.push(Rewritten { path: lock.source.path.to_string(), text, from, to }),
        }
    }
    Ok(())
}

/// A file as it is going to be.
fn after(source: &Source<'_>, rewritten: &[Rewritten]) -> File {
    let new = rewritten.iter().find(|one| one.path == source.path);
    File { path: source.path.to_string(), text: new.map_or_else(|| source.whole().to_string(), |one| one.text.clone()) }
}

fn not_writable(source: &Source<'_>, at: usize, manifest: &str, command: &str) -> Error {
    source
        .error(
            "lock-not-writable",
            format!("this is not the digest of `{manifest}` as it is now, so the one to come can't be told"),
            at,
        )
        .advice(format!("run `{command}`, commit what it changes, and run this again"))
        .advice(format!("leave the file out with `!{}` in `manifests`", source.path))
}
