//! Which tag is T and what is next, in every kind of history that a repository may have.
//!
//! The table is `tests/lineage/histories.txt`: `tests/lineage.test.mjs` makes the same repositories with real git, and has
//! the shell and the core that ship look at them.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::string_slice, clippy::disallowed_methods)]

#[path = "lineage/graph.rs"]
mod graph;
#[path = "lineage/laws.rs"]
mod laws;
#[path = "lineage/table.rs"]
mod table;

/// Fewer rows than this are a sign that the table is not read to its end.
const LEAST: usize = 100;

#[test]
fn every_history() {
    let rows = table::rows();
    assert!(rows.len() >= LEAST, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let plan = row.graph.run();
        let (came, missing) = (table::came(&row.graph, &plan), table::missing(row, &plan));
        if came != row.expected || !missing.is_empty() {
            let error = plan.result.as_ref().and_then(|report| report.error.as_ref());
            let said = error.map(|error| format!("\n  error: {}\n  steps: {:?}", error.message, error.next_steps));
            let why = plan.result.as_ref().and_then(|report| report.why.clone()).map(|why| format!("\n  why: {why}"));
            let more = missing.iter().map(|one| format!("\n  {one}")).collect::<String>();
            let told = said.or(why).unwrap_or_default();
            wrong.push(format!("== {}\n  expected: {}\n  came:     {came}{more}{told}", row.name, row.expected));
        }
    }
    assert!(wrong.is_empty(), "{} of {} histories:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}
