//! What is looked for before a version commit is built: places that still say the old version. Before a tag that alone
//! has the version: a program that gives it, too. Before one for what a person raised: a program that was forgotten.

use crate::bump;
use crate::bump::Bump;
use crate::error::Error;
use crate::manifest::{Asked, Found, KnownRelease, Leftover, Search, is_below, is_lock, only_by_the_way};
use crate::release::package::PackageView;
use crate::release::proposal::{Proposal, Release, Way};
use crate::run::ending::fail;
use crate::run::{Doing, Plan, direct};
use crate::version::{UNFINISHED, Version};

/// What is to be looked for before this plan's step; empty: nothing.
pub(super) fn wanted(plan: &Plan) -> Vec<Asked> {
    let Some(proposal) = plan.proposal.as_ref().filter(|_| matches!(plan.run.doing, Doing::Building(_))) else {
        return Vec::new();
    };
    let others = |release: &Release| {
        // What goes along has the version of its own release.
        let along = proposal.releases.iter().filter(|other| other.tag != release.tag).flat_map(|other| &other.packages);
        // A root that says 0.0.0 says no version: what lies in none of its folders is anybody's.
        let says = |other: &&PackageView| {
            let said = Version::parse(&other.version, release.scheme);
            !other.folder.is_empty() || !said.is_ok_and(|version| version.is_placeholder())
        };
        proposal.others.iter().filter(says).map(|other| &other.folder).chain(along).cloned().collect()
    };
    let built = matches!(proposal.way, Way::NewCommit { .. });
    let by_hand = matches!(proposal.way, Way::Standing { by_hand: true, .. });
    let asked = |release: &Release| Asked {
        // Where the manifests announced the next one, others say the release before it.
        said: release
            .manifests
            .iter()
            .filter(|_| built)
            .map(|found| found.version.clone())
            .chain(release.previous_version.clone())
            // On a branch that was made before it, others may have been raised to it.
            .chain(release.elsewhere.clone())
            .chain(ahead(release))
            .collect(),
        version: release.version.clone(),
        manifests: plan.request.manifests.clone(),
        packages: release.packages.clone(),
        others: others(release),
        // Beside a manifest that moves, they are those of what stays.
        older: if release.manifests.is_empty() { raised_or_forgotten(release) } else { Vec::new() },
        known: KnownRelease {
            far: built && is_far(release),
            along: release.packages.iter().any(String::is_empty) && !is_prerelease(release),
            repository: plan.run.hosting.as_ref().map(|hosting| hosting.name.clone()),
        },
    };
    proposal.releases.iter().filter(|release| built || by_hand || release.manifests.is_empty()).map(asked).collect()
}

/// The release before as the end of its tag spells it, with the zeros that Perl and the calendar have before numbers: 1.04.
fn spelled(release: &Release) -> Option<String> {
    let numbers =
        release.previous_tag.as_ref()?.rsplit(|letter: char| !letter.is_ascii_digit() && letter != '.').next()?;
    let read = |text| Version::parse_lenient(text, release.scheme);
    read(numbers)?.same(&read(release.previous_version.as_deref()?)?).then(|| numbers.to_string())
}

/// What others may say beside manifests: that their version is not released yet. What a program may give as its version that no
/// manifest has, besides the release before: that one as its tag spells it, and what is announced for the next.
fn ahead(release: &Release) -> Vec<String> {
    if let Some(found) = release.manifests.first() {
        // Here it is spelled as the project's versions are: `0.50-SNAPSHOT` may be 0.50.dev0.
        let under_way = Version::parse(&found.version, found.scheme).ok().filter(Version::is_development);
        let mut said = UNFINISHED.map(|unfinished| format!("{}{unfinished}", found.version)).into();
        under_way.iter().for_each(|version| unfinished(&version.becomes(), &mut said));
        return said;
    }
    let mut said: Vec<String> = spelled(release).into_iter().collect();
    // What other branches have released has moved this one on, too: after 3.8.9 it says `3.9.0dev`.
    for before in release.previous_version.iter().chain(&release.above) {
        after(before, release, &mut said);
    }
    said
}

