//! `pubspec.lock`: the versions of packages that lie here. Members of a pub workspace are not in it.

use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::indented;

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let mut occurrences = Vec::new();
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
                occurrences.push(Occurrence::new(line.value_at.clone(), line.value, Grammar::Flutter, Role::Copy));
            }
            _ => {}
        }
    });
    occurrences
}
