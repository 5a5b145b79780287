//! Which of a repository's packages a release is of, and which stay as they are.
//!
//! Versions that are not one are never made one: what moves is the package that the tags tell of, with the members that
//! have always gone with it.

mod along;
mod apart;
mod differ;
mod groups;
mod hint;
mod joining;
mod kept;
mod nowhere;
mod outlived;
mod raised;
mod scope;
mod silent;
mod spelling;
mod unasked;
mod words;

use borsh::{BorshDeserialize, BorshSerialize};

use serde::Serialize;

use crate::error::Result;
use crate::manifest;
use crate::manifest::changesets::Changesets;
use crate::manifest::{File, Found, Package, Packages};
use crate::ordered::{BTreeMap, BTreeSet};
use crate::release::request::Request;
use crate::tag;
use crate::tag::Family;
use crate::version::{Scheme, Version};

use apart::{highest, of_one};
pub(crate) use apart::{is_first, says};
pub(crate) use hint::{Hint, Tagged, folder_of, hint, tagged};
use joining::Earlier;
pub(crate) use kept::kept;
pub(crate) use nowhere::{Tags, never_raised, nobody_gives, nobody_says, nowhere};
pub(crate) use raised::raised_alone;
pub(crate) use scope::Scope;
pub(crate) use silent::lost_by;
pub(crate) use spelling::format;
use words::{LISTED, listed, stranger, unknown};
pub(crate) use words::{remark, remark_on_strangers};

/// A package as a plan names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct PackageView {
    /// What its manifest calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its folder; empty: the root.
    pub folder: String,
    /// The version it says.
    pub version: String,
}

/// The newest tag's version, and the files of its commit where they were read.
pub(crate) struct Newest<'a> {
    pub(crate) version: &'a Version,
    pub(crate) files: Option<&'a [File]>,
    /// The paths in which the tip differs from it, where that was asked.
    pub(crate) changed: Option<&'a [String]>,
}

/// What the tags tell, as far as packages are told apart by it.
pub(crate) struct Told<'a> {
    pub(crate) scheme: Scheme,
    pub(crate) newest: Option<Newest<'a>>,
    /// Versions of tags below it, and the files of their commits, where those were read.
    pub(crate) earlier: Vec<(&'a Version, &'a [File])>,
    /// The names of all tags.
    pub(crate) tags: Vec<&'a str>,
    /// The package that was asked for, where its version is its tags' alone.
    pub(crate) tagged: Option<&'a Tagged>,
    /// It is asked what to read: the newest tag's commit was not yet.
    pub(crate) early: bool,
    /// What the repository says of packages that have one version.
    pub(crate) changesets: &'a Changesets,
}

/// The manifests whose grammar and names count before it is known what moves: those of the package asked for, else of the
/// root, else all.
pub(crate) fn likely<'p>(request: &Request, packages: &'p Packages) -> Vec<&'p Found> {
    let near: Vec<&Package> = match asked(request, packages) {
        Some(package) => vec![package],
        None if request.package.is_some() => return packages.listed.iter().collect(),
        None => match packages.all.iter().find(|one| one.folder.is_empty()) {
            None if packages.by_tags => return packages.listed.iter().collect(),
            root => root.or_else(|| only(packages)).into_iter().collect(),
        },
    };
    let near: Vec<&Found> = near.into_iter().flat_map(|one| &one.manifests).chain(&packages.listed).collect();
    match near.is_empty() {
        true => packages.all.iter().flat_map(|one| &one.manifests).collect(),
        false => near,
    }
}

/// The package that was asked for, by its folder or its name.
pub(crate) fn asked<'p>(request: &Request, packages: &'p Packages) -> Option<&'p Package> {
    let wanted = request.package.as_deref()?;
    let folder = plain(wanted);
    let by_folder = packages.all.iter().find(|one| one.folder == folder);
    let by_name = || packages.all.iter().find(|one| one.name.as_deref() == Some(wanted));
    by_folder.or_else(by_name).or_else(|| packages.all.iter().find(|one| one.called(wanted).next().is_some()))
}

/// The one package there is, or the one of several that is published.
pub(crate) fn only(packages: &Packages) -> Option<&Package> {
    match packages.all.as_slice() {
        [one] => Some(one),
        all => {
            let mut public = all.iter().filter(|one| !one.private);
            public.next().filter(|_| public.next().is_none())
        }
    }
}

