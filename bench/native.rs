//! The pure functions natively, timed as `bench/functions.mjs` times them through wasm. Prints one JSON object: nanoseconds of
//! each task's shortest round.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs::read_to_string;
use std::hint::black_box;
use std::time::Instant;

use version_first::api::{Spelling, Step, next_version, parse_tag, read_manifests, rewrite_manifests};
use version_first::manifest::File;

const ROUNDS: usize = 25;

fn shortest(mut work: impl FnMut()) -> u128 {
    (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed().as_nanos()
        })
        .min()
        .unwrap()
}

fn main() {
    let given = std::env::args().nth(1).unwrap();
    let tasks: serde_json::Value = serde_json::from_str(&read_to_string(given).unwrap()).unwrap();
    let texts = |name: &str| -> Vec<String> { serde_json::from_value(tasks[name].clone()).unwrap() };
    let steps = |name: &str| -> Vec<Step> { serde_json::from_value(tasks[name].clone()).unwrap() };
    let spelling =
        |scheme: &str| -> Spelling { serde_json::from_value(serde_json::json!({ "scheme": scheme })).unwrap() };
    let mut times = BTreeMap::new();
    for scheme in ["semver", "pep440"] {
        let next = steps(&format!("next {scheme}"));
        times.insert(
            format!("next {scheme}"),
            shortest(|| next.iter().for_each(|step| drop(black_box(next_version(step).unwrap())))),
        );
        let (tags, spelling) = (texts(&format!("tags {scheme}")), spelling(scheme));
        times.insert(
            format!("tags {scheme}"),
            shortest(|| tags.iter().for_each(|tag| drop(black_box(parse_tag(tag, &spelling).unwrap())))),
        );
    }
    for size in ["small", "large"] {
        let text: String = serde_json::from_value(tasks[size].clone()).unwrap();
        let files = vec![File { path: "pyproject.toml".into(), text }];
        times.insert(format!("read {size}"), shortest(|| drop(black_box(read_manifests(&files, &[]).unwrap()))));
        times.insert(
            format!("rewrite {size}"),
            shortest(|| drop(black_box(rewrite_manifests(&files, "1.0.1", &[], None).unwrap()))),
        );
    }
    println!("{}", serde_json::to_string(&times).unwrap());
}
