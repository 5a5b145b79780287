//! `gradle.properties`: `version`, which Gradle gives to every project that sets none, and `VERSION_NAME`.

use crate::manifest::grammar::Grammar;
use crate::manifest::readers::lines::properties;
use crate::manifest::site::{Role, Site, Source};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Site> {
    let site = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        (!text.contains('\\')).then_some(Site::new(range, text, Grammar::Loose, Role::Own))
    };
    let sites: Vec<Site> = properties(source.body, "version").into_iter().filter_map(site).collect();
    // What the publishing plugin of Android libraries reads; beside `version` it follows where it says the same.
    let published = properties(source.body, "VERSION_NAME").into_iter().filter_map(site);
    match sites.first().map(|own| own.text.clone()) {
        None => published.collect(),
        Some(own) => {
            let same = published.filter(|site| site.text == own).map(|site| Site { role: Role::Copy, ..site });
            sites.into_iter().chain(same).collect()
        }
    }
}
