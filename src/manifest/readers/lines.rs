//! Files of lines: `key = value` in sections, properties, and `Key: value` records.

use std::ops::Range;

/// A line without its end, and where it begins.
pub(in crate::manifest) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0_usize;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at = at.saturating_add(line.len());
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// The bytes of `part`, a piece of `line`, which begins at `start`, without blanks around it.
pub(in crate::manifest) fn range(start: usize, line: &str, part: &str) -> Range<usize> {
    // `part` is always cut from the end of `line`.
    let from = start.saturating_add(line.len().saturating_sub(part.trim_start().len()));
    from..from.saturating_add(part.trim().len())
}

/// The values of `key` in `[section]` of a file that Python's `configparser` reads, where they have one line.
pub(in crate::manifest) fn ini(text: &str, section: &str, key: &str) -> Vec<Range<usize>> {
    let one = |value: Vec<Range<usize>>| if let [line] = value.as_slice() { Some(line.clone()) } else { None };
    ini_values(text, section, key).into_iter().filter_map(one).collect()
}

/// The lines of the values of `key` in `[section]`, those that go on below included.
pub(in crate::manifest) fn ini_lines<'a>(text: &'a str, section: &str, key: &str) -> Vec<&'a str> {
    let lines = ini_values(text, section, key).into_iter().flatten();
    lines.filter_map(|line| text.get(line)).filter(|line| !line.is_empty()).collect()
}

/// The same, each with all of its lines, of which the first may be empty.
fn ini_values(text: &str, section: &str, key: &str) -> Vec<Vec<Range<usize>>> {
    let mut found: Vec<Vec<Range<usize>>> = Vec::new();
    let mut inside = false;
    let mut ours = false;
    for (start, line) in lines(text) {
        let plain = line.trim();
        if plain.is_empty() || plain.starts_with(['#', ';']) {
            continue;
        }
        if line.starts_with([' ', '\t']) {
            if let Some(value) = found.last_mut().filter(|_| ours) {
                value.push(range(start, line, line));
            }
            continue;
        }
        ours = false;
        if let Some(name) = plain.strip_prefix('[') {
            inside = name.split(']').next() == Some(section);
        } else if inside && let Some((name, value)) = line.split_once(['=', ':']) {
            ours = name.trim().eq_ignore_ascii_case(key);
            if ours {
                found.push(vec![range(start, line, value)]);
            }
        }
    }
    found
}

/// The values of `key` in a Java properties file.
pub(in crate::manifest) fn properties(text: &str, key: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut continued = false;
    for (start, line) in lines(text) {
        let plain = line.trim_start();
        let continues = line.len().saturating_sub(line.trim_end_matches('\\').len()) % 2 == 1;
        let skip = continued || plain.starts_with(['#', '!']);
        continued = continues && (continued || !plain.starts_with(['#', '!']));
        if skip || continues {
            continue;
        }
        let Some(rest) = plain.strip_prefix(key) else { continue };
        let value = rest.trim_start();
        let value = match value.strip_prefix(['=', ':']) {
            Some(value) => value,
            None if rest.len() > value.len() => value,
            None => continue,
        };
        found.push(range(start, line, value));
    }
    found
}

/// The values of `Key:` in a record of fields, such as Debian's and R's, which may stand on the line below; fields that go on
/// are left out.
pub(in crate::manifest) fn fields(text: &str, key: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut ours = false;
    for (start, line) in lines(text) {
        if line.starts_with([' ', '\t']) {
            if ours && !line.trim().is_empty() {
                ours = found.pop().is_some_and(|value| value.is_empty());
                if ours {
                    found.push(range(start, line, line));
                }
            }
            continue;
        }
        ours = false;
        if let Some((name, value)) = line.split_once(':')
            && name.trim_end().eq_ignore_ascii_case(key)
        {
            found.push(range(start, line, value));
            ours = true;
        }
    }
    found
}
