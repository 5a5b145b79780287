//! The shared splice and the places it is reported with.

use version_first::splice::{Edit, place, splice};

fn edit(range: std::ops::Range<usize>, text: &str) -> Edit {
    Edit { range, text: text.to_string() }
}

#[test]
fn replaces_ranges_in_any_order_and_nothing_else() {
    let cases: [(&str, Vec<Edit>, &str); 6] = [
        ("abc", vec![], "abc"),
        ("abc", vec![edit(1..2, "XY")], "aXYc"),
        ("abc", vec![edit(2..3, ""), edit(0..1, "Z")], "Zb"),
        ("ab", vec![edit(1..1, "-")], "a-b"),
        ("ab", vec![edit(0..1, "1"), edit(1..2, "2")], "12"),
        ("äöü", vec![edit(2..4, "o")], "äoü"),
    ];
    for (text, edits, wanted) in cases {
        assert_eq!(splice(text, edits).unwrap(), wanted);
    }
}

#[test]
fn refuses_what_does_not_fit_the_text() {
    #[expect(clippy::reversed_empty_ranges)]
    let backwards = 2..1;
    let cases = [
        ("abc", vec![edit(0..2, ""), edit(1..3, "")]),
        ("abc", vec![edit(0..3, ""), edit(1..2, "")]),
        ("abc", vec![edit(2..4, "")]),
        ("abc", vec![edit(4..4, "")]),
        ("abc", vec![edit(usize::MAX..usize::MAX, "")]),
        ("ä", vec![edit(0..1, "")]),
        ("ä", vec![edit(1..2, "")]),
        ("abc", vec![edit(backwards, "")]),
    ];
    for (text, edits) in cases {
        assert_eq!(splice(text, edits.clone()).unwrap_err().code, "splice-failed", "{text} {edits:?}");
    }
}

#[test]
fn places_count_lines_and_characters_from_one() {
    let cases = [
        ("", 0, (1, 1)),
        ("abc", 2, (1, 3)),
        ("abc", 99, (1, 4)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\r\nb", 2, (1, 3)),
        ("a\rb", 2, (2, 1)),
        ("\n\n\r\r\n", 4, (4, 2)),
        ("äöü", 4, (1, 3)),
        ("äöü", 3, (1, 2)),
        ("\u{feff}abc", 3, (1, 1)),
        ("\u{feff}abc", 5, (1, 3)),
        ("a\u{feff}b", 4, (1, 3)),
        ("😀x", 4, (1, 2)),
    ];
    for (text, offset, wanted) in cases {
        assert_eq!(place(text, offset), wanted, "{text:?} at {offset}");
    }
}
