//! One commit, as a log has it.

use crate::commits::is_object_name;

/// One commit of a log, as it stands there.
#[derive(Debug, Clone, Default)]
pub(super) struct Logged<'a> {
    pub(super) sha: &'a str,
    pub(super) parents: Vec<&'a str>,
    pub(super) author: Option<&'a str>,
    pub(super) address: Option<&'a str>,
    pub(super) message: &'a str,
    pub(super) labels: &'a [String],
    /// A merge that changed nothing of its first parent: what it brought was there already, or was left out.
    pub(super) hollow: bool,
}

/// Behind the names of a commit that is [`Logged::hollow`].
const HOLLOW: &str = "=";

impl<'a> Logged<'a> {
    pub(super) fn of_record(record: &'a str) -> Option<Self> {
        let (names, rest) = record.split_once('\n').unwrap_or((record, ""));
        let mut names = names.split(' ');
        let sha = names.next().filter(|name| is_object_name(name))?;
        let hollow = names.clone().any(|name| name == HOLLOW);
        let (person, message) = rest.split_once('\n').unwrap_or((rest, ""));
        let (author, address) = match person.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
            Some((name, address)) => (name.trim_end(), Some(address)),
            None => (person, None),
        };
        Some(Self {
            sha,
            parents: names.filter(|name| is_object_name(name)).collect(),
            author: Some(author).filter(|author| !author.is_empty()),
            address: address.filter(|address| !address.is_empty()),
            message: message.trim_end_matches(['\n', '\r']),
            labels: &[],
            hollow,
        })
    }
}
