//! `Gemfile.lock`: the gems that lie in this repository, in the sections `PATH` and `CHECKSUMS`.

use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::lines;
use crate::manifest::requirement::Flavour;

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let mut occurrences: Vec<Occurrence> = Vec::new();
    // Those of ours that a `PATH` section has, with the version it says.
    let mut ours: Vec<(&str, &str)> = Vec::new();
    let mut section = "";
    // The gem whose needs are listed.
    let mut owner = "";
    for (start, line) in lines(source.body) {
        if !line.starts_with(' ') {
            section = line.trim_end();
            continue;
        }
        let indent = line.len().saturating_sub(line.trim_start().len());
        let Some((name, said, end)) = entry(line) else { continue };
        // What one of our gems needs of another one.
        if section == "PATH"
            && indent == 6
            && let Some((name, old)) = names.gems.get_key_value(name)
        {
            let end = start.saturating_add(indent).saturating_add(end);
            let role = Role::Reference { flavour: Flavour::Gem, name: name.clone(), old: old.clone(), here: true };
            let occurrence = Occurrence::new(end.saturating_sub(said.len())..end, said, Grammar::Gem, role);
            // A gem of ours that does not go up is left as it is wherever that will do.
            occurrences
                .push(Occurrence { stays: !names.staying.is_empty() && !names.gems.contains_key(owner), ..occurrence });
        }
        if indent == 4 {
            owner = name;
        }
        let wanted = match (section, indent) {
            ("PATH", 4) if names.gems.contains_key(name) => {
                ours.push((name, said));
                Some(said)
            }
            ("CHECKSUMS", 2) => Some(said).filter(|said| ours.contains(&(name, *said))),
            _ => None,
        };
        if let Some(text) = wanted {
            let end = start.saturating_add(indent).saturating_add(end);
            occurrences.push(Occurrence::new(end.saturating_sub(text.len())..end, text, Grammar::Gem, Role::Copy));
        }
    }
    occurrences
}

/// `name (version)`, perhaps with a checksum behind it; and where, behind the indentation, the version ends.
fn entry(line: &str) -> Option<(&str, &str, usize)> {
    let line = line.trim();
    let (name, rest) = line.split_once(" (")?;
    let (said, after) = rest.split_once(')')?;
    let end = line.len().saturating_sub(after.len()).saturating_sub(1);
    (after.is_empty() || after.starts_with(' ')).then_some((name, said, end))
}
