//! Whether a tag tells the truth: what its package's manifests say, in its own tree. Where that cannot be known, or is no
//! matter of the tag's, it is not judged, and why is said: a wrong mismatch would be worse than none.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::audit::Options;
use crate::audit::evidence::{Evidence, SHOWN};
use crate::audit::reading::{Reading, Said, Sub};
use crate::audit::same::{agrees, normal};
use crate::audit::tags::{Group, Versioned};
use crate::ordered::{BTreeMap, BTreeSet};
use crate::release::package::plain;
use crate::tag::{Family, Whose, bare, calls, is_whole};
use crate::version::Version;

/// What is found of one tag.
#[derive(Debug, Clone)]
pub(super) enum Verdict<'a> {
    True,
    /// These manifests say something else.
    False(Vec<Said<'a>>),
    /// It is not judged: a code, why, and where.
    Open {
        code: &'a str,
        why: String,
        path: &'a str,
    },
    /// It moves along, or is another package's: no tag of ours.
    Left,
}

/// Everything that is known.
pub(super) struct Court<'a> {
    options: &'a Options,
    readings: &'a BTreeMap<&'a str, Reading<'a>>,
    /// By what a tag's ref names: the reading's id, or why there is none.
    at: BTreeMap<&'a str, &'a str>,
    /// How many families there are.
    families: usize,
    /// What stands before the version, by the name in it.
    by_name: BTreeMap<String, Vec<&'a str>>,
    /// The families of each package, by folder and name.
    own: RefCell<BTreeMap<(&'a str, &'a str), Prefixes<'a>>>,
}

type Prefixes<'a> = Rc<BTreeSet<&'a str>>;
/// Tags by their place in the family, and what was said there.
type Misses<'a> = Vec<(usize, Vec<Said<'a>>)>;

/// Gathered once it is asked for: where tags name their package and tell the truth, what all others said is no matter of theirs.
struct Gathered<'g, 'a> {
    court: &'g Court<'a>,
    group: &'g Group<'a>,
    known: OnceCell<Evidence<'a>>,
}

impl<'a> Gathered<'_, 'a> {
    fn get(&self) -> &Evidence<'a> {
        self.known.get_or_init(|| Evidence::of(self.group, &|oid| self.court.reading(oid)))
    }
}

/// Whose a tag is.
enum Owner<'r, 'a> {
    /// This one's; none: of the manifests that the user named alone.
    Of(Option<&'r Sub<'a>>),
    /// One of these, which have one name.
    Any(Vec<&'r Sub<'a>>),
    /// No package's more than any other's.
    Several,
    /// It carries a name that no package has here.
    Stranger,
}

