//! Reads one thing from a workflow file: whether a pushed tag would start it.

use granit_parser::{Event, Parser};

/// A workflow larger than this is not read at all.
const LIMIT: usize = 1_000_000;

/// Whether the workflow in `text` runs when a tag is pushed. A file that cannot be read counts as yes:
/// leaving a skip marker out costs one run, putting it in may cost a publication.
///
/// The rule is GitHub's: a `push` trigger without filters runs for branches and tags alike; one that filters by branch
/// only does not run for tags; path filters are not looked at for tags. What `tags` or `tags-ignore` match is not
/// decided here: being there is enough for a yes.
pub fn runs_on_tag_push(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LIMIT {
        return true;
    }
    read(text).unwrap_or(true)
}

/// `None`: not a workflow we can read.
fn read(text: &str) -> Option<bool> {
    let mut events = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.ok()?;
        if !matches!(event, Event::StreamStart | Event::DocumentStart(..)) {
            events.push(event);
        }
        if matches!(events.last(), Some(Event::DocumentEnd)) {
            break;
        }
    }
    let mut events = events.into_iter();
    if !matches!(events.next()?, Event::MappingStart(..)) {
        return None;
    }
    let mut answer = None;
    loop {
        match events.next()? {
            Event::MappingEnd => return answer,
            // YAML 1.1 would call a plain `on` true; GitHub and this parser see the word.
            Event::Scalar(key, ..) if key == "on" => answer = Some(on(&mut events)?),
            other => {
                finish(other, &mut events)?;
                skip(&mut events)?;
            }
        }
    }
}

type Events<'e> = std::vec::IntoIter<Event<'e>>;

/// The value of `on`: one event name, a list of them, or a mapping from names to filters.
fn on(events: &mut Events<'_>) -> Option<bool> {
    match events.next()? {
        Event::Scalar(name, ..) => Some(name == "push"),
        Event::SequenceStart(..) => {
            let mut answer = false;
            loop {
                match events.next()? {
                    Event::SequenceEnd => return Some(answer),
                    Event::Scalar(name, ..) => answer |= name == "push",
                    // An alias or something nested: not to be judged from here.
                    other => {
                        finish(other, events)?;
                        answer = true;
                    }
                }
            }
        }
        Event::MappingStart(..) => {
            let mut answer = false;
            loop {
                match events.next()? {
                    Event::MappingEnd => return Some(answer),
                    Event::Scalar(name, ..) if name == "push" => answer |= push(events)?,
                    Event::Scalar(name, ..) if name != "<<" => skip(events)?,
                    other => {
                        finish(other, events)?;
                        skip(events)?;
                        answer = true;
                    }
                }
            }
        }
        _ => None,
    }
}

/// The filters of a `push` trigger.
fn push(events: &mut Events<'_>) -> Option<bool> {
    let first = events.next()?;
    if !matches!(first, Event::MappingStart(..)) {
        finish(first, events)?;
        return Some(true);
    }
    let (mut branches, mut tags) = (false, false);
    loop {
        match events.next()? {
            Event::MappingEnd => return Some(tags || !branches),
            Event::Scalar(key, ..) if key == "branches" || key == "branches-ignore" => branches = true,
            Event::Scalar(key, ..) if key == "paths" || key == "paths-ignore" => {}
            // `tags`, `tags-ignore`, and any key that is not known to leave tags out.
            other => {
                finish(other, events)?;
                tags = true;
            }
        }
        skip(events)?;
    }
}

/// Passes over one whole node.
fn skip(events: &mut Events<'_>) -> Option<()> {
    let first = events.next()?;
    finish(first, events)
}

/// Passes over the rest of a node whose first event is `first`.
fn finish(first: Event<'_>, events: &mut Events<'_>) -> Option<()> {
    let mut depth = 0_usize;
    let mut event = first;
    loop {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth = depth.checked_add(1)?,
            Event::MappingEnd | Event::SequenceEnd => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(());
        }
        event = events.next()?;
    }
}
