//! Texts: cut, filled in, and told of in sections.

use version_first::inside::{check, cut, cuts, fill, length, title};

#[test]
fn a_text_is_cut_between_characters() {
    assert_eq!([cuts("añb", 3).0.as_str(), &cuts("añb", 2).0, &cuts("", 0).0], ["añb", "añ…", ""]);
    assert_eq!([cuts("añb", 2).1, cuts("añb", 9).1, cuts("0123456789", 0).2], ["añ", "añb", "0123456"]);
}

#[test]
fn what_is_put_in_is_not_read_again() {
    let values = [("version", "{tag}"), ("tag", "v1")];
    assert_eq!(fill("{version} {tag} {x} {{version}} {", &values), "{tag} v1 {x} {{tag}} {");
}

#[test]
fn names_that_stand_for_nothing_are_refused() {
    assert!(check("a", "{version} { x } {} {A} {\"b\": 1}", &["version"]).is_ok());
    let error = check("pull-request-body", "{version} {verison}", &["version", "tag"]).unwrap_err();
    assert_eq!(error.message, "`pull-request-body` has `{verison}`: expected one of `{version}`, `{tag}`");
}

#[test]
fn a_text_ends_with_an_entry() {
    let entry = |number: usize| format!("- entry {number} 語\u{1f600}\n  and more of it\n");
    let text = format!("# Title\n\n### A\n\n{}\n### B\n\n{}", entry(1), (2..60).map(entry).collect::<String>());
    for most in 0..length(&text) {
        let cut = cut(&text, most);
        let (kept, note) = cut.split_at(cut.find("More is left out").unwrap());
        assert!(note.ends_with("at most.\n"));
        assert!(kept.is_empty() || text.starts_with(kept.trim_end()), "{kept}");
        assert!(kept.is_empty() || kept.trim_end().ends_with("of it") || kept.trim_end() == "# Title", "{kept}");
        assert!(length(&cut) <= most.max(90), "{most}: {}", length(&cut));
    }
    assert_eq!(cut(&text, length(&text)), text);
}

#[test]
fn each_type_has_its_place() {
    let own: &[&str] = &["New: feat", "Mended: fix, perf", "Updates: dependencies"];
    let rest: &[&str] = &["New: feat", "!docs ci", "Rest: *"];
    let broken: &[&str] = &["New: feat", "Look out: breaking, security"];
    for (lines, message, told) in [
        (&[][..], "feat: a", Some("Features")),
        (&[], "feature: a", Some("Features")),
        (&[], "Hotfix: a", Some("Fixes")),
        (&[], "chore: a", None),
        (&[], "chore(deps): a", Some("Dependencies")),
        (&[], "deps: a", Some("Dependencies")),
        (&[], "feat(deps): a", Some("Features")),
        (&[], "tests: a", None),
        (&[], "polish: a", Some("Other changes")),
        (&[], "without a type", Some("Other changes")),
        (&[], "chore!: a", Some("Breaking changes")),
        (own, "feature: a", Some("New")),
        (own, "bugfix: a", Some("Mended")),
        (own, "docs: a", None),
        (own, "without a type", None),
        (own, "build(deps): a", Some("Updates")),
        (own, "docs!: a", Some("Breaking changes")),
        (rest, "docs: a", None),
        (rest, "chore: a", Some("Rest")),
        (rest, "without a type", Some("Rest")),
        (rest, "ci(deps): a", None),
        (rest, "chore(deps): a", Some("Rest")),
        (&["Loose ends: others"], "without a type", Some("Loose ends")),
        (&["Loose ends: others"], "feat: a", None),
        (&["Chores: chore", "Updates: dependencies"], "chore(deps): a", Some("Updates")),
        (&["Chores: chore"], "chore(deps): a", Some("Chores")),
        (&["!dependencies", "All: *"], "fix(deps): a", None),
        (broken, "ci!: a", Some("Look out")),
        (broken, "sec: a", Some("Look out")),
        (&["### :rocket: New: feat"], "feat: a", Some(":rocket: New")),
    ] {
        assert_eq!(title(lines, message).unwrap().as_deref(), told, "{lines:?} {message}");
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    for (lines, why) in [
        (&["feat"][..], "`feat` in `notes-sections` has no colon between a title and its types"),
        (
            &[": feat"],
            "`: feat` in `notes-sections` is no title with its types: expected such as `Features: feat, perf`",
        ),
        (&["New:"], "`New:` in `notes-sections` is no title with its types: expected such as `Features: feat, perf`"),
        (&["!"], "`!` in `notes-sections` is no title with its types: expected such as `Features: feat, perf`"),
        (
            &["New: feat, (x)"],
            "`New: feat, (x)` in `notes-sections` is no title with its types: expected such as `Features: feat, perf`",
        ),
        (&["New: feat", "Old: feature"], "`Old: feature` in `notes-sections` names a type a second time"),
        (
            &["New\nthings: feat"],
            "`New\nthings: feat` in `notes-sections` has a line break or another control character in it: expected one section a line",
        ),
        (&["!fix", "Mended: fix"], "`Mended: fix` in `notes-sections` names a type a second time"),
        (&["!breaking"], "`!breaking` in `notes-sections` would hide what breaks, or everything"),
        (&["!*"], "`!*` in `notes-sections` would hide what breaks, or everything"),
    ] {
        let error = title(lines, "feat: a").unwrap_err();
        assert_eq!((&*error.code, &*error.message), ("invalid-notes-sections", why));
    }
}
