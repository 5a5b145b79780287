//! `go.mod`: what a Go module is called. It says no version, and tells why none of its module's files does.

/// Where a Go module at the root says its path.
pub(crate) const GO_MODULE: &str = "go.mod";

/// There a dot stands before the major version, and the first has one too.
pub(crate) const DOTTED: &str = "gopkg.in/";

/// The path that a file gives.
pub(crate) fn module_path(text: &str) -> Option<&str> {
    let line = text.lines().map(str::trim).find_map(|line| line.strip_prefix("module"))?;
    let path = line.strip_prefix([' ', '\t'])?.split("//").next()?.trim().trim_matches(['"', '`']);
    (!path.is_empty() && path != "(").then_some(path)
}

/// A path without the major version at its end, and that: `…/v2`, and `gopkg.in/x.v2`.
pub(crate) fn without_major(path: &str) -> (&str, Option<u64>) {
    let number = |text: &str| text.parse::<u64>().ok().filter(|major| !text.starts_with('0') && *major > 0);
    let ends = [path.rsplit_once("/v"), path.rsplit_once(".v").filter(|_| path.starts_with(DOTTED))];
    let mut found = ends.into_iter().flatten().filter_map(|(stem, text)| Some((stem, number(text)?)));
    found.next().map_or((path, None), |(stem, major)| (stem, Some(major)))
}
