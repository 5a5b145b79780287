//! `gradle.properties`: `version`, which Gradle gives to every project that sets none, and `VERSION_NAME`.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::properties;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let occurrence = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        (!text.contains('\\')).then_some(Occurrence::new(range, text, Grammar::Loose, Role::Own))
    };
    let occurrences: Vec<Occurrence> = properties(source.body, "version").into_iter().filter_map(occurrence).collect();
    // What the publishing plugin of Android libraries reads; beside `version` it follows where it says the same.
    let published = properties(source.body, "VERSION_NAME").into_iter().filter_map(occurrence);
    match occurrences.first().map(|own| own.text.clone()) {
        None => published.collect(),
        Some(own) => {
            let same = published
                .filter(|occurrence| occurrence.text == own)
                .map(|occurrence| Occurrence { role: Role::Copy, ..occurrence });
            occurrences.into_iter().chain(same).collect()
        }
    }
}