impl<'a> Court<'a> {
    pub(super) fn new(
        options: &'a Options,
        readings: &'a BTreeMap<&'a str, Reading<'a>>,
        at: BTreeMap<&'a str, &'a str>,
        groups: &[Group<'a>],
    ) -> Self {
        let mut by_name: BTreeMap<String, Vec<&'a str>> = BTreeMap::new();
        for group in groups {
            by_name.entry(bare(group.prefix)).or_default().push(group.prefix);
        }
        by_name.remove("");
        Self { options, readings, at, families: groups.len(), by_name, own: RefCell::default() }
    }

    fn reading(&self, oid: &str) -> Option<&'a Reading<'a>> {
        self.readings.get(self.at.get(oid)?)
    }

    /// The families whose tags carry a package's name.
    fn families_of(&self, package: &Sub<'a>) -> Prefixes<'a> {
        let key = (package.folder, package.name);
        if let Some(known) = self.own.borrow().get(&key) {
            return Rc::clone(known);
        }
        let called = [package.name, package.folder].into_iter().filter(|name| !name.is_empty()).flat_map(calls);
        let found = called.filter_map(|name| self.by_name.get(&name)).flatten().copied();
        let found = Rc::new(found.collect::<BTreeSet<&str>>());
        self.own.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    fn names(&self, prefix: &str, package: &Sub<'a>) -> bool {
        self.families_of(package).contains(prefix)
    }

    fn has_own_tags(&self, package: &Sub<'a>, but: &str) -> bool {
        self.families_of(package).iter().any(|prefix| *prefix != but)
    }

    /// Every tag of a family, in its order.
    pub(super) fn judge(&self, group: &Group<'a>) -> Vec<Verdict<'a>> {
        let evidence = Gathered { court: self, group, known: OnceCell::new() };
        let mut verdicts: Vec<Verdict<'a>> = group.tags.iter().map(|one| self.first(group, one, &evidence)).collect();
        self.members(group, &evidence, &mut verdicts);
        for (one, verdict) in group.tags.iter().zip(&mut verdicts) {
            if one.may_move && !matches!(verdict, Verdict::True) {
                *verdict = Verdict::Left;
            }
        }
        verdicts
    }

    /// What a tag's own package says.
    fn first(&self, group: &Group<'a>, one: &Versioned<'a>, evidence: &Gathered<'_, 'a>) -> Verdict<'a> {
        if !matches!(one.tag.kind, "commit" | "tag") {
            let why = format!("it names a {}, no commit", one.tag.kind);
            return Verdict::Open { code: "not-a-commit", why, path: "" };
        }
        let Some(reading) = self.reading(one.tag.oid) else {
            let why = self.at.get(one.tag.oid).and_then(|at| at.strip_prefix('!'));
            let why = why.unwrap_or("its commit was not read").to_string();
            return Verdict::Open { code: "objects-missing", why, path: "" };
        };
        if let Some((code, why, path)) = reading.fault {
            return Verdict::Open { code, why: why.to_string(), path };
        }
        let owner = self.owner(group.prefix, one, reading, evidence);
        if !self.is_asked(group.prefix, &owner, reading) {
            return Verdict::Left;
        }
        let said: Vec<&Said<'a>> = match &owner {
            Owner::Of(package) => package.iter().flat_map(|package| &package.said).chain(&reading.listed).collect(),
            Owner::Any(packages) => {
                let right = |package: &&&Sub<'a>| package.said.iter().all(|said| agrees(one, said));
                return match packages.iter().find(right) {
                    Some(_) => Verdict::True,
                    None => {
                        let why = "several packages there have its name".to_string();
                        Verdict::Open { code: "several-packages", why, path: "" }
                    }
                };
            }
            Owner::Several => {
                let mut all = reading.packages.iter().flat_map(|package| &package.said);
                if all.any(|said| agrees(one, said)) {
                    return Verdict::True;
                }
                reading.listed.iter().collect()
            }
            Owner::Stranger => {
                let mut all = reading.packages.iter().flat_map(|package| &package.said).chain(&reading.listed);
                if all.clone().next().is_none() {
                    return unsaid(&owner, one, reading, evidence);
                }
                if all.any(|said| agrees(one, said)) {
                    return Verdict::True;
                }
                let name = crate::text::shortened(group.prefix);
                let why = format!("no package there is called as `{name}` says");
                return Verdict::Open { code: "unknown-package", why, path: "" };
            }
        };
        if said.is_empty() {
            return unsaid(&owner, one, reading, evidence);
        }
        let (right, wrong): (Vec<&Said<'a>>, Vec<&Said<'a>>) = said.into_iter().partition(|said| agrees(one, said));
        let Some(first) = wrong.first() else { return Verdict::True };
        let meant: Vec<Said<'a>> = wrong.iter().filter(|said| !is_placeholder(said)).map(|said| **said).collect();
        let at_root = matches!(owner, Owner::Of(Some(root)) if root.folder.is_empty());
        if right.is_empty() && at_root && self.is_held_by_members(group.prefix, one, &wrong, reading, evidence) {
            return Verdict::True;
        }
        if meant.is_empty() && right.is_empty() {
            let why = format!("it says {}, which nobody means", first.version);
            return Verdict::Open { code: "placeholder", why, path: first.path };
        }
        let counts = |said: &Said<'a>| right.is_empty() || !evidence.get().is_apart(said.path);
        let wrong: Vec<Said<'a>> = meant.into_iter().filter(counts).collect();
        if wrong.is_empty() { Verdict::True } else { Verdict::False(wrong) }
    }

    fn owner<'r>(
        &self,
        prefix: &'a str,
        at: &Versioned<'a>,
        reading: &'r Reading<'a>,
        evidence: &Gathered<'_, 'a>,
    ) -> Owner<'r, 'a> {
        let named: Vec<&Sub<'a>> = reading.packages.iter().filter(|one| self.names(prefix, one)).collect();
        // Of two with one name it is the one that says it by all of its name.
        let is_meant = |one: &&&Sub<'a>| [one.name, one.folder].iter().any(|name| is_whole(prefix, name));
        let whole: Vec<&Sub<'a>> = named.iter().filter(is_meant).copied().collect();
        match (named.as_slice(), whole.as_slice()) {
            ([], _) => {}
            ([one], _) | (_, [one]) => return Owner::Of(Some(one)),
            (_, []) => return Owner::Any(named),
            _ => return Owner::Any(whole),
        }
        let whose = Family { prefix, tags: Vec::new() }.whose(&[]);
        if whose != Whose::Plain && self.families > 1 {
            return Owner::Stranger;
        }
        let root = reading.packages.iter().find(|one| one.folder.is_empty() && !evidence.get().is_idle(at, one));
        let only = |private: bool| {
            let free = |one: &&Sub<'a>| private || !(one.private || self.has_own_tags(one, prefix));
            let mut those = reading.packages.iter().filter(|one| !evidence.get().is_idle(at, one)).filter(free);
            those.next().filter(|_| those.next().is_none())
        };
        match root.or_else(|| only(true)).or_else(|| only(false)) {
            Some(one) => Owner::Of(Some(one)),
            None if reading.packages.iter().all(|one| evidence.get().is_idle(at, one)) => Owner::Of(None),
            None => Owner::Several,
        }
    }

    /// Whether nobody keeps up to date what the root says, and a member of its workspace says a tag's version. Others need not:
    /// some tools raise those alone that have changed.
    fn is_held_by_members(
        &self,
        prefix: &'a str,
        one: &Versioned<'a>,
        root: &[&Said<'a>],
        reading: &Reading<'a>,
        evidence: &Gathered<'_, 'a>,
    ) -> bool {
        let mut members = reading
            .packages
            .iter()
            .filter(|member| !member.private && !member.folder.is_empty() && !self.has_own_tags(member, prefix));
        root.iter().all(|said| evidence.get().is_given_up(one, said.path))
            && members.any(|member| member.said.iter().any(|said| agrees(one, said)))
    }

    /// Whether it is of the package that was asked for.
    fn is_asked(&self, prefix: &'a str, owner: &Owner<'_, 'a>, reading: &Reading<'a>) -> bool {
        let Some(wanted) = self.options.package.as_deref() else { return true };
        let folder = plain(wanted);
        let is = |one: &Sub<'a>| one.name == wanted || one.folder == folder;
        match owner {
            Owner::Of(package) => package.map_or(folder.is_empty(), is),
            Owner::Any(packages) => packages.iter().any(|one| is(one)),
            Owner::Several => reading.packages.iter().any(|one| is(one) && !self.has_own_tags(one, prefix)),
            Owner::Stranger => false,
        }
    }

    /// A member of a workspace that goes with the root at every tag but one is missed there. One that often does not is
    /// released only where it has changed, or has its own versions.
    fn members(&self, group: &Group<'a>, evidence: &Gathered<'_, 'a>, verdicts: &mut [Verdict<'a>]) {
        // By folder: how often it has agreed, and where it has not, with what it said.
        let mut members: BTreeMap<&'a str, (usize, Misses<'a>)> = BTreeMap::new();
        for (at, one) in group.tags.iter().enumerate().filter(|(_, one)| !one.may_move) {
            let Some(reading) = self.reading(one.tag.oid).filter(|reading| reading.packages.len() > 1) else {
                continue;
            };
            // Where the root has no version of its own, its members may be numbered apart.
            let owner = self.owner(group.prefix, one, reading, evidence);
            if !matches!(owner, Owner::Of(Some(root)) if root.folder.is_empty()) {
                continue;
            }
            for package in reading.packages.iter().filter(|one| !one.private && !one.folder.is_empty()) {
                if self.has_own_tags(package, group.prefix) {
                    continue;
                }
                let (agreed, misses) = members.entry(package.folder).or_default();
                let others: Vec<Said<'a>> = package.said.iter().filter(|said| !agrees(one, said)).copied().collect();
                match others.is_empty() {
                    true => *agreed = agreed.saturating_add(1),
                    false => misses.push((at, others)),
                }
            }
        }
        for (agreed, misses) in members.into_values() {
            let [(at, said)] = misses.as_slice() else { continue };
            match verdicts.get_mut(*at) {
                _ if agreed < SHOWN => {}
                Some(verdict @ Verdict::True) => *verdict = Verdict::False(said.clone()),
                Some(Verdict::False(known)) => known.extend(said),
                _ => {}
            }
        }
        for (verdict, one) in verdicts.iter_mut().zip(&group.tags) {
            let (Verdict::Open { code: "several-packages", .. }, Some(reading)) =
                (&*verdict, self.reading(one.tag.oid))
            else {
                continue;
            };
            // Where all of them are one, they are what the tag counts.
            let public: Vec<Said<'a>> =
                reading.packages.iter().filter(|one| !one.private).flat_map(|one| one.said.clone()).collect();
            let alike = public
                .first()
                .is_some_and(|first| public.iter().all(|one| normal(one.version) == normal(first.version)));
            if alike && public.first().is_some_and(|first| !is_placeholder(first)) {
                *verdict = Verdict::False(public);
            }
        }
    }
}

