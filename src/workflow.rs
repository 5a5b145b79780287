//! Reads one thing from a workflow file: whether a pushed tag would start it.

/// Whether the workflow in `text` runs when a tag is pushed. A file that cannot be read counts as yes:
/// leaving a skip marker out costs one run, putting it in may cost a publication.
pub fn runs_on_tag_push(text: &str) -> bool {
    let _ = text;
    true
}
