//! What of a request nothing in the world could make right.

use crate::branch::{bump_branch, check_ref_name};
use crate::bump::Bump;
use crate::error::{Error, Result};
use crate::release::request::Request;
use crate::release::trigger::Trigger;
use crate::release::words::message::pull;
use crate::release::words::{changelog, notes};
use crate::strict::nearest;
use crate::text::shortened;

impl Request {
    /// Refuses what no look at the world could make right, before anything is read.
    /// Codes: `invalid-bump`, `invalid-tag-format`, `invalid-branch-template`, `invalid-ref-name`, `invalid-commit-message`,
    /// `invalid-prerelease-branches`, `invalid-calver-format`, `invalid-date`, `invalid-changelog`,
    /// `changelog-not-understood`, `invalid-template`, `invalid-notes-sections`, `no-trigger`.
    pub fn check(&self) -> Result<()> {
        self.format(Some("name"))?;
        self.channels()?;
        self.calendar()?;
        if let Some(path) = &self.changelog {
            changelog::check(path, self.date.as_deref())?;
        }
        if let Some(branch) = self.named_branch() {
            check_ref_name(branch)?;
        }
        if self.tested_only && self.trigger.as_ref().and_then(Trigger::commit).is_none() {
            return Err(Error::new(
                "no-trigger",
                "`tested-only` needs the commit that started the run, and nothing names one: expected `GITHUB_EVENT_NAME` and `GITHUB_SHA`",
            )
            .advice("leave `tested-only` out where no workflow runs"));
        }
        bump_branch("1.2.3", self.template().as_deref())?;
        pull::check(self)?;
        notes::check(self)?;
        commit_message(&self.commit_message)?;
        if self.bump == "auto" || Bump::parse(&self.bump).is_some() || self.exact_text().is_some() {
            return Ok(());
        }
        let error = Error::new(
            "invalid-bump",
            format!(
                "`{}` is no bump: expected `auto`, one such as `minor`, `patch` or `prerelease`, or a version such as `1.2.3`",
                shortened(&self.bump)
            ),
        );
        let error = match nearest(&self.bump, Bump::NAMES) {
            Some(near) => error.advice(format!("did you mean `{near}`?")),
            None => error,
        };
        Err(error.advice("ask for one of these; `--help` lists them all"))
    }
}

/// Refuses a commit message without a subject, and one that has the version as other tools write it, or misspelt: as it stands
/// it would be in the history for good. Code `invalid-commit-message`.
fn commit_message(text: &str) -> Result<()> {
    let refused =
        |why: String| Error::new("invalid-commit-message", why).advice("give one such as `chore(release): {version}`");
    if text.lines().next().is_none_or(|subject| subject.trim().is_empty()) {
        return Err(refused("the commit message has an empty first line".to_string()));
    }
    for (at, _) in text.match_indices('{') {
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        let Some((inside, _)) = rest.trim_start_matches('{').split_once('}') else { continue };
        let (open, close) = match (before.ends_with('$'), rest.starts_with("{{")) {
            (true, _) => ("${", "}"),
            (_, true) => ("{{", "}}"),
            _ => ("{", "}"),
        };
        let meant = inside.to_ascii_lowercase().contains("version") || nearest(inside.trim(), ["version"]).is_some();
        if meant && (open != "{" || inside != "version") {
            return Err(refused(format!(
                "`{open}{}{close}` in the commit message stands for nothing: expected `{{version}}`",
                shortened(inside)
            )));
        }
    }
    Ok(())
}
