//! `gradle.properties`: `version`, which Gradle gives to every project that sets none, and `VERSION_NAME`.

use crate::manifest::formats::build_gradle::is_nobodys;
use crate::manifest::grammar::{Grammar, is_dotted};
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::properties;

/// Else the one property by which a build gives its version, where one of these has one.
pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let occurrence = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        Some(Occurrence::new(range, text, Grammar::Loose, Role::Own))
    };
    let own = properties(source.body, "version").into_iter().filter_map(occurrence);
    // Whoever releases gives the version.
    let occurrences: Vec<Occurrence> = own.filter(|one| !is_nobodys(&one.text)).collect();
    // What the publishing plugin of Android libraries reads; beside `version` it follows where it says the same.
    let published = properties(source.body, "VERSION_NAME").into_iter().filter_map(occurrence);
    match occurrences.first().map(|own| own.text.clone()) {
        None => match published.collect::<Vec<_>>() {
            none if none.is_empty() => {
                let keys = names.gradle.iter().flat_map(|key| properties(source.body, key));
                let given: Vec<Occurrence> = keys.filter_map(occurrence).filter(|one| is_dotted(&one.text)).collect();
                if given.len() == 1 { given } else { Vec::new() }
            }
            published => published,
        },
        Some(own) => {
            let same = published
                .filter(|occurrence| occurrence.text == own)
                .map(|occurrence| Occurrence { role: Role::Copy, ..occurrence });
            occurrences.into_iter().chain(same).collect()
        }
    }
}
