//! What the shell is to read: files first, then where tags lie, then the rest.

use std::borrow::Cow;

use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::{File, fragments, is_below, pending};
use crate::release::facts::{FirstLook, Refs, ToRead, WantedBranch, WantedCommit, WantedRelease};
use crate::release::lineage::Ask;
use crate::release::package;
use crate::release::product;
use crate::release::product::Product;
use crate::release::request::{Asked, Choice, Notes, Request};
use crate::release::situation::{Own, Sight, Situation, own_line};
use crate::release::words::changelog;
use crate::release::words::message::TRAILER;
use crate::text::{option, shortened};

/// The files whose text is still wanted: manifests, and a changelog where it will be rewritten. Codes: those of
/// [`manifest::needs_of`]; where something will be rewritten, those of [`manifest::check_entries`], and `workflow-not-found`.
pub fn needs(request: &Request, paths: &str, read: &[File], only_read: bool) -> Result<Vec<String>> {
    let (first, more) = request.each();
    let tracked = manifest::tracked(paths);
    let of_one = |request: &Request| {
        manifest::needs_in(&tracked, &request.manifests, request.package.as_deref(), read, only_read)
    };
    let mut wanted = of_one(&first)?;
    let mut logs = vec![first.changelog.clone()];
    for request in more {
        add(&mut wanted, of_one(&request)?);
        logs.push(request.changelog.clone());
    }
    if only_read {
        return Ok(wanted);
    }
    add(&mut wanted, pending::needs(paths, read));
    add(&mut wanted, fragments::needs(paths, read));
    manifest::check_entries(paths, &request.manifests)?;
    check_workflow(request, paths)?;
    if wanted.is_empty() {
        manifest::check_binary_locks(paths, &request.manifests, read)?;
    }
    for path in logs.iter().flatten() {
        // Where it is not there, it may be under another name.
        let there = paths.split('\0').any(|one| one == path);
        let looked_for = |one: &&str| if there { *one == path } else { changelog::is_like(path, one) };
        let unread = |one: &&str| !read.iter().any(|file| file.path == *one);
        add(&mut wanted, paths.split('\0').filter(looked_for).filter(unread).map(str::to_string));
    }
    Ok(wanted)
}

/// Refuses to start a workflow that nobody has. Code `workflow-not-found`.
fn check_workflow(request: &Request, paths: &str) -> Result<()> {
    // An identifier is a number, of which no file tells.
    let named = |name: &&String| [".yml", ".yaml"].iter().any(|end| name.ends_with(end));
    let Some(name) = request.dispatch_workflow.as_ref().filter(named) else { return Ok(()) };
    // Gitea and Forgejo have folders of their own names.
    let folder = |path: &str| {
        path.strip_suffix(name.as_str()).is_some_and(|at| at.starts_with('.') && at.ends_with("/workflows/"))
    };
    if paths.split('\0').any(folder) {
        return Ok(());
    }
    Err(Error::new(
        "workflow-not-found",
        format!(
            "`{}` is to be started at the new tag, and is not there: expected `.github/workflows/{}`",
            shortened(name),
            shortened(name)
        ),
    )
    .at(format!(".github/workflows/{name}"))
    .advice("name a workflow file of this branch: `--dispatch-workflow FILE` (input `dispatch-workflow`)"))
}

/// Adds the paths that are not there already.
fn add(wanted: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for path in more {
        if !wanted.contains(&path) {
            wanted.push(path);
        }
    }
}

/// What the shell should read besides refs and the tip's files: first, where the commits lie that version tags name, and
/// when that is known the rest. Every code of reading refs and manifests, and `shallow-history`.
pub fn wants(request: &Request, first_look: &FirstLook) -> Result<ToRead> {
    request.check()?;
    // A checkout of one commit brings no tags, whatever the remote has.
    if first_look.shallow && Refs::read(&first_look.refs).tag_names().next().is_none() {
        return Err(Error::new(
            "shallow-history",
            "this clone is shallow and has no tags: expected those of the remote",
        )
        .advice("run it without `--offline`, or complete the clone: `git fetch --unshallow --tags`"));
    }
    let (first, more) = request.each();
    let first = of_one(&first, first_look)?;
    let all = more.map(|request| of_one(&request, first_look)).try_fold(first, |all, one| Ok(all.and(one?)))?;
    if first_look.shallow && all.reads_history() {
        return Err(Error::new("shallow-history", "this clone is shallow: expected the history since the last tag")
            .advice("run it without `--offline`, or complete the clone: `git fetch --unshallow`"));
    }
    Ok(all)
}

