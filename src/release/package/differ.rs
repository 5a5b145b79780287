//! Several packages, and nothing tells which of them is meant.

use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::{Found, Package};
use crate::ordered;
use crate::release::package::hint::called;
use crate::release::package::nowhere::is_told_by;
use crate::release::package::words::{LISTED, listed, shown};
use crate::release::package::{Judge, PackageView, says};
use crate::tag::{Family, Whose};
use crate::text::{option, shortened};
use crate::version::Version;

/// A package that may be meant.
struct Choice<'p> {
    package: &'p Package,
    view: PackageView,
    /// The newest of its own tags.
    tag: Option<&'p str>,
    /// It is there to be looked at or tested, or goes with another.
    aside: bool,
}

impl<'p> Judge<'p> {
    /// The refusal, with a command for each of the likeliest. Code `packages-differ`.
    pub(super) fn differ(&self) -> Error {
        let choices = self.choices();
        let mut error = Error::new("packages-differ", self.difference(&choices));
        // Tests and examples alone are hardly meant, any of them; nor is one whose tags are not those that were asked for, or
        // that count.
        let only_aside = choices.iter().all(|one| one.aside);
        let apart =
            only_aside || matches!(choices.as_slice(), [one] if self.request.tag_format.is_some() || one.tag.is_some());
        let leave_out = leave_out(&choices, only_aside);
        if apart {
            error = error.advice(leave_out.clone());
        }
        let installed = self.told.newest.as_ref().and_then(|_| installed(&choices));
        for advice in self.commands(&choices).into_iter().chain(installed).chain(self.files_of_newest()) {
            error = error.advice(advice);
        }
        if apart { error } else { error.advice(leave_out) }
    }

    /// Refuses what moves unasked where the newest tag is called after another package, which stays: the next tag would be that
    /// one's, and its manifest would not say so. Code `packages-differ`.
    pub(super) fn keeps_to_its_tag(&self, moving: &[&Package]) -> Result<()> {
        let Some(newest) = self.told.newest.as_ref().filter(|_| self.request.package.is_none()) else { return Ok(()) };
        let is_newest = |family: &Family<'_>| family.tags.iter().any(|(version, _)| version.same(newest.version));
        let bares: Vec<&String> = self
            .families
            .iter()
            .zip(&self.bare)
            .filter(|(family, _)| is_newest(family))
            .map(|(_, bare)| bare)
            .collect();
        let moves = |one: &Package| moving.iter().any(|moves| moves.folder == one.folder);
        // A folder that is called as the project is, and says another version, is nothing to the tag.
        let others = self.packages.all.iter().filter(|one| !moves(one) && self.says_newest(one));
        let (ours, theirs): (Vec<_>, Vec<_>) =
            (moving.iter().map(|one| called(one)).collect(), others.map(called).collect());
        let of_another =
            |bare: &&String| theirs.iter().any(|called| called(bare)) && !ours.iter().any(|called| called(bare));
        let any = !moving.is_empty() || !self.packages.listed.is_empty();
        let parted = any && !bares.is_empty() && bares.iter().all(of_another);
        if parted { Err(self.differ()) } else { Ok(()) }
    }

