//! The pure core of version-first: it decides, the shell acts.
//!
//! Nothing here reads a clock, a file, the environment or a random source. Text and facts come in, decisions come out.
//! What follows are the rules of versions, one sentence each, with the examples that hold them.
//!
//! # Bumps
//!
//! **A bump raises one number and sets those behind it to zero.** Build metadata, local and post parts go.
//!
//! ```
//! # fn next(current: &str, bump: &str) -> String { asked(&[("current", current), ("bump", bump)]).unwrap() }
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::asked;
//! assert_eq!(next("1.2.3", "patch"), "1.2.4");
//! assert_eq!(next("1.2.3+build.5", "minor"), "1.3.0");
//! assert_eq!(next("1.2.3", "major"), "2.0.0");
//! ```
//!
//! **A prerelease already is the change that leads to its release**, so a bump gives that release where it is big enough.
//!
//! ```
//! # fn next(current: &str, bump: &str) -> String { asked(&[("current", current), ("bump", bump)]).unwrap() }
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::asked;
//! assert_eq!(next("1.3.0-rc.1", "patch"), "1.3.0");
//! assert_eq!(next("1.3.0-rc.1", "minor"), "1.3.0");
//! assert_eq!(next("1.3.0-rc.1", "major"), "2.0.0");
//! ```
//!
//! **`premajor`, `preminor` and `prepatch` begin a release**, always above the current one, with its first prerelease.
//! The identifier is yours, and `rc` unless given. Numbers begin at 1; at 0, or with none at all, on request.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::asked;
//! let begin = |bump, base| {
//!     let base = ("identifierBase", base);
//!     asked(&[("current", "1.2.3"), ("bump", bump), ("identifier", "rc"), base]).unwrap()
//! };
//! assert_eq!(begin("prepatch", "1"), "1.2.4-rc.1");
//! assert_eq!(begin("preminor", "1"), "1.3.0-rc.1");
//! assert_eq!(begin("premajor", "0"), "2.0.0-rc.0");
//! assert_eq!(begin("premajor", "false"), "2.0.0-rc");
//! ```
//!
//! **`prerelease` raises a prerelease's number.** Another identifier begins again at the first number, if it sorts later.
//! After a release it does what `prepatch` does. Without an identifier the prerelease keeps its own.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::asked;
//! let next = |current, identifier| {
//!     asked(&[("current", current), ("bump", "prerelease"), ("identifier", identifier)])
//! };
//! assert_eq!(next("1.3.0-beta.1", "beta")?, "1.3.0-beta.2");
//! assert_eq!(next("1.3.0-beta.2", "rc")?, "1.3.0-rc.1");
//! assert_eq!(next("1.3.0-beta.2", "")?, "1.3.0-beta.3");
//! assert_eq!(next("1.2.3", "rc")?, "1.2.4-rc.1");
//! assert_eq!(next("1.3.0-rc.1", "beta").unwrap_err().code, "version-not-greater");
//! # Ok::<(), version_first::Error>(())
//! ```
//!
//! **`release` takes a prerelease to its release**, and refuses what is none.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::asked;
//! assert_eq!(asked(&[("current", "1.3.0-rc.2"), ("bump", "release")])?, "1.3.0");
//! let refused = asked(&[("current", "1.3.0"), ("bump", "release")]).unwrap_err();
//! assert_eq!(refused.code, "not-a-prerelease");
//! # Ok::<(), version_first::Error>(())
//! ```
//!
//! **The next version is always greater than the current one**, or there is an error. npm's `semver`, with which
//! everything else above agrees, goes from `1.2.3-dev.bar` back to `1.2.3-dev.0`.
//!
//! # Python
//!
//! **PEP 440 has the same bumps in its own spelling**, and three more: `post`, `dev` and `epoch`. An epoch stays.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::asked;
//! let next = |current, bump| {
//!     asked(&[("current", current), ("bump", bump), ("scheme", "pep440")])
//! };
//! assert_eq!(next("0.4.008", "patch")?, "0.4.9");
//! assert_eq!(next("1!1.2.3", "preminor")?, "1!1.3.0rc1");
//! assert_eq!(next("1.3.0b1", "prerelease")?, "1.3.0b2");
//! assert_eq!(next("1.3.0rc2", "release")?, "1.3.0");
//! // A post-release corrects what is around a release.
//! assert_eq!(next("1.3.0", "post")?, "1.3.0.post1");
//! assert_eq!(next("1.3.0.post1", "post")?, "1.3.0.post2");
//! // A development release leads to what would come next.
//! assert_eq!(next("1.3.0", "dev")?, "1.3.1.dev1");
//! assert_eq!(next("1.3.1.dev1", "dev")?, "1.3.1.dev2");
//! assert_eq!(next("1.3.0rc1", "dev")?, "1.3.0rc2.dev1");
//! // A new epoch starts the numbers again.
//! assert_eq!(next("2026.2.1", "epoch")?, "1!1.0.0");
//! # Ok::<(), version_first::Error>(())
//! ```
//!
//! # The calendar
//!
//! **Dates come from the day of the release; counters begin again when a date before them has moved.** The day comes in as
//! ISO text: the core has no clock. Tokens are `YYYY`, `YY`, `0Y` (years from 2000), `MM`, `0M`, `WW`, `0W` (ISO weeks,
//! with the year they count in), `DD`, `0D`, `MAJOR`, `MINOR` and `MICRO`. A `0` pads to two digits.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::asked;
//! let next = |current, format, date, bump| {
//!     asked(&[("current", current), ("bump", bump), ("scheme", "calver"), ("calverFormat", format), ("date", date)])
//! };
//! assert_eq!(next("2026.1.4", "YYYY.MM.MICRO", "2026-02-03", "patch")?, "2026.2.0");
//! assert_eq!(next("2026.2.0", "YYYY.MM.MICRO", "2026-02-03", "patch")?, "2026.2.1");
//! assert_eq!(next("26.01.4", "YY.0M.MICRO", "2026-02-03", "patch")?, "26.02.0");
//! assert_eq!(next("25.3.1", "YY.MINOR.MICRO", "2025-12-31", "minor")?, "25.4.0");
//! assert_eq!(next("2026.53.0", "YYYY.WW.MICRO", "2027-01-01", "patch")?, "2026.53.1");
//! // A project that counted by hand until now.
//! assert_eq!(next("1.7.3", "YYYY.MM.MICRO", "2026-02-03", "patch")?, "2026.2.0");
//! # Ok::<(), version_first::Error>(())
//! ```
//!
//! **Time runs forward**: under a clock that is behind the current version, the dates stay and a counter goes up.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::asked;
//! # let next = |current, format, date, bump| {
//! #     asked(&[("current", current), ("bump", bump), ("scheme", "calver"), ("calverFormat", format), ("date", date)])
//! # };
//! assert_eq!(next("2026.2.0", "YYYY.MM.MICRO", "2026-01-31", "patch")?, "2026.2.1");
//! # Ok::<(), version_first::Error>(())
//! ```
//!
//! # What commits ask for
//!
//! **A breaking change asks for a major version, `feat` (or `feature`) for a minor one, everything else for the default
//! bump**: a patch, unless said otherwise. The highest wish wins. Messages are read as Conventional Commits.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::weighed;
//! let next = |messages: &[&str]| weighed("1.2.3", messages, "{}");
//! assert_eq!(next(&["fix: a leak", "docs: a word", "whatever"]), "patch");
//! assert_eq!(next(&["fix: a leak", "feat(door): a bell"]), "minor");
//! assert_eq!(next(&["refactor!: a leak", "feat: a bell"]), "major");
//! assert_eq!(next(&["fix: a leak\n\nBREAKING CHANGE: no drops any more"]), "major");
//! ```
//!
//! **A table of types says otherwise**, but a breaking change stays one.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::weighed;
//! let by = |message: &str| weighed("1.2.3", &[message], r#"{"bumpTypes": {"perf": "minor", "docs": "none"}}"#);
//! assert_eq!(by("perf: faster doors"), "minor");
//! assert_eq!(by("docs: a word"), "nothing");
//! assert_eq!(by("docs!: other words"), "major");
//! ```
//!
//! **A revert cancels what it reverts**, if neither is released yet: by object name, or by its subject. A revert may be
//! reverted.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::weighed;
//! let next = |messages: &[&str]| weighed("1.2.3", messages, "{}");
//! assert_eq!(next(&["Revert \"feat: a bell\" (#13)", "fix: a leak", "feat: a bell (#12)"]), "patch");
//! assert_eq!(next(&["Reapply \"feat: a bell\"", "Revert \"feat: a bell\"", "feat: a bell"]), "minor");
//! ```
//!
//! **Only what its author says counts**: nothing in code, quotations, comments, below the heading of somebody's release
//! notes, or in what a bot writes below its subject. What is nearly an order is remarked on.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::weighed;
//! let next = |body: &str| weighed("1.2.3", &[&format!("fix: a leak\n\n{body}")], "{}");
//! assert_eq!(next("```\nBREAKING CHANGE: an example\n```"), "patch");
//! assert_eq!(next("> BREAKING CHANGE: a question"), "patch");
//! assert_eq!(next("## v2.0.0 of the pump\n\nBREAKING CHANGE: of the pump"), "patch");
//! assert_eq!(next("BREAKING CHANGES: no drops any more"), "major");
//! ```
//!
//! **Merge commits ask for nothing, squashes for all that was squashed into them.** A merge that is reverted takes along
//! what it brought. The title of its pull request counts where it breaks something, or is conventional and no commit that came by it is.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::weighed;
//! let next = |message: &str| weighed("1.2.3", &[message], "{}");
//! assert_eq!(next("Merge branch 'bell'"), "nothing");
//! assert_eq!(next("Doors (#7)\n\n* fix: a hinge\n\n* feat: a bell"), "minor");
//! ```
//!
//! **`Release-As` in a footer names the version itself**; the newest one that can be followed counts.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::weighed;
//! assert_eq!(weighed("1.2.3", &["chore: grown up\n\nRelease-As: 2.0.0", "feat: a bell"], "{}"), "2.0.0");
//! assert_eq!(weighed("1.2.3", &["chore: too late\n\nRelease-As: 1.0.0", "feat: a bell"], "{}"), "minor");
//! ```
//!
//! **Labels of a pull request count before its words**, where whoever asks knows them:
//! [`labels`](commits::Commit::labels) of `major`, `minor` or `patch`, alone or after `semver:` or `release:`.
//!
//! # Branches of prereleases
//!
//! **A branch may release nothing but prereleases**, such as `beta` in `beta=beta next=rc`: each leads to the release that
//! its commits ask for. They count on their own branch only: elsewhere the next version follows the newest release.
//!
//! ```
//! use version_first::{bump::{Bump, Channels}, version::{Scheme, Version}};
//! let channels = Channels::parse("beta next=rc")?;
//! assert_eq!((channels.identifier("next"), channels.identifier("main")), (Some("rc"), None));
//! let current = Version::parse("1.3.0-beta.1", Scheme::Semver)?;
//! assert_eq!(Bump::Patch.on_channel(&current), Bump::Prerelease);
//! assert_eq!(Bump::Major.on_channel(&current), Bump::Premajor);
//! assert_eq!(channels.elsewhere("main", &current), Some("beta"));
//! # Ok::<(), version_first::Error>(())
//! ```
//!
//! # Below 1.0
//!
//! **Below 1.0 a breaking change is a minor version**, unless [`bump::BelowOne`] says otherwise: 1.0 is a decision.
//!
//! ```
//! # mod calls { include!("../tests/versions/asked.rs"); }
//! # use calls::weighed;
//! let by = |rule: &str, message| weighed("0.4.0", &[message], &format!(r#"{{"belowOne": "{rule}"}}"#));
//! assert_eq!((by("minor", "feat!: a"), by("minor", "feat: a")), ("minor".to_string(), "minor".to_string()));
//! assert_eq!((by("patch", "feat!: a"), by("patch", "feat: a")), ("minor".to_string(), "patch".to_string()));
//! assert_eq!((by("major", "feat!: a"), by("major", "feat: a")), ("major".to_string(), "minor".to_string()));
//! ```
//!
//! # Order
//!
//! **Versions compare by their grammar's own precedence**, never as text and never by date. Build metadata does not count in
//! SemVer.
//!
//! ```
//! use version_first::version::{Scheme, Version};
//! let sorted = |scheme, texts: &[&str]| {
//!     texts.is_sorted_by_key(|text| Version::parse(text, scheme).map(Sorted).unwrap())
//! };
//! assert!(sorted(Scheme::Semver, &["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0", "1.10.0"]));
//! assert!(sorted(Scheme::Pep440, &["1.0.dev1", "1.0a1", "1.0rc1", "1.0", "1.0.post1", "1.1", "1!0.1"]));
//! # struct Sorted(Version);
//! # impl PartialEq for Sorted { fn eq(&self, other: &Self) -> bool { self.0.same(&other.0) } }
//! # impl PartialOrd for Sorted { fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> { Some(self.0.cmp_precedence(&other.0)) } }
//! ```
//!
//! # Tags
//!
//! **A tag that is read is read kindly, a tag that is written is written strictly**: `v0.4.008` and `v1.2` are versions,
//! and the next one has neither padding nor gaps.
//!
//! ```
//! use version_first::{tag::Format, version::Scheme};
//! let read = |tag, scheme| Format::default().version(tag, scheme).map(|version| version.to_string());
//! assert_eq!(read("v0.4.008", Scheme::Semver).as_deref(), Some("0.4.8"));
//! assert_eq!(read("v1.2", Scheme::Semver).as_deref(), Some("1.2.0"));
//! assert_eq!(read("v1.3.0rc1", Scheme::Pep440).as_deref(), Some("1.3.0rc1"));
//! // Not guessed at: SemVer has no such version.
//! assert_eq!(read("v1.3.0rc1", Scheme::Semver), None);
//! ```
//!
//! **A tag of one number moves**, so it is no version; nor is a tag of another format. [`tag::Survey`] says which tags do
//! not count, and of two spellings of one version which does.
//!
//! ```
//! use version_first::{tag::{Format, Survey}, version::Scheme};
//! let tags = ["v0.3.009", "v0.3.005", "v0.3.5", "v0.4.00", "v1", "v2024", "v1.x", "release-1.2", "pkg@1.0.0"];
//! let survey = Survey::of(tags, &Format::default(), Scheme::Semver);
//! assert_eq!(survey.newest().map(|(version, tag)| (version.to_string(), *tag)), Some(("0.4.0".to_string(), "v0.4.00")));
//! assert_eq!(survey.remarks(), [
//!     "tags that say a version a second time do not count: `v0.3.005` is `v0.3.5`",
//!     "tags of one number are taken for tags that move, not for versions: `v1`, `v2024`",
//!     "tags that look like versions and are none do not count: `v1.x`",
//! ]);
//! ```
//!
//! **A tag that moves names the newest release of its number**, where it is asked for. Tags of two numbers are no versions
//! then either.
//!
//! ```
//! use version_first::{tag::Format, version::Scheme};
//! let format = Format::default().with_moving(2);
//! assert_eq!(format.moving_name("v1.2.3", 1).as_deref(), Some("v1"));
//! assert_eq!(format.moving_name("v1.2.3", 2).as_deref(), Some("v1.2"));
//! assert!(format.version("v1.2", Scheme::Semver).is_none());
//! ```
//!
//! # Notes
//!
//! **Breaking changes come first**, then what is new, then what is mended. What is seen from inside alone is left out, and so
//! is what was taken back. What people wrote is shown, and has no effect.
//!
//! ```
//! use version_first::{commits::Commit, notes::{Links, write}};
//! let said = ["ci: faster", "feat: `<b>` for @everyone", "fix!: no more *stars*", "Revert \"feat: y\"", "feat: y"];
//! let commits = said.map(|message| Commit { sha: "1".repeat(40), message: message.to_string(), ..Commit::default() });
//! let notes = write(&commits, &Links::default());
//! let lines: Vec<&str> = notes.lines().filter(|line| !line.is_empty()).collect();
//! assert_eq!(lines[0], "### Breaking changes");
//! assert_eq!(lines[1], r"- no more \*stars\* (1111111)");
//! assert_eq!(lines[2], "### Features");
//! assert_eq!(lines[3], "- `<b>` for `@everyone` (1111111)");
//! assert_eq!(lines.len(), 4);
//! ```
//!
//! # What is no version
//!
//! **Says which part is wrong, and where**, and what would be right, if that is plain.
//!
//! ```
//! use version_first::version::{Scheme, Version};
//! let error = Version::parse("1.x.3", Scheme::Semver).unwrap_err();
//! assert!(error.message.contains("unexpected character `x` in the minor number (character 3)"));
//! let error = Version::parse("1.3.0rc1", Scheme::Semver).unwrap_err();
//! assert!(error.message.contains("unexpected character `r` in the patch number (character 6)"));
//! assert_eq!(error.next_steps, ["write `1.3.0-rc.1`"]);
//! ```

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod answers;
pub mod api;
pub mod audit;
pub mod branch;
pub mod bump;
pub mod commits;
pub mod doctor;
pub mod error;
pub mod hosting;
#[cfg(feature = "inside")]
#[doc(hidden)]
pub mod inside;
pub mod iteration;
pub mod manifest;
mod memory;
pub mod ordered;
pub mod prune;
mod release;
pub mod run;
pub mod splice;
pub mod strict;
pub mod tag;
mod text;
pub mod version;
pub mod workflow;

pub use crate::error::{Error, Failure, Result};
pub use crate::release::situation::{needs, wants};
pub use release::words::notes;
pub use release::{decide, facts, package, request, trigger};