/// What only a program's own may say where no manifest has the version: an older release, or the next one, raised by hand, of
/// versions of two numbers.
fn raised_or_forgotten(release: &Release) -> Vec<String> {
    let before = release.previous_version.as_deref().unwrap_or_default();
    let numbers = short(before, release).unwrap_or(before).split_once('.');
    let next = numbers.and_then(|(major, minor)| {
        let (major, minor): (u64, u64) = (major.parse().ok()?, minor.parse().ok()?);
        Some([format!("{major}.{}", minor.checked_add(1)?), format!("{}.0", major.checked_add(1)?)])
    });
    let next = next.into_iter().flatten().filter(|next| release.version.strip_suffix(".0") != Some(next));
    release.older.iter().cloned().chain(next).collect()
}

/// A version in two numbers, where its tag has no more.
fn short<'v>(version: &'v str, release: &Release) -> Option<&'v str> {
    version.strip_suffix(".0").filter(|short| release.previous_tag.as_ref().is_some_and(|tag| tag.ends_with(short)))
}

/// By such a third number some count towards the next minor version: 3.1.80 after 3.1.4 leads to 3.2.0.
const UNDER_WAY: [u64; 3] = [80, 90, 99];

/// What a program may give that nobody raised since this version, or for the one behind it.
fn after(before: &str, release: &Release, said: &mut Vec<String>) {
    let short = short(before, release);
    said.extend(short.map(str::to_string));
    // In Perl, whose versions are decimal numbers, 11.01 comes after 11.0.
    let major = short.unwrap_or(before).strip_suffix(".0").filter(|major| !major.contains('.'));
    said.extend(major.map(|major| format!("{major}.01")));
    let Ok(before) = Version::parse(before, release.scheme) else { return };
    let (major, minor, patch) = before.triple();
    for number in UNDER_WAY {
        if number > patch {
            said.push(format!("{major}.{minor}.{number}"));
        }
    }
    for next in [Bump::Patch, Bump::Minor, Bump::Major] {
        let Ok(next) = bump::next(&before.release(), next) else { continue };
        unfinished(&next, said);
        said.push(next.to_string());
    }
}

/// A version that is not released yet, in all spellings.
fn unfinished(next: &Version, said: &mut Vec<String>) {
    said.extend(UNFINISHED.map(|unfinished| format!("{next}{unfinished}")));
    if let (major, minor, 0) = next.triple() {
        said.extend(UNFINISHED.map(|unfinished| format!("{major}.{minor}{unfinished}")));
    }
}

/// The numbers of a version that go up where something breaks.
fn breaking(version: &Version) -> (u64, u64) {
    let (major, minor) = version.minor_line();
    (major, if major == 0 { minor } else { 0 })
}

/// Whether all manifests of a release are a major version or more (below 1.0 a minor one) behind the newest tag.
fn is_far(release: &Release) -> bool {
    let previous = release.previous_version.as_ref().map(|before| Version::parse(before, release.scheme));
    let Some(Ok(before)) = previous else { return false };
    let behind =
        |one: &Found| Version::parse(&one.version, one.scheme).is_ok_and(|said| breaking(&said) < breaking(&before));
    !release.manifests.is_empty() && release.manifests.iter().all(behind)
}

/// The manifests of a release all of which are a major version or more (below 1.0 a minor one) behind the newest tag, or tell
/// of it by the way, and are all that changes: where a program gives that tag's version, they are hardly the ones that the
/// tags tell of.
fn hardly_meant(proposal: &Proposal, changelog: Option<&String>, places: &[Leftover]) -> Vec<String> {
    let mut all = Vec::new();
    for release in proposal.releases.iter() {
        // What another branch released may have been brought here.
        let released = |said: &String| [&release.previous_version, &release.elsewhere].contains(&&Some(said.clone()));
        let told = places.iter().any(|place| place.assigned && released(&place.version));
        if told && (is_far(release) || release.manifests.iter().all(|one| only_by_the_way(&one.path))) {
            all.extend(release.manifests.iter().map(|one| one.path.clone()));
        }
    }
    // Neither a lock file nor a changelog says more than what it goes along with.
    let moved = proposal.changed_files.iter().filter(|path| !is_lock(path) && Some(*path) != changelog);
    if all.len() == moved.count() { all } else { Vec::new() }
}

/// Whether all that is released are prereleases.
fn is_tried_out(proposal: &Proposal) -> bool {
    proposal.releases.iter().all(is_prerelease)
}

fn is_prerelease(release: &Release) -> bool {
    Version::parse(&release.version, release.scheme).is_ok_and(|version| version.is_prerelease())
}

