//! Manifests: tables of small files, discovery, bad input, laws over generated documents, time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    missing_docs
)]

#[path = "manifests/admits.rs"]
mod admits;
#[path = "manifests/assemblies.rs"]
mod assemblies;
#[path = "manifests/bad.rs"]
mod bad;
#[path = "manifests/discovery.rs"]
mod discovery;
#[path = "manifests/followers.rs"]
mod followers;
#[path = "manifests/formats.rs"]
mod formats;
#[path = "manifests/fuzzed.rs"]
mod fuzzed;
#[path = "manifests/laws.rs"]
mod laws;
#[path = "manifests/leftover.rs"]
mod leftover;
#[path = "manifests/leftover_kinds.rs"]
mod leftover_kinds;
#[path = "manifests/placeholders.rs"]
mod placeholders;
#[path = "manifests/programs.rs"]
mod programs;
#[path = "manifests/python.rs"]
mod python;
#[path = "manifests/references.rs"]
mod references;
#[path = "manifests/requirements.rs"]
mod requirements;
#[path = "manifests/seals.rs"]
mod seals;
#[path = "manifests/second_reading.rs"]
mod second_reading;
#[path = "manifests/skim.rs"]
mod skim;
#[path = "manifests/splice.rs"]
mod splice;
#[path = "manifests/table.rs"]
mod table;
#[path = "manifests/time.rs"]
mod time;
#[path = "manifests/workflow.rs"]
mod workflow;

use proptest::test_runner::Config as ProptestConfig;
use version_first::error::Result;
use version_first::manifest::{self, File, Rewritten};
use version_first::version::{Scheme, Version};

/// How many examples a law is tried on: `LAWS_TIMES` times as many for a long look.
fn draws(cases: u32) -> ProptestConfig {
    let times = std::env::var("LAWS_TIMES").map_or(1, |times| times.parse().expect("a number in LAWS_TIMES"));
    ProptestConfig { cases: cases * times, failure_persistence: None, ..ProptestConfig::default() }
}

fn file(path: &str, text: &str) -> File {
    File { path: path.to_string(), text: text.to_string() }
}

fn files(list: &[(&str, &str)]) -> Vec<File> {
    list.iter().map(|(path, text)| file(path, text)).collect()
}

/// A version in the grammar that takes it.
fn version(text: &str) -> Version {
    Version::parse(text, Scheme::Semver).or_else(|_| Version::parse(text, Scheme::Pep440)).unwrap()
}

fn rewrite(list: &[File], to: &str) -> Result<Vec<Rewritten>> {
    manifest::rewrite(list, &[], &version(to))
}

/// The text of one file of a set after its rewriting; unchanged where it carries no version.
fn after(list: &[(&str, &str)], to: &str, path: &str) -> String {
    let list = files(list);
    let rewritten = rewrite(&list, to).unwrap();
    let new = rewritten.into_iter().find(|file| file.path == path).map(|file| file.text);
    new.unwrap_or_else(|| list.into_iter().find(|file| file.path == path).unwrap().text)
}

/// How many versions a file reports: 0 or 1.
fn versions(path: &str, text: &str) -> Vec<String> {
    let found = manifest::read(&[file(path, text)], &[]).unwrap();
    found.into_iter().map(|found| found.version).collect()
}
