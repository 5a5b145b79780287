//! What is said of a branch's prereleases.

use crate::bump;
use crate::bump::{Base, Bump, Calendar, Channels, Rules};
use crate::error::Result;
use crate::manifest::changesets::Mode;
use crate::release::request::Request;
use crate::version::{Scheme, Version};

/// As the request says; where it is silent, as the changesets' mode has it.
pub(super) struct Prereleases {
    /// What they are called, where the branch releases nothing else.
    pub(super) channel: Option<String>,
    /// What their numbers begin with.
    base: Base,
    /// Whether the release is next, where the newest version is one of them.
    pub(super) ended: bool,
}

impl Prereleases {
    pub(super) fn of(request: &Request, channels: &Channels, mode: Option<&Mode>, branch: &str) -> Self {
        let named = channels.identifier(branch).map(str::to_string);
        match mode.filter(|_| named.is_none() && channels.branches().next().is_none()) {
            Some(Mode::Pre(tag)) => Self { channel: Some(tag.clone()), base: Base::Zero, ended: false },
            mode => Self { channel: named, base: request.identifier_base, ended: mode == Some(&Mode::Exit) },
        }
    }

    /// How a version goes up. What nothing can be called is refused, whether or not a prerelease is next; codes: those of
    /// [`bump::next_by`].
    pub(super) fn rules(&self, request: &Request, scheme: Scheme, calendar: Option<Calendar>) -> Result<Rules> {
        let identifier = self.channel.clone().or_else(|| request.identifier.clone());
        if identifier.is_some() {
            let named = Rules { identifier: identifier.clone(), ..Rules::default() };
            bump::next_by(&Version::parse("1.0.0", scheme)?, Bump::Prerelease, &named)?;
        }
        Ok(Rules { identifier, identifier_base: self.base, calendar })
    }
}
