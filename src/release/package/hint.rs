//! What the packages tell while it is still looked for which tags are theirs.

use crate::manifest;
use crate::manifest::go_module::GO_MODULE;
use crate::manifest::{File, Found, Package, Packages};
use crate::release::facts::Refs;
use crate::release::package::{Judge, asked, names, only, plain, says, spelling};
use crate::release::request::Request;
use crate::tag;
use crate::tag::{Family, Format, Whose};
use crate::version::{Scheme, Version};

/// What the packages tell before it is known which of them move.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hint {
    /// What the package is called.
    pub(crate) names: Vec<String>,
    /// The folders whose manifests speak for it.
    pub(crate) folders: Vec<String>,
    /// Whether there are several, and nothing says yet which is meant.
    pub(crate) several: bool,
    /// The versions that the others say, where the root's is meant.
    pub(crate) others: Vec<String>,
    /// What the others are called, where nobody publishes the root's.
    pub(crate) below: Vec<Vec<String>>,
    /// The files that say the highest version of what speaks for it.
    pub(crate) saying: Vec<String>,
    /// Whether the root is a module of Go's.
    pub(crate) is_module: bool,
    /// Whether all that speaks for it is a gem's.
    pub(crate) is_gem: bool,
}

/// A package whose version is its tags' alone, as a Go module in a folder has it: the folder that was asked for, and how
/// its tags are written, which begin with the folder.
#[derive(Debug, Clone)]
pub(crate) struct Tagged {
    pub(crate) folder: String,
    pub(crate) format: Format,
}

/// See [`Tagged`]; `None`: none was asked for, or a file says its version.
pub(crate) fn tagged(request: &Request, packages: &Packages, refs: &Refs, scheme: Scheme) -> Option<Tagged> {
    let folder = plain(request.package.as_deref()?);
    if folder.is_empty() || asked(request, packages).is_some() {
        return None;
    }
    let families = tag::families(refs.tag_names(), scheme);
    let own = |family: &&Family<'_>| folder_of(family) == Some(folder.as_str());
    let own = families.iter().filter(own).cloned().collect();
    let (own, _) = tag::without_followers(own, &|name| refs.tag(name).map(|tag| tag.commit.as_str()));
    let family = spelling::newest(own.iter())?;
    Some(Tagged { format: family.format().with_moving(request.moving_tags.numbers()), folder })
}

/// The folder whose tags begin with it: `exp` of `exp/v1.2.3`.
pub(crate) fn folder_of<'a>(family: &Family<'a>) -> Option<&'a str> {
    let prefix = family.prefix.strip_suffix('v').filter(|rest| rest.ends_with('/')).unwrap_or(family.prefix);
    prefix.strip_suffix('/').filter(|folder| !folder.is_empty())
}

impl<'p> Judge<'p> {
    /// The folders of a Go project that tags begin with: modules of their own, though no file says their versions.
    pub(super) fn modules(&self) -> Vec<String> {
        let go = self.packages.looked.iter().any(|one| one.path == GO_MODULE);
        let named = self.families.iter().filter(|family| go && family.whose(&[]) == Whose::Other);
        named.filter_map(folder_of).map(str::to_string).collect()
    }

    /// The tags that carry a package's name: there may be thousands of either.
    pub(super) fn named(&self, one: &Package) -> Vec<&Family<'p>> {
        let called = called(one);
        self.families.iter().zip(&self.bare).filter(|(_, bare)| called(bare)).map(|(family, _)| family).collect()
    }
}

/// Whether a tag's bare name is a package's.
pub(super) fn called(one: &Package) -> impl Fn(&String) -> bool {
    let calls: Vec<[String; 2]> = names(one).iter().map(|name| tag::calls(name)).collect();
    move |bare| !bare.is_empty() && calls.iter().any(|call| call.contains(bare))
}

/// See [`Hint`].
pub(crate) fn hint(request: &Request, packages: &Packages, files: &[File], tagged: Option<&Tagged>) -> Hint {
    if let Some(Tagged { folder, .. }) = tagged {
        return Hint { names: vec![folder.clone()], folders: vec![folder.clone()], several: false, ..Hint::default() };
    }
    let root = packages.all.iter().find(|one| one.folder.is_empty());
    if let Some(package) = asked(request, packages) {
        // Of several that lie in one folder, each with its name, only the one that is meant.
        let wanted = request.package.clone().filter(|wanted| package.called(wanted).next().is_some());
        return Hint {
            names: wanted.map_or_else(|| names(package), |wanted| vec![wanted]),
            folders: vec![package.folder.clone()],
            several: false,
            ..Hint::default()
        };
    }
    let (names, folders) = match (root, packages.all.as_slice()) {
        (None, _) if packages.by_tags => (manifest::own_name(files).into_iter().collect(), vec![String::new()]),
        (None, _) if let Some(one) = only(packages) => (names(one), vec![one.folder.clone()]),
        (Some(root), _) => {
            let mut names: Vec<String> = manifest::own_name(files).into_iter().collect();
            names.extend(root.name.clone().filter(|name| !names.contains(name)));
            (names, vec![String::new()])
        }
        (None, all) => (Vec::new(), all.iter().map(|one| one.folder.clone()).collect()),
    };
    let stated = |one: &manifest::Package| one.manifests.first().map(|found| found.version.clone());
    let others = packages.all.iter().filter(|one| root.is_some() && !one.folder.is_empty() && !one.private);
    let (below, others): (Vec<&manifest::Package>, _) = (others.clone().collect(), others.filter_map(stated).collect());
    let unpublished = root.is_some_and(|root| root.private);
    let below = below.into_iter().filter(|_| unpublished).map(self::names).collect();
    Hint {
        names,
        folders,
        others,
        below,
        is_module: files.iter().any(|file| file.path == "go.mod"),
        several: root.is_none() && !packages.by_tags && packages.all.len() > 1 && only(packages).is_none(),
        ..Hint::default()
    }
}

impl Hint {
    /// With what the files tell that are likely to speak for the package, of which `said` is the highest version.
    pub(crate) fn told_by(mut self, likely: &[&Found], said: Option<&Version>) -> Self {
        let saying = likely.iter().filter(|one| said.is_some_and(|said| says(one, said)));
        self.saying = saying.map(|one| one.path.clone()).collect();
        self.is_gem = !likely.is_empty() && likely.iter().all(|one| matches!(one.format.as_str(), "gemspec" | "ruby"));
        self
    }
}
