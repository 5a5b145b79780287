//! What tags say behind the numbers that the manifests say: how often a version was packaged (`1.2.4-1`, `1.2.4-r1`), or which
//! build it is (`1.2.4+k3s1`).

use crate::error::{Error, Result};
use crate::release::lineage::Chosen;
use crate::release::situation::Situation;
use crate::text::{option, shortened};
use crate::version::{PRERELEASES, Version};

/// Whether a version is its numbers alone.
fn is_plain(version: &Version) -> bool {
    version.to_string().bytes().all(|byte| byte == b'.' || byte.is_ascii_digit())
}

/// Whether nothing but a number stands behind a version, and not the zero that prereleases begin with.
fn is_counted(version: &Version) -> bool {
    let text = version.to_string();
    let behind = text.split_once('-').map(|(_, behind)| behind);
    behind.is_some_and(|behind| behind != "0" && behind.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a word stands behind a version that everybody knows for what comes before a release.
fn says_prerelease(version: &Version) -> bool {
    let text = version.to_string();
    PRERELEASES.iter().any(|word| text.contains(word))
}

impl Situation {
    /// Refuses M, raised by hand, where the tags of several versions all have a number behind them, and M has none: so are
    /// versions called that are packaged once more, and no prereleases. Nor is any other word there a prerelease's where T's own
    /// commit said M (`said_then`), unless everybody knows it for one. Code `invalid-bump`.
    pub(super) fn without_what_is_behind(&self, newest: &Version, said_then: bool) -> Result<()> {
        let stated = &self.package.stated;
        let packaged = |one: &Version| is_counted(one) || said_then && !is_plain(one) && !says_prerelease(one);
        let refused = !stated.is_prerelease() && self.all_are(newest, packaged);
        if refused { Err(self.has_nothing_behind(newest, stated)) } else { Ok(()) }
    }

    /// Refuses a next version without what the tags of several versions all have behind them (`v1.2.3+k3s1`), where no file says
    /// another. Code `invalid-bump`.
    pub(crate) fn drops_what_is_behind(&self, newest: &Version, next: &Version) -> Result<()> {
        // What follows a prerelease may be a release.
        let free = newest.is_prerelease() || matches!(self.package.lineage.chosen, Chosen::Asked);
        let refused = self.package.tag_only && !free && is_plain(next) && self.all_are(newest, |one| !is_plain(one));
        if refused { Err(self.has_nothing_behind(newest, next)) } else { Ok(()) }
    }

    /// Whether all tags are so, and tell of several versions.
    fn all_are(&self, newest: &Version, so: impl Fn(&Version) -> bool) -> bool {
        let taken = &self.package.lineage.taken;
        taken.iter().all(|(one, _)| so(one)) && taken.iter().any(|(one, _)| one.triple() != newest.triple())
    }

    fn has_nothing_behind(&self, newest: &Version, next: &Version) -> Error {
        let (last, format) = (self.tag_of(newest).map_or("", |tag| &tag.name), &self.package.format);
        let text = format.text(last).unwrap_or_default();
        let numbers = text.trim_start_matches(|letter: char| letter == '.' || letter.is_ascii_digit());
        let behind = text.get(text.len().saturating_sub(numbers.len())..).unwrap_or_default();
        let dot = if text.strip_suffix(behind).is_some_and(|numbers| numbers.ends_with('.')) { "." } else { "" };
        // What was counted further is counted by hand: by the same text one version would be made twice.
        let word = behind.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let again = word == behind || behind.strip_prefix(word) == Some("1");
        let template = if again { format!("{}{dot}{behind}", format.template()) } else { format.template() };
        let message = format!(
            "every version tag has something behind its numbers, as `{}` has, and {next} has nothing",
            shortened(last)
        );
        Error::new("invalid-bump", message)
            .advice(format!(
                "if it says how it was packaged{}: `{}` (input `tag-format`)",
                if again { "" } else { ", and what follows has nothing there" },
                option("tag-format", &template)
            ))
            .advice(format!("or, if {next} is meant as it is: `--bump {next}` (input `version: {next}`)"))
    }
}
