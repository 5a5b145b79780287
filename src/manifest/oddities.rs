//! What is left as it is in files that carry a version, for people to know.

use crate::manifest::entries::marker;
use crate::manifest::formats::build_gradle;
use crate::manifest::occurrence::Source;
use crate::manifest::{File, Kind, is_pipeline};

/// Remarks on what is left as it is in files that carry a version: markers that are not known here, counts of builds.
pub(crate) fn oddities(files: &[File]) -> Vec<String> {
    let mut remarks = unknown_markers(files);
    let of_gradle = |file: &&File| matches!(Kind::of(&file.path), Some(Kind::BuildGradle | Kind::GradleProperties));
    for file in files.iter().filter(of_gradle) {
        if let Some((line, name, code)) = build_gradle::code(&file.text) {
            remarks.push(format!(
                "`{}:{line}` counts builds with `{name} {code}`, which is not changed: a store takes a new version only with a higher one",
                file.path
            ));
        }
    }
    remarks
}

fn unknown_markers(files: &[File]) -> Vec<String> {
    let mut remarks = Vec::new();
    for file in files.iter().filter(|file| marker::any(&file.text) && !is_pipeline(&file.path)) {
        let Ok(source) = Source::new(file) else { continue };
        let said = marker::unknown(&source).into_iter();
        remarks.extend(said.map(|(line, word)| {
            format!("`{}:{line}` has a marker `{word}`, which is not known here and changes nothing", file.path)
        }));
    }
    remarks
}