/// See [`crate::run::searched`].
pub(super) fn searched(mut plan: Plan, mut search: Search) -> Plan {
    plan.search.clear();
    let Some(proposal) = plan.proposal.as_ref().filter(|_| matches!(plan.run.doing, Doing::Building(_))) else {
        return plan;
    };
    // Everybody is updated to what a `Stable tag` says: it is right about the release before.
    if is_tried_out(proposal) {
        search.places.retain(|place| place.entry.as_deref() != Some("readme.txt"));
    }
    let refused = match &proposal.way {
        Way::NewCommit { .. } => beside_commit(&plan, proposal, &mut search.places),
        Way::Standing { by_hand: true, .. } => beside_raised(&plan, proposal, &mut search.places),
        Way::Standing { .. } if proposal.releases.iter().any(|release| release.manifests.is_empty()) => {
            beside_tag(proposal, &mut search.places)
        }
        Way::Standing { .. } => return plan,
    };
    if let Some(error) = refused {
        return fail(plan, error);
    }
    plan.still_says = search.places;
    let strict = plan.request.strict_places;
    match Leftover::strict(&plan.still_says, search.unread) {
        Some(error) if strict => return fail(plan, error),
        _ if search.unread > 0 => plan.remark(format!(
            "what still says the old version was not looked for in {} files, whose contents are not here or which are too many",
            search.unread
        )),
        _ => {}
    }
    plan
}

/// What still says the old version beside a version commit; returned is why there is to be none.
fn beside_commit(plan: &Plan, proposal: &Proposal, places: &mut Vec<Leftover>) -> Option<Error> {
    // Files that nobody has named are the only ones, unless a program gives the version, too.
    let mut kept: Vec<String> = proposal.releases.iter().flat_map(|one| one.kept.clone()).collect();
    kept.extend(hardly_meant(proposal, plan.request.changelog.as_ref(), places));
    let error = Leftover::not_alone(places, &proposal.branch, &kept);
    if !kept.is_empty() && error.is_some() {
        return error;
    }
    // What another branch released is said by right wherever no program gives it.
    let others: Vec<&String> = proposal.releases.iter().filter_map(|one| one.elsewhere.as_ref()).collect();
    // A manifest that says it, and does not change, stays on purpose, as a `Stable tag` does while there are prereleases.
    let stays = |place: &Leftover| {
        let mut found = proposal.releases.iter().flat_map(|one| &one.manifests);
        let says = found.any(|one| one.path == place.path && one.version == place.version);
        says && !proposal.changed_files.contains(&place.path)
    };
    places.retain(|place| !stays(place) && (place.assigned || !others.contains(&&place.version)));
    None
}

/// The same where a person raised some places and, it seems, forgot others: what only mentions the old version was left so on
/// purpose. What was asked for by name is told with what it leaves.
fn beside_raised(plan: &Plan, proposal: &Proposal, places: &mut Vec<Leftover>) -> Option<Error> {
    let releases = &proposal.releases;
    let raised: Vec<String> = releases.iter().flat_map(|one| &one.manifests).map(|one| one.path.clone()).collect();
    places.retain(|place| place.assigned && !raised.contains(&place.path));
    let error = Leftover::not_alone(places, &proposal.branch, &raised);
    let mut error = error.filter(|_| !direct::names_it(plan))?;
    // Named beside the others, they would disagree.
    let out = error.next_steps.pop();
    let version = releases.in_words();
    error.next_steps = vec![format!("write {version} there, commit and push it: that is what is tagged")];
    error.next_steps.extend(out);
    Some(error)
}

/// The same where the version is the tag's alone, unless a program gives it, too.
fn beside_tag(proposal: &Proposal, places: &mut Vec<Leftover>) -> Option<Error> {
    // A program elsewhere is none of a folder's whose tags begin with it.
    let own = |one: &&Leftover| {
        let mut releases = proposal.releases.iter().map(|release| &release.packages);
        releases.any(|all| all.is_empty() || all.iter().any(|folder| is_below(&one.path, folder)))
    };
    let ours: Vec<Leftover> = places.iter().filter(own).cloned().collect();
    // What is announced for the next one is right where no program says it.
    let before: Vec<&String> = proposal.releases.iter().filter_map(|one| one.previous_version.as_ref()).collect();
    places.retain(|place| before.contains(&&place.version));
    Leftover::not_alone(&ours, &proposal.branch, &[])
}