/// A folder as git spells it: `./a/` is `a`, `.` the root.
pub(crate) fn plain(folder: &str) -> String {
    let parts = folder.split('/').filter(|part| !matches!(*part, "" | "."));
    parts.collect::<Vec<_>>().join("/")
}

/// What tags may call a package.
fn names(one: &Package) -> Vec<String> {
    let names = [one.name.as_deref().unwrap_or_default(), one.folder.as_str()];
    names.iter().filter(|name| !name.is_empty()).map(ToString::to_string).collect()
}

/// Settles what moves. Codes: `unknown-package`, `packages-differ`.
pub(crate) fn settle(request: &Request, packages: Packages, told: &Told<'_>) -> Result<Scope> {
    let judge = Judge::new(request, &packages, told);
    let guessed = told.early && told.newest.is_some();
    let moving = judge.moving(guessed)?;
    let linked = judge.linked(&moving);
    let (joining, may_join) = match request.package {
        None => judge.joining(&moving),
        Some(_) => (Vec::new(), None),
    };
    let (apart, disputed) = match guessed {
        true => (Vec::new(), Vec::new()),
        false => judge.told_apart(&moving),
    };
    stranger(request, &packages, &apart)?;
    let far = if request.package.is_none() { judge.far(&moving) } else { Vec::new() };
    let ignored = packages.ignored_where(!far.is_empty());
    let everywhere = packages.everywhere || !far.is_empty();
    let moving: Vec<&Package> = moving.into_iter().chain(joining.iter().copied()).chain(far).collect();
    let names = moving.iter().filter_map(|one| one.name.clone()).collect();
    let joined = joining.iter().map(|one| one.folder.clone()).collect();
    let folders: Vec<String> = moving.iter().map(|one| one.folder.clone()).collect();
    let moved: BTreeSet<&str> = moving.iter().map(|one| one.folder.as_str()).collect();
    let stays = |one: &&Package| !moved.contains(one.folder.as_str());
    let others = packages.all.iter().filter(stays).map(|one| judge.view(one)).collect();
    let staying = packages.all.iter().chain(&packages.far).filter(stays).map(|one| one.folder.clone()).collect();
    let below = || packages.all.iter().filter(|one| !one.folder.is_empty());
    let any_apart = !judge.modules().is_empty() || below().any(|one| !judge.released_apart(one).is_empty());
    let mut aside: BTreeSet<String> = below().filter(stays).flat_map(|one| judge.released_apart(one)).collect();
    aside.extend(judge.modules());
    let all = moving.iter().flat_map(|one| one.manifests.iter().cloned());
    let (strangers, mut found): (Vec<Found>, Vec<Found>) = all.partition(|found| apart.contains(&found.path));
    found.extend(packages.listed.iter().cloned());
    // The root's own, where nothing but what the user named says a version.
    let moving = match told.tagged {
        Some(tagged) => vec![tagged.folder.clone()],
        None if folders.is_empty() && !found.is_empty() => vec![String::new()],
        None => folders,
    };
    Ok(Scope {
        moving,
        names,
        found,
        others,
        aside: aside.into_iter().collect(),
        any_apart,
        linked,
        joined,
        may_join,
        staying,
        everywhere,
        asked: request.package.as_deref().map(plain),
        ignored,
        apart,
        newest: told.newest.as_ref().map(|newest| newest.version.clone()),
        strangers,
        disputed,
        all: packages.all,
    })
}

/// The versions the packages say, and said when the newest tag was made.
struct Judge<'p> {
    packages: &'p Packages,
    told: &'p Told<'p>,
    request: &'p Request,
    families: Vec<Family<'p>>,
    bare: Vec<String>,
    now: BTreeMap<&'p str, Version>,
    /// By folder; absent: that commit was not read.
    then: Option<BTreeMap<String, Version>>,
    /// The same by file.
    each: Option<BTreeMap<String, Version>>,
    earlier: Vec<Earlier<'p>>,
}

/// The packages among these files; `None`: they cannot be told.
fn read(files: &[File], request: &Request) -> Option<Packages> {
    manifest::packages(files, &request.manifests, request.package.as_deref()).ok()
}

/// What each package says.
fn by_folder(packages: &Packages, told: &Told<'_>) -> BTreeMap<String, Version> {
    let all = packages.all.iter().chain(&packages.far);
    all.filter_map(|one| Some((one.folder.clone(), highest(&of_one(one, told), told.scheme)?))).collect()
}

