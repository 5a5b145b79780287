//! `pubspec.lock`: the versions of packages that lie here. Members of a pub workspace are not in it.

use super::grammar::Grammar;
use super::indented;
use super::names::Names;
use super::site::{Role, Site, Source};

pub(super) fn find(source: &Source<'_>, names: &Names) -> Vec<Site> {
    let mut sites = Vec::new();
    // The package that is being read, and whether it lies here.
    let mut here = ("", false);
    indented::walk(source.body, |path, line| {
        let ["packages", name] = path else { return };
        if here.0 != *name {
            here = (name, false);
        }
        match line.key {
            "source" => here.1 = line.value == "path",
            "version" if here.1 && names.dart.contains_key(*name) => {
                sites.push(Site::new(line.value_at.clone(), line.value, Grammar::Flutter, Role::Copy));
            }
            _ => {}
        }
    });
    sites
}
