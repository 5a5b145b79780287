//! The laws of the fuzz targets, over the tables' texts with something done to them.

use proptest::prelude::*;
use proptest::sample::Index;

#[path = "../../fuzz/laws.rs"]
#[allow(dead_code)]
mod laws;

/// What does harm to one grammar or another.
const PIECES: [&str; 24] = [
    "\"", "'", "\"\"\"", "\\", "\n", "\r\n", "\r", " ", "\t", "#", "//", "/*", "*/", "{", "}", "[", "]", "=", ":", ",",
    "<", ">", "1.2.3", "version",
];

/// Where a character begins, at or before `at`.
fn boundary(text: &str, at: Index) -> usize {
    let at = at.index(text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap()
}

#[derive(Debug, Clone)]
enum Harm {
    Insert(Index, &'static str),
    Remove(Index, Index),
    Repeat(Index, Index),
}

fn harm() -> impl Strategy<Value = Harm> {
    let place = any::<Index>;
    prop_oneof![
        (place(), prop::sample::select(PIECES.to_vec())).prop_map(|(at, piece)| Harm::Insert(at, piece)),
        (place(), place()).prop_map(|(from, to)| Harm::Remove(from, to)),
        (place(), place()).prop_map(|(from, to)| Harm::Repeat(from, to)),
    ]
}

fn done(mut text: String, harm: &Harm) -> String {
    let range = |from, to| {
        let (from, to) = (boundary(&text, from), boundary(&text, to));
        // A few characters do more than half of the file.
        let end = (from.min(to) + 12).min(from.max(to));
        from.min(to)..(end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap()
    };
    match harm {
        Harm::Insert(at, piece) => text.insert_str(boundary(&text, *at), piece),
        Harm::Remove(from, to) => text.replace_range(range(*from, *to), ""),
        Harm::Repeat(from, to) => {
            let range = range(*from, *to);
            let piece = text[range.clone()].to_string();
            text.insert_str(range.end, &piece);
        }
    }
    text
}

proptest! {
    #![proptest_config(super::draws(4_000))]

    #[test]
    fn the_laws_hold_whatever_is_done_to_a_file(which in any::<Index>(), harms in prop::collection::vec(harm(), 1..4)) {
        let texts = super::formats::texts();
        let (path, text) = &texts[which.index(texts.len())];
        laws::hold(path, &harms.iter().fold(text.clone(), done), &[]);
    }

    #[test]
    fn the_laws_hold_for_one_format_in_anothers_file(which in any::<Index>(), name in any::<Index>()) {
        let texts = super::formats::texts();
        let paths: Vec<&str> = laws::FAMILIES.iter().flat_map(|(_, paths)| paths.iter().copied()).collect();
        laws::hold(paths[name.index(paths.len())], &texts[which.index(texts.len())].1, &[]);
    }
}
