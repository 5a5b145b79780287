//! Laws that hold for every version, message and name.

use std::cmp::Ordering;

use proptest::prelude::*;
use version_first::branch::{bump_branch, check_ref_name, parse_bump_branch};
use version_first::bump::{Base, Bump, Calendar, Channels, Rules, next, next_by};
use version_first::commits::{BumpRules, Commit, Worth, decide, parse_log};
use version_first::tag::{Format, Survey};
use version_first::version::calver;
use version_first::version::date::Date;
use version_first::version::{MAX_SEMVER_NUMBER, Scheme, Version, fault};

use super::{pep440, semver};

/// Small numbers collide often, which orders need; a few large ones cross the widths parsers pack them into.
fn number() -> impl Strategy<Value = u64> {
    prop_oneof![8 => 0u64..4, 1 => prop::sample::select(vec![9, 10, 255, 256, 65_535, 65_536, 1 << 21, MAX_SEMVER_NUMBER - 1])]
}

/// What PEP 440 takes beyond that.
fn wide() -> impl Strategy<Value = u64> {
    prop_oneof![20 => number(), 1 => Just(u64::MAX - 1)]
}

pub fn semver_text() -> impl Strategy<Value = String> {
    let identifier = prop_oneof!["alpha|beta|rc|dev|SNAPSHOT|x-y|a|RC1", number().prop_map(|n| n.to_string())];
    let list = prop::collection::vec(identifier, 0..4);
    ((number(), number(), number()), list.clone(), list).prop_map(|((a, b, c), pre, build)| {
        let mut text = format!("{a}.{b}.{c}");
        for (mark, list) in [('-', pre), ('+', build)] {
            if !list.is_empty() {
                text.push(mark);
                text.push_str(&list.join("."));
            }
        }
        text
    })
}

/// Any spelling PEP 440 takes.
pub fn pep440_text() -> impl Strategy<Value = String> {
    let separator = || prop::sample::select(vec!["", ".", "-", "_"]);
    let count =
        || prop_oneof![3 => wide().prop_map(|n| n.to_string()), 1 => Just(String::new()), 1 => Just("007".into())];
    let part = move |words: &'static [&'static str]| {
        (separator(), prop::sample::select(words), separator(), count()).prop_map(|(before, word, between, n)| {
            if n.is_empty() { format!("{before}{word}") } else { format!("{before}{word}{between}{n}") }
        })
    };
    (
        prop::option::weighted(0.1, wide()),
        prop::collection::vec(wide(), 1..6),
        prop::option::weighted(0.4, part(&["a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "RC"])),
        prop::option::weighted(
            0.2,
            prop_oneof![part(&["post", "rev", "r", "POST"]), wide().prop_map(|n| format!("-{n}"))],
        ),
        prop::option::weighted(0.3, part(&["dev", "DEV"])),
        prop::option::weighted(0.2, "[a-zA-Z0-9]{1,3}([._-][a-z0-9]{1,2}){0,2}"),
        prop::sample::select(vec!["", "", "", "v", "V", " "]),
    )
        .prop_map(|(epoch, numbers, pre, post, dev, local, lead)| {
            let epoch = epoch.map(|n| format!("{n}!")).unwrap_or_default();
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            let local = local.map(|text| format!("+{text}")).unwrap_or_default();
            let [pre, post, dev] = [pre, post, dev].map(Option::unwrap_or_default);
            format!("{lead}{epoch}{}{pre}{post}{dev}{local}", numbers.join("."))
        })
}

fn any_version() -> impl Strategy<Value = Version> {
    prop_oneof![semver_text().prop_map(|t| semver(&t)), pep440_text().prop_map(|t| pep440(&t))]
}

/// What both grammars can say. Prereleases exclude `dev`, which they place differently.
fn common() -> impl Strategy<Value = (String, String)> {
    let pre = prop_oneof![
        Just((String::new(), String::new())),
        (prop::sample::select(vec![("alpha", "a"), ("beta", "b"), ("rc", "rc")]), number())
            .prop_map(|((js, python), n)| (format!("-{js}.{n}"), format!("{python}{n}"))),
    ];
    ((number(), number(), number()), pre)
        .prop_map(|((a, b, c), (js, python))| (format!("{a}.{b}.{c}{js}"), format!("{a}.{b}.{c}{python}")))
}

/// Text that looks like what is expected, mostly.
pub fn near_miss() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,40}",
        "[v0-9.+!_a-e-]{0,20}",
        "v?[0-9]{1,3}(\\.[0-9]{1,3}){0,4}([-.+]?(rc|a|dev|post|SNAPSHOT)?\\.?[0-9]{0,2}){0,3}",
        "[0-9]{18,24}\\.[0-9]{18,24}",
    ]
}