/// What is wanted for one package.
fn of_one(request: &Request, first_look: &FirstLook) -> Result<ToRead> {
    let (sight, request, _) = Situation::sight_of(
        Cow::Borrowed(request),
        &first_look.refs,
        &first_look.files,
        (&first_look.places, first_look.past.as_deref()),
        None,
    )?;
    let situation = match sight {
        Sight::Whole(situation) => situation,
        Sight::Open(Ask { places, past }, paths) => {
            let past = if past { paths } else { Vec::new() };
            return Ok(ToRead { places, past, ..ToRead::default() });
        }
        Sight::Kept(..) => return Ok(ToRead::default()),
    };
    let request = request.as_ref();
    if situation.target.unless_line.is_some() {
        match own_line(request, &situation, &first_look.holders) {
            Own::Line => {}
            // Nothing will be released: there is nothing more to read.
            Own::Unknown(_) => return Ok(ToRead::default()),
            Own::Ask(holders) => return Ok(ToRead { holders: Some(holders), ..ToRead::default() }),
        }
    }
    lies_there(request, &situation, first_look)?;
    product::check(request, &situation.package.scope, first_look.paths.as_deref().unwrap_or_default())?;
    let partly = Product::of(request, &situation.package.scope).is_some();
    let since = situation.package.since().is_some();
    let published = first_look.hosting.is_some() && request.github_release != Choice::False;
    let told = published && request.notes == Notes::Commits && since;
    let logged = request.changelog.is_some() && since;
    // A first release of a version somebody wrote needs no history; only a placeholder is bumped by it.
    let counts = matches!(situation.asked, Asked::Auto) && (since || situation.package.stated.is_placeholder());
    let release = if first_look.release && published { release(&situation) } else { None };
    Ok(ToRead {
        logs: (counts || told || logged).then(|| situation.stretch(partly)).into_iter().collect(),
        commits: commits(&situation, partly),
        branches: branches(request, &situation, first_look),
        releases: release.into_iter().collect(),
        ..ToRead::default()
    })
}

/// Refuses a folder in which nothing lies, though tags begin with it (`core/v1.2.0`): they are of what is called so and lies
/// somewhere else. Code `unknown-package`.
fn lies_there(request: &Request, situation: &Situation, first_look: &FirstLook) -> Result<()> {
    let (Some(wanted), Some(paths)) = (&request.package, &first_look.paths) else { return Ok(()) };
    let folder = package::plain(wanted);
    if !situation.package.scope.found.is_empty() {
        return Ok(());
    }
    let all = situation.package.scope.all.as_slice();
    // `packages/core/pyproject.toml`, whose version is its tags' alone.
    let called = |at: &str| at.strip_suffix(folder.as_str()).is_some_and(|above| above.ends_with('/'));
    if paths.split('\0').any(|path| path == folder || is_below(path, &folder)) {
        // A manifest in it that gives no version leaves that to the tags.
        if first_look.files.iter().any(|file| file.path.rsplit_once('/').is_some_and(|(at, _)| at == folder)) {
            return Ok(());
        }
        // Those below it are released by such a tag, all of them, and would be left behind.
        let mut others = all.iter().filter(|one| called(&one.folder) || is_below(&one.folder, &folder));
        return others.try_for_each(|one| is_not_of(one, request, situation, (&folder, paths)));
    }
    let message = format!("no manifest is of a package `{0}`, and no file lies in a folder `{0}`", shortened(&folder));
    let error = Error::new("unknown-package", format!("{message}: the tags that begin so are of something else"));
    let gives_none = |at: &str| called(at) && all.iter().all(|one| one.folder != at);
    if first_look.files.iter().any(|file| file.path.rsplit_once('/').is_some_and(|(at, _)| gives_none(at))) {
        return Ok(());
    }
    // `config` of `crates/doors-config`.
    let like = all.iter().find(|one| one.folder.ends_with(&folder));
    Err(match like {
        Some(one) => error.advice(format!("if they are of the one in `{0}`: `{1}` (input `package: {0}`)", one.folder, option("package", &one.folder))),
        None => error.advice("give the folder of what is meant, from the repository's root and with `/`, or the name that its manifest has"),
    })
}