impl<'p> Judge<'p> {
    fn new(request: &'p Request, packages: &'p Packages, told: &'p Told<'p>) -> Self {
        let stated = |one: &Package| highest(&of_one(one, told), told.scheme);
        let every = packages.all.iter().chain(&packages.far);
        let now = every.filter_map(|one| Some((one.folder.as_str(), stated(one)?))).collect();
        // The root's package needs no telling apart where it is alone.
        let below = packages.all.iter().any(|one| !one.folder.is_empty());
        let below = below || packages.looked.iter().any(|one| one.path.contains('/'));
        let several =
            below || packages.everywhere || !packages.far.is_empty() || packages.all.iter().any(Package::is_several);
        let newest = told.newest.as_ref().filter(|_| several);
        let then = newest.and_then(|newest| read(newest.files?, request));
        let said = |found: &Found| Some((found.path.clone(), highest(std::slice::from_ref(found), told.scheme)?));
        let each = then
            .as_ref()
            .map(|then| then.all.iter().chain(&then.far).flat_map(|one| &one.manifests).filter_map(said).collect());
        let then = then.map(|then| by_folder(&then, told));
        let earlier = told.earlier.iter().map(|(version, files)| Earlier::new(version, files)).collect();
        let families = tag::families(told.tags.iter().filter(|_| several).copied(), told.scheme);
        let bare = families.iter().map(|family| tag::bare(family.prefix)).collect();
        Self { packages, told, request, families, bare, now, then, each, earlier }
    }

    /// The packages that move, before it is known which others join them. `guessed`: what was said at the newest tag is not known
    /// yet, and nothing may be refused for want of it.
    fn moving(&self, guessed: bool) -> Result<Vec<&'p Package>> {
        let moving = match (&self.request.package, asked(self.request, self.packages)) {
            (Some(_), Some(package)) => self.with_nested(package),
            (Some(_), None) if self.told.tagged.is_some() => Vec::new(),
            (Some(wanted), None) => return Err(unknown(wanted, self)),
            (None, _) => match self.unasked().and_then(|moving| self.outlived(moving)) {
                Err(error) if guessed => Some(self.guessed()).filter(|some| !some.is_empty()).ok_or(error)?,
                moving => moving?,
            },
        };
        if !guessed {
            self.parts(&moving)?;
            self.keeps_to_its_tag(&moving)?;
        }
        Ok(moving)
    }

    fn view(&self, one: &Package) -> PackageView {
        let first = one.manifests.first().map(|found| found.version.clone()).unwrap_or_default();
        let version = self.now.get(one.folder.as_str()).map_or(first, Version::to_string);
        PackageView { name: one.name.clone(), folder: one.folder.clone(), version }
    }

    fn is_newest(&self, version: &Version) -> bool {
        self.told.newest.as_ref().is_some_and(|newest| newest.version.same(version))
    }

    fn now_of(&self, one: &Package) -> Option<&Version> {
        self.now.get(one.folder.as_str())
    }

    fn then_of(&self, one: &Package) -> Option<&Version> {
        self.then.as_ref()?.get(&one.folder)
    }

    /// Whether a package says the newest tag's version, or did when that was made.
    fn says_newest(&self, one: &Package) -> bool {
        [self.now_of(one), self.then_of(one)].into_iter().flatten().any(|version| self.is_newest(version))
    }

    /// Whether tags name a package, as in `folder/v1.2.3`. Those of before it said the newest tag's version are left behind.
    fn has_own_tags(&self, one: &Package) -> bool {
        let own = self.named(one);
        let went_with = self.then_of(one).filter(|then| self.is_newest(then));
        !own.is_empty() && went_with.is_none_or(|then| own.iter().any(|family| family.reaches(then)))
    }

    /// Whether a package goes with one that says `now`, and said `then` when the newest tag was made.
    fn goes_with(&self, one: &Package, now: &Version, then: Option<&Version>) -> bool {
        if self.has_own_tags(one) {
            return false;
        }
        let one_of = |version: &Version, stated: Option<&Version>| {
            stated.is_some_and(|stated| stated.same(version)) || self.is_newest(version)
        };
        let same_now = self.now_of(one).is_some_and(|version| one_of(version, Some(now)));
        match self.then_of(one) {
            // It went with it then. Should it say something else now, that is a fault, or to be asked about.
            Some(version) => one_of(version, then),
            None => same_now,
        }
    }
}