/// A version with one character changed.
fn broken() -> impl Strategy<Value = String> {
    (prop_oneof![semver_text(), pep440_text()], 0usize..24, prop_oneof!["[0-9a-z.+!_* -]", "."]).prop_map(
        |(text, at, other)| {
            let mut letters: Vec<String> = text.chars().map(String::from).collect();
            let at = at % letters.len();
            letters[at] = other;
            letters.concat()
        },
    )
}

fn calendar() -> impl Strategy<Value = Calendar> {
    let format = prop::sample::select(vec![
        "YYYY.MM.MICRO",
        "YYYY.MM.MICRO1",
        "YY.0M.MICRO",
        "0Y.0W.MICRO",
        "YYYY.MM.DD",
        "YYYY0M0D.MICRO",
        "YY.MINOR.MICRO",
        "MAJOR.YY.MINOR.MICRO",
        "YYYY.MICRO.MM",
        "YYYY.0M.0D.MICRO",
    ]);
    (format, 2000u32..2110, 1u32..=12, 1u32..=28)
        .prop_map(|(format, y, m, d)| Calendar::parse(format, &format!("{y}-{m:02}-{d:02}")).unwrap())
}

fn request() -> impl Strategy<Value = (Bump, Rules)> {
    let bump = prop::sample::select(vec![
        "major",
        "minor",
        "patch",
        "premajor",
        "preminor",
        "prepatch",
        "prerelease",
        "release",
        "post",
        "dev",
        "epoch",
    ]);
    let identifier = prop::option::of(prop_oneof!["rc|beta|a|dev|x.y|1|", ".{0,4}"]);
    let base = prop::sample::select(vec![Base::Zero, Base::One, Base::None]);
    (bump, identifier, base, prop::option::weighted(0.4, calendar())).prop_map(|(bump, identifier, base, calendar)| {
        (Bump::parse(bump).unwrap(), Rules { identifier, identifier_base: base, calendar })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn next_is_greater_and_minimal_enough(current in any_version()) {
        let mut last: Option<Version> = None;
        for bump in [Bump::Patch, Bump::Minor, Bump::Major] {
            let Ok(next) = next(&current, bump) else { continue };
            prop_assert_eq!(next.cmp_precedence(&current), Ordering::Greater, "{} of {}", next, current);
            prop_assert!(!next.is_prerelease() && next.scheme() == current.scheme());
            prop_assert_eq!(next.to_string().split('.').count(), 3);
            if let Some(smaller) = last {
                prop_assert_ne!(smaller.cmp_precedence(&next), Ordering::Greater);
            }
            last = Some(next);
        }
    }

    #[test]
    fn every_next_is_greater_and_reads_back(current in any_version(), (bump, rules) in request()) {
        match next_by(&current, bump, &rules) {
            Ok(next) => {
                prop_assert_eq!(next.cmp_precedence(&current), Ordering::Greater, "{:?} {} of {}", bump, next, current);
                prop_assert_eq!(next.scheme(), current.scheme());
                let text = next.to_string();
                prop_assert_eq!(Version::parse(&text, next.scheme()).unwrap().to_string(), text);
            }
            Err(error) => prop_assert!(
                ["version-overflow", "version-not-greater", "not-a-prerelease", "invalid-bump", "invalid-identifier",
                 "no-counter", "version-not-expressible"].contains(&error.code.as_ref()), "{:?}", error
            ),
        }
    }

    #[test]
    fn calendars_lead_back(current in any_version(), calendar in calendar()) {
        let rules = Rules { calendar: Some(calendar.clone()), ..Rules::default() };
        let Ok(next) = next_by(&current, Bump::Patch, &rules) else { return Ok(()) };
        let spelled = calendar.format.spell(&next);
        let read = Version::parse_lenient(&spelled, next.scheme()).unwrap();
        prop_assert!(read.same(&next), "{} is not {}", spelled, next);
        let tag = Format::default().name_spelled(&next, &spelled).unwrap();
        prop_assert!(Format::default().version(&tag, next.scheme()).unwrap().same(&next));
    }

    #[test]
    fn channels_read_what_they_are_given(pairs in prop::collection::btree_map("[a-z][a-z/.]{0,5}[a-z]", "[a-z][a-z0-9-]{0,3}", 0..4)) {
        let text: Vec<String> = pairs.iter().map(|(branch, identifier)| format!("{branch}={identifier}")).collect();
        if let Ok(channels) = Channels::parse(&text.join(" ")) {
            for (branch, identifier) in &pairs {
                prop_assert_eq!(channels.identifier(branch), Some(identifier.as_str()));
            }
            prop_assert_eq!(channels.identifier("main1"), None);
        }
    }

    #[test]
    fn channels_go_up(current in any_version(), wish in prop::sample::select(vec![Bump::Patch, Bump::Minor, Bump::Major])) {
        let rules = Rules { identifier: Some("rc".into()), ..Rules::default() };
        if let Ok(next) = next_by(&current, wish.on_channel(&current), &rules) {
            prop_assert!(next.is_prerelease());
            prop_assert_eq!(next.cmp_precedence(&current), Ordering::Greater);
            // Its release is at least what the wish asked for.
            let (major, minor, patch) = next.triple();
            prop_assert!(wish != Bump::Major || (minor, patch) == (0, 0), "{} {}", current, next);
            prop_assert!(wish != Bump::Minor || patch == 0, "{} {} {}", current, next, major);
        }
    }

    #[test]
    fn a_fault_is_found_where_there_is_one(text in prop_oneof![near_miss(), semver_text(), pep440_text(), broken()]) {
        let short = text.len() <= 256;
        prop_assert_eq!(short && fault::semver(&text).is_none(), Version::parse(&text, Scheme::Semver).is_ok());
        prop_assert_eq!(short && fault::pep440(&text).is_none(), Version::parse(&text, Scheme::Pep440).is_ok(), "{:?}", fault::pep440(&text));
    }

    #[test]
    fn the_newest_tag_is_the_greatest(versions in prop::collection::vec(any_version(), 0..12), noise in prop::collection::vec(near_miss(), 0..4)) {
        let format = Format::default();
        let mut names: Vec<String> = versions.iter().filter_map(|version| format.name(version).ok()).collect();
        names.extend(noise.iter().map(|text| format!("v{text}")));
        for scheme in [Scheme::Semver, Scheme::Pep440] {
            let survey = Survey::of(names.iter().map(String::as_str), &format, scheme);
            let read: Vec<Version> = names.iter().filter_map(|name| format.version(name, scheme)).collect();
            let moving = survey.moving.iter().filter(|name| format.version(name, scheme).is_some()).count();
            prop_assert_eq!(survey.versions.len() + survey.twins.len() + moving, read.len());
            prop_assert_eq!(survey.newest().is_some(), !read.is_empty());
            if let Some((newest, name)) = survey.newest() {
                prop_assert!(read.iter().all(|version| version.cmp_precedence(newest).is_le()));
                prop_assert!(format.version(name, scheme).unwrap().same(newest));
            }
            for (twin, counts) in &survey.twins {
                prop_assert!(survey.versions.iter().any(|(_, name)| name == counts));
                prop_assert!(format.version(twin, scheme).unwrap().same(&format.version(counts, scheme).unwrap()));
            }
            prop_assert!(survey.remarks().len() <= 3);
        }
    }

    #[test]
    fn semver_prints_what_it_read(text in semver_text()) {
        prop_assert_eq!(semver(&text).to_string(), text);
    }

    #[test]
    fn pep440_prints_a_fixed_point(text in pep440_text()) {
        let version = pep440(&text);
        let printed = version.to_string();
        prop_assert!(pep440(&printed).same(&version));
        prop_assert_eq!(pep440(&printed).to_string(), printed);
    }

    #[test]
    fn lenient_takes_all_that_strict_takes(text in near_miss()) {
        if let Ok(version) = Version::parse(&text, Scheme::Semver) {
            prop_assert_eq!(Version::parse_lenient(&text, Scheme::Semver).unwrap().to_string(), version.to_string());
        }
        if let Ok(version) = Version::parse(&text, Scheme::Pep440) {
            let lenient = Version::parse_lenient(&text, Scheme::Pep440);
            let normal = version.to_string();
            let short = version.numbers().len() == 1;
            let bare = normal.bytes().all(|b| b.is_ascii_digit());
            let read = !short || (!bare && normal == text);
            prop_assert_eq!(lenient.map(|v| v.to_string()), read.then_some(normal));
        }
    }

    #[test]
    fn three_numbers_are_read_as_the_grammar_reads_them(numbers in prop::collection::vec("0|[1-9][0-9]{0,11}|0[0-9]{1,3}", 1..=5)) {
        let text = numbers.join(".");
        for scheme in [Scheme::Semver, Scheme::Pep440] {
            let Ok(strict) = Version::parse(&text, scheme) else { continue };
            // One number alone is none in a tag.
            let Some(lenient) = Version::parse_lenient(&text, scheme) else { prop_assert_eq!(numbers.len(), 1); continue };
            prop_assert_eq!((lenient.to_string(), lenient.numbers()), (strict.to_string(), strict.numbers()));
            prop_assert!(lenient.same(&strict) && strict.same(&lenient));
        }
    }

    #[test]
    fn order_is_total(a in any_version(), b in any_version(), c in any_version()) {
        prop_assert_eq!(a.cmp_precedence(&a), Ordering::Equal);
        prop_assert_eq!(a.cmp_precedence(&b), b.cmp_precedence(&a).reverse());
        if a.scheme() == b.scheme() && b.scheme() == c.scheme() {
            let mut sorted = [&a, &b, &c];
            sorted.sort_by(|x, y| x.cmp_precedence(y));
            prop_assert_ne!(sorted[0].cmp_precedence(sorted[2]), Ordering::Greater);
            prop_assert_eq!(
                sorted[0].same(sorted[2]),
                sorted[0].same(sorted[1]) && sorted[1].same(sorted[2])
            );
        }
    }

    #[test]
    fn grammars_lead_back(version in any_version()) {
        let other = match version.scheme() { Scheme::Semver => Scheme::Pep440, Scheme::Pep440 => Scheme::Semver };
        match version.to_scheme(other) {
            Ok(there) => {
                let back = there.to_scheme(version.scheme()).unwrap();
                prop_assert!(back.same(&version) && there.same(&version) && version.same(&there));
                prop_assert_eq!(there.triple(), version.triple());
                prop_assert_eq!(there.is_prerelease(), version.is_prerelease());
                prop_assert_eq!(there.is_development(), version.is_development());
                if version.scheme() == Scheme::Semver {
                    prop_assert_eq!(back.to_string(), version.to_string());
                }
            }
            Err(error) => prop_assert_eq!(error.told().code, "version-not-expressible"),
        }
        prop_assert_eq!(version.to_scheme(version.scheme()).unwrap().to_string(), version.to_string());
    }

    #[test]
    fn order_agrees_across_grammars((js_a, py_a) in common(), (js_b, py_b) in common()) {
        let expected = semver(&js_a).cmp_precedence(&semver(&js_b));
        prop_assert_eq!(pep440(&py_a).cmp_precedence(&pep440(&py_b)), expected);
        prop_assert_eq!(semver(&js_a).cmp_precedence(&pep440(&py_b)), expected);
        prop_assert_eq!(pep440(&py_a).cmp_precedence(&semver(&js_b)), expected);
    }

    #[test]
    fn tags_lead_back(version in any_version(), format in "[a-z/@-]{0,4}\\{version\\}[a-z.-]{0,4}") {
        let Ok(format) = Format::parse(&format) else { return Ok(()) };
        let Ok(name) = format.name(&version) else {
            // Only a bare number is kept out of a valid format.
            prop_assert!(version.to_string().bytes().all(|b| b.is_ascii_digit()));
            return Ok(());
        };
        let read = format.version(&name, version.scheme()).unwrap();
        prop_assert_eq!(read.to_string(), version.to_string());
    }

    #[test]
    fn bump_branches_lead_back(version in any_version(), v in "v?") {
        let text = version.to_string();
        let name = bump_branch(&format!("{v}{text}"), None).unwrap();
        prop_assert_eq!(parse_bump_branch(&name, None), Some(text));
    }

    #[test]
    fn parsed_bump_branches_are_ours(name in "(chore/version-bump-)?-?v?[0-9a-z.+-]{0,8}", template in "[a-z/]{0,3}\\{version\\}[a-z]{0,2}") {
        for template in [None, Some(template.as_str())] {
            if let Some(text) = parse_bump_branch(&name, template) {
                prop_assert!(text.starts_with(|c: char| c.is_ascii_digit()));
                prop_assert_eq!(bump_branch(&text, template).unwrap(), name.clone());
            }
        }
    }

    #[test]
    fn nothing_panics(a in near_miss(), b in ".{0,60}", message in "(feat|fix|a b)?(\\([a-z]?\\))?!?:? ?.{0,30}(\n{0,3}(BREAKING[ -]CHANGE|Version-First|[a-z]{1,3})?(:| #)? ?.{0,9}){0,4}") {
        for scheme in [Scheme::Semver, Scheme::Pep440] {
            for text in [&a, &b] {
                let _ = Version::parse(text, scheme);
                let _ = Version::parse_lenient(text, scheme);
                let _ = Format::default().version(text, scheme);
            }
        }
        let _ = (calver::Format::parse(&a), calver::Format::parse(&b), Date::parse(&a), Date::parse(&b));
        let _ = (Channels::parse(&a), Channels::parse(&b));
        let _ = (bump_branch(&a, Some(&b)), parse_bump_branch(&a, Some(&b)), Format::parse(&b), check_ref_name(&b));
        let _ = parse_log(&format!("{}\n{b}\0{message}", "a".repeat(40)));
        let commit = Commit { sha: a, message, ..Commit::default() };
        let bump_rules = BumpRules { default_bump: Worth::None, ..BumpRules::default() };
        let decision = decide(std::slice::from_ref(&commit), &semver("1.0.0"), &bump_rules);
        prop_assert_eq!(decision.bump, decision.reasons[0].bump);
    }
}