/// Refuses a folder without a manifest where a package of that name lies elsewhere, or any below it, and says what the newest
/// tag that begins so does. A module of Go's has no version but its tags', and who asks for a format of tags means the folder. Code
/// `unknown-package`.
fn is_not_of(
    one: &manifest::Package,
    request: &Request,
    situation: &Situation,
    (folder, paths): (&str, &str),
) -> Result<()> {
    let newest = situation.package.newest.as_ref().map(|(newest, _)| newest);
    // What all numbers begin with says nothing of a folder above it.
    let newest = newest.filter(|newest| !is_below(&one.folder, folder) || !package::is_first(newest));
    let same = one.manifests.iter().any(|found| newest.is_some_and(|newest| package::says(found, newest)));
    // What has a version by its tags alone, by kind or by what its manifest says.
    let by_tags =
        || paths.split('\0').any(|path| matches!(path.strip_prefix(folder), Some("/go.mod" | "/Package.swift")));
    if !same || request.tag_format.is_some() || by_tags() {
        return Ok(());
    }
    let message =
        format!("no manifest lies in `{folder}`, and the newest tag that begins so says what `{}` does", one.folder);
    let (package, format) = (option("package", &one.folder), situation.package.format.template());
    Err(Error::new("unknown-package", message)
        .advice(format!("if it is of that one: `{package}` (input `package: {}`)", one.folder))
        .advice(format!(
            "if it is of the folder: `{}`, beside `--package` (input `tag-format`)",
            option("tag-format", &format)
        )))
}

/// Whether the manifests say a version above the newest tag's.
fn is_ahead(situation: &Situation) -> bool {
    let newest = situation.package.newest.as_ref();
    newest.is_some_and(|(newest, _)| situation.package.stated.cmp_precedence(newest).is_gt())
}

/// The commits to inspect: what an asked version's tag names, what the newest tag names, and what is new since. Where a
/// release is `partly` the repository's, what has changed since each.
fn commits(situation: &Situation, partly: bool) -> Vec<WantedCommit> {
    let mut commits: Vec<WantedCommit> = Vec::new();
    let mut add = |oid: &str, ancestry: bool, changed: bool| {
        if !commits.iter().any(|one| one.oid == oid) {
            commits.push(WantedCommit { oid: oid.to_string(), ancestry, changed });
        }
    };
    if let Some(tag) = situation.asked.exact().and_then(|version| situation.tag_of(version)) {
        add(&tag.commit, true, partly);
    }
    if let Some((_, tag)) = &situation.package.newest {
        let may_join = &situation.package.scope.may_join;
        add(&tag.commit, false, is_ahead(situation) || partly || may_join.is_some());
        for tag in may_join.iter().flatten().filter_map(|version| situation.tag_of(version)) {
            add(&tag.commit, false, false);
        }
    }
    if let Some(oid) = situation.package.since().filter(|_| partly) {
        add(oid, false, true);
    }
    commits
}

/// Branches that are named as bump branches of this package are.
fn branches(request: &Request, situation: &Situation, first_look: &FirstLook) -> Vec<WantedBranch> {
    let asked = |name: &String| first_look.heads.contains(name) && situation.proposes(request, name).is_some();
    let heads = situation.refs.heads().filter(|(name, _)| asked(name));
    heads.map(|(name, oid)| WantedBranch { name: name.clone(), oid: oid.clone() }).collect()
}

/// The release to look up: the newest tag's. Of a version that stands without its tag it matters whether it was released: then
/// the tag was lost, not withdrawn.
fn release(situation: &Situation) -> Option<WantedRelease> {
    let tag = match situation.tag_name(&situation.package.stated) {
        Ok(tag) if is_ahead(situation) && !situation.is_unfinished() => tag,
        _ => situation.package.newest.as_ref()?.1.name.clone(),
    };
    Some(WantedRelease { tag, mark: format!("{TRAILER}: ") })
}