/// Why nothing is said of a tag's version.
fn unsaid<'a>(
    owner: &Owner<'_, 'a>,
    at: &Versioned<'a>,
    reading: &Reading<'a>,
    evidence: &Gathered<'_, 'a>,
) -> Verdict<'a> {
    if matches!(owner, Owner::Several) {
        let why = "several packages have versions of their own there".to_string();
        return Verdict::Open { code: "several-packages", why, path: "" };
    }
    let idle = reading.packages.iter().find(|one| evidence.get().is_idle(at, one)).and_then(|one| one.said.first());
    if let Some(said) = idle {
        let why = format!("it says {}: the tags do not count its versions", said.version);
        return Verdict::Open { code: "unrelated-manifest", why, path: said.path };
    }
    let computed = reading.silent.iter().find(|(_, _, computed)| *computed);
    match computed.or_else(|| reading.silent.iter().find(|(_, why, _)| why.contains("git's tags"))) {
        Some((path, why, _)) => Verdict::Open { code: "version-computed", why: (*why).to_string(), path },
        None => {
            let why = "no file says a version there".to_string();
            Verdict::Open { code: "no-manifest", why, path: "" }
        }
    }
}

fn is_placeholder(said: &Said<'_>) -> bool {
    Version::parse(said.version, said.scheme).is_ok_and(|version| version.is_placeholder())
}