    /// All there are, the likeliest first.
    fn choices(&self) -> Vec<Choice<'p>> {
        let by_the_way =
            |path: &str| manifest::lies_aside(path) || manifest::only_cites(path) || manifest::is_a_part(path);
        let choice = |package: &'p Package| Choice {
            package,
            view: self.view(package),
            tag: self.newest_of_its_own(package),
            aside: package.manifests.iter().all(|found| by_the_way(&found.path)),
        };
        let mut all: Vec<Choice<'p>> = self.packages.all.iter().chain(&self.packages.far).map(choice).collect();
        // Candidates are tagged while the manifests say the release that they lead to.
        let newest = self.told.newest.as_ref().map(|newest| newest.version.release());
        let says_newest = |version: &Version| newest.as_ref().is_some_and(|newest| newest.same(version));
        let is_tagged = |one: &Choice<'_>| one.tag.is_some() || self.now_of(one.package).is_some_and(says_newest);
        // What nobody publishes is hardly meant.
        ordered::sort_by_key(&mut all, |one| (one.package.private, one.aside, !is_tagged(one)));
        all
    }

    fn newest_of_its_own(&self, package: &Package) -> Option<&'p str> {
        let own = self.named(package).into_iter();
        let newest = own.filter_map(Family::newest).max_by(|(a, _), (b, _)| a.cmp_precedence(b))?;
        self.has_own_tags(package).then_some(newest.1)
    }

    /// What they say, beside what the newest tag does.
    fn difference(&self, choices: &[Choice<'_>]) -> String {
        let described = choices.iter().map(|Choice { view, tag, .. }| {
            let tagged = tag.map(|tag| format!(" (with tags such as `{}`)", shortened(tag)));
            shown(view) + &tagged.unwrap_or_default()
        });
        let (subject, whose, none) = match choices.len() {
            1 => ("a package carries a version", "its", "the tags do not tell of it"),
            _ => ("several packages carry versions", "their", "nothing tells which of them to release"),
        };
        // Tags of packages may have come after it: the plain ones may have been left behind.
        let plain = |one: &Family<'_>| one.whose(&[]) == Whose::Plain;
        let newest = self.told.newest.as_ref().map(|newest| {
            let left = self.families.iter().any(|one| plain(one) && one.says(newest.version));
            let which = if left && !self.families.iter().all(plain) {
                "newest tag that names no package"
            } else {
                "newest tag"
            };
            format!(" (the {which} says {})", newest.version)
        });
        let all = listed(described, choices.len());
        format!("{subject} of {whose} own, and {none}{}: {all}", newest.unwrap_or_default())
    }

    /// One for each that may be meant.
    fn commands(&self, choices: &[Choice<'_>]) -> Vec<String> {
        let without = if self.request.tag_format.is_some() { ", and leave `tag-format` out" } else { "" };
        let likely = choices.iter().filter(|one| !one.package.private && !one.aside).count();
        let most = if likely == 0 { LISTED } else { LISTED.min(likely) };
        let command = |Choice { package, view, .. }: &Choice<'_>| {
            // A name may be that of another one, there or beside what the tags tell of.
            let called = |name: &str| choices.iter().filter(|one| one.view.name.as_deref() == Some(name)).count();
            let alone = |name: &&str| called(name) == 1 && self.agree(package);
            let package = view.name.as_deref().filter(alone).unwrap_or(&view.folder);
            let package = if package.is_empty() { "." } else { package };
            format!(
                "name the one that is meant{without}: `{}` (input `package: {package}`)",
                option("package", package)
            )
        };
        choices.iter().take(most).map(command).collect()
    }

    /// What only builds the project, or holds nothing but a version, may say what the tags do.
    fn files_of_newest(&self) -> Vec<String> {
        let Some(newest) = self.told.newest.as_ref().map(|newest| newest.version) else { return Vec::new() };
        let saying = self.packages.suspects.iter().filter(|one| is_told_by(one, newest, &[]));
        let advice = |one: &Found| {
            let Found { path, line, version, .. } = one;
            let how = if says(one, newest) { "as the newest tag does" } else { "which goes on from the newest tag" };
            format!(
                "`{path}:{line}` says {version}, {how}: `{}` (input `manifests: {path}`) keeps it up to date",
                option("manifests", path)
            )
        };
        saying.take(LISTED).map(advice).collect()
    }
}

/// A chart is numbered apart from what it installs, which may be what the tags tell of.
fn installed(choices: &[Choice<'_>]) -> Option<String> {
    let [Choice { package, tag: None, .. }] = choices else { return None };
    let [Found { path, format, .. }] = package.manifests.as_slice() else { return None };
    let entries = [format!("!{path}"), format!("{path}:appVersion")].map(|entry| option("manifests", &entry));
    (format == "Chart.yaml").then(|| {
        format!(
            "if its `appVersion` says what the newest tag does, `{}` (input `manifests`, one a line) keeps that up to date, and its own version as it is",
            entries.join(" ")
        )
    })
}

/// The way to leave one out; each where there is one alone, or nobody means any, else the least likely.
fn leave_out(choices: &[Choice<'_>], only_aside: bool) -> String {
    let alone = choices.len() == 1 || only_aside;
    let found: Vec<&Found> = match alone {
        true => choices.iter().filter_map(|one| one.package.manifests.first()).take(LISTED).collect(),
        false => choices.last().into_iter().flat_map(|one| &one.package.manifests).take(LISTED).collect(),
    };
    let out: Vec<String> = found.iter().map(|one| option("manifests", &format!("!{}", one.path))).collect();
    let (what, are) = if alone && out.len() == 1 { ("a file", "is") } else { ("files", "are") };
    let such = if alone { ":" } else { ", such as by" };
    let out = out.join(" ");
    format!("leave {what} out that {are} no part of what is released{such} `{out}` (input `manifests`)")
}
