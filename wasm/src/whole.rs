//! Runs, manifests, audits and repositories: what only the whole core has.

use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use version_first::Error;
use version_first::commits::Commit;
use version_first::strict;
use version_first::strict::Value;
use version_first::{answers, api, audit, doctor, facts, iteration, manifest, notes, prune, request, run};

use crate::{Answer, answer, give, held, or_default, read, text, throw};

/// Starts a run: `plan(request, facts | null)` gives a plan.
#[wasm_bindgen(js_name = plan, skip_typescript)]
pub fn plan(request: JsValue, facts: JsValue) -> Answer {
    let (request, facts) = (read("request", request)?, read("facts", facts)?);
    give(&run::plan(&request, facts))
}

/// Starts a run that removes what a dead one left: `sweep(request, journal)` gives a plan.
#[wasm_bindgen(js_name = sweep, skip_typescript)]
pub fn sweep(request: JsValue, journal: JsValue) -> Answer {
    give(&run::sweep(&read("request", request)?, read("journal", journal)?))
}

/// Moves a run on: `advance(plan, outcome)` gives a plan.
#[wasm_bindgen(js_name = advance, skip_typescript)]
pub fn advance(plan: JsValue, outcome: JsValue) -> Answer {
    answer(run::advance(remembered(&plan)?, read("outcome", outcome)?))
}

/// See [`run::searched`].
#[wasm_bindgen(js_name = searched, skip_typescript)]
pub fn searched(plan: JsValue, search: JsValue) -> Answer {
    let after = run::searched(remembered(&plan)?, read("search", search)?);
    let given = give(&after)?;
    if after.step.is_none() && after.result.is_none() {
        // The step stands as it was handed out.
        let step = JsValue::from_str("step");
        Reflect::set(&given, &step, &Reflect::get(&plan, &step)?)?;
    }
    Ok(given)
}

/// See [`notes::People::credited`].
#[wasm_bindgen(js_name = credited, skip_typescript)]
pub fn credited(body: JsValue, people: JsValue, credits: JsValue) -> Answer {
    let people: notes::People = read("people", people)?;
    give(&people.credited(&text("body", &body)?, &read("credits", credits)?))
}

/// See [`manifest::hunt`].
#[wasm_bindgen(js_name = hunt, skip_typescript)]
pub fn hunt(asked: JsValue, paths: JsValue) -> Answer {
    give(&manifest::hunt(&read("asked", asked)?, &text("paths", &paths)?))
}

/// See [`manifest::still_says`].
#[wasm_bindgen(js_name = stillSays, skip_typescript)]
pub fn still_says(hunt: JsValue, files: JsValue, rewritten: JsValue) -> Answer {
    let files: Vec<manifest::File> = read("files", files)?;
    let rewritten: Vec<String> = read("rewritten", rewritten)?;
    give(&manifest::still_says(&read("hunt", hunt)?, &files, &rewritten))
}

/// See [`run::fingerprint`]; of each of these.
#[wasm_bindgen(js_name = fingerprints, skip_typescript)]
pub fn fingerprints(files: JsValue) -> Answer {
    let expected = || throw(&Error::new("invalid-input", "`files`: expected a list of `Uint8Array`"));
    let files = files.dyn_ref::<Array>().ok_or_else(expected)?;
    let print = |file: JsValue| Some(run::fingerprint(&file.dyn_ref::<Uint8Array>()?.to_vec()));
    let prints: Option<Vec<String>> = files.iter().map(print).collect();
    give(&prints.ok_or_else(expected)?)
}

/// Keeps a text until [`release`]: from now on `{held: handle}` may stand for it wherever a text is taken in.
#[wasm_bindgen(js_name = hold, skip_typescript)]
pub fn hold(handle: JsValue, kept: JsValue) -> Answer {
    held::hold(read("handle", handle)?, text("text", &kept)?);
    Ok(JsValue::UNDEFINED)
}

/// Keeps no text any more.
#[wasm_bindgen(js_name = release, skip_typescript)]
pub fn release() {
    held::release();
}

/// The branch and tip a request means: `target(request, refs)`.
#[wasm_bindgen(js_name = target, skip_typescript)]
pub fn target(request: JsValue, refs: JsValue) -> Answer {
    answer(facts::target(&read("request", request)?, &text("refs", &refs)?))
}

/// The files whose text is still wanted: `needs(request, paths, files, onlyRead?)`, paths joined by NUL. `onlyRead`
/// says that nothing will be rewritten. Codes: those of [`manifest::check_entries`].
#[wasm_bindgen(js_name = needs, skip_typescript)]
pub fn needs(request: JsValue, paths: JsValue, files: JsValue, only_read: JsValue) -> Answer {
    let request: request::Request = read("request", request)?;
    let files: Option<Vec<manifest::File>> = read("files", files)?;
    let only_read: Option<bool> = read("onlyRead", only_read)?;
    let paths = text("paths", &paths)?;
    answer(version_first::needs(&request, &paths, &files.unwrap_or_default(), only_read == Some(true)))
}

/// What else to read: `wants(request, {refs, files})`.
#[wasm_bindgen(js_name = wants, skip_typescript)]
pub fn wants(request: JsValue, first_look: JsValue) -> Answer {
    answer(version_first::wants(&read("request", request)?, &read("firstLook", first_look)?))
}

/// See [`doctor::diagnose`].
#[wasm_bindgen(js_name = diagnose, skip_typescript)]
pub fn diagnose(checkup: JsValue) -> Answer {
    give(&doctor::diagnose(&read("checkup", checkup)?))
}

/// See [`doctor::starter`].
#[wasm_bindgen(js_name = starterWorkflow, skip_typescript)]
pub fn starter_workflow(checkup: JsValue) -> Answer {
    give(&doctor::starter(&read("checkup", checkup)?))
}

/// See [`prune::plan_prune`].
#[wasm_bindgen(js_name = planPrune, skip_typescript)]
pub fn plan_prune(asked: JsValue) -> Answer {
    answer(prune::plan_prune(&read("prune", asked)?))
}

/// See [`prune::lookout`].
#[wasm_bindgen(js_name = lookout, skip_typescript)]
pub fn lookout(request: JsValue, refs: JsValue) -> Answer {
    answer(prune::lookout(&read("request", request)?, &text("refs", &refs)?))
}

/// See [`prune::holding`].
#[wasm_bindgen(js_name = holding, skip_typescript)]
pub fn holding(request: JsValue, branch: JsValue) -> Answer {
    give(&prune::holding(&read("request", request)?, &read("branch", branch)?))
}

/// See [`answers::Pushed::read`].
#[wasm_bindgen(js_name = readPush, skip_typescript)]
pub fn read_push(exit: JsValue, stdout: JsValue, stderr: JsValue, beside: JsValue) -> Answer {
    let pushed = answers::Pushed::read(read("exit", exit)?, &text("stdout", &stdout)?, &text("stderr", &stderr)?);
    give(&pushed.beside(&or_default::<String>("beside", beside)?))
}

/// See [`prune::after`].
#[wasm_bindgen(js_name = afterDeleting, skip_typescript)]
pub fn after_deleting(asked: JsValue, push: JsValue, refs: JsValue) -> Answer {
    give(&prune::after(read("asked", asked)?, &read("push", push)?, &text("refs", &refs)?))
}

/// See [`answers::of_read`].
#[wasm_bindgen(js_name = whyUnreadable, skip_typescript)]
pub fn why_unreadable(exit: JsValue, stderr: JsValue) -> Answer {
    let answers::Unreadable { error, passing } = answers::of_read(read("exit", exit)?, &text("stderr", &stderr)?);
    give(&Unreadable { error, passing })
}

#[derive(Serialize)]
struct Unreadable {
    error: Error,
    passing: bool,
}

/// Why pull requests could not be looked up, by [`answers::of_api`].
#[wasm_bindgen(js_name = whyDenied, skip_typescript)]
pub fn why_denied(denial: JsValue, hosting: JsValue) -> Answer {
    let denial = read("denial", denial)?;
    give(&answers::of_pulls(&denial, &read("hosting", hosting)?))
}

/// See [`audit::audit`].
#[wasm_bindgen(js_name = audit, skip_typescript)]
pub fn audit(facts: JsValue, options: JsValue) -> Answer {
    answer(audit::audit(&or_default("options", options)?, &read("facts", facts)?))
}

/// See [`audit::names`].
#[wasm_bindgen(js_name = auditNames, skip_typescript)]
pub fn audit_names(names: JsValue, options: JsValue) -> Answer {
    give(&audit::names(&or_default("options", options)?, &text("names", &names)?))
}

/// See [`audit::wanted`].
#[wasm_bindgen(js_name = auditTags, skip_typescript)]
pub fn audit_tags(refs: JsValue, options: JsValue) -> Answer {
    answer(audit::wanted(&or_default("options", options)?, &text("refs", &refs)?))
}

/// See [`audit::read`].
#[wasm_bindgen(js_name = auditTrees, skip_typescript)]
pub fn audit_trees(batch: JsValue, options: JsValue) -> Answer {
    give(&audit::read(&or_default("options", options)?, &read("batch", batch)?))
}

/// See [`api::read_manifests`].
#[wasm_bindgen(js_name = readManifests, skip_typescript)]
pub fn read_manifests(files: JsValue, manifests: JsValue) -> Answer {
    let files: Vec<manifest::File> = read("files", files)?;
    let manifests: Vec<String> = or_default("manifests", manifests)?;
    answer(api::read_manifests(&files, &manifests))
}

/// See [`api::rewrite_manifests`].
#[wasm_bindgen(js_name = rewriteManifests, skip_typescript)]
pub fn rewrite_manifests(files: JsValue, version: JsValue, manifests: JsValue, only: JsValue) -> Answer {
    let files: Vec<manifest::File> = read("files", files)?;
    let version: String = read("version", version)?;
    let manifests: Vec<String> = or_default("manifests", manifests)?;
    let only: Option<Vec<String>> = or_default("only", only)?;
    answer(api::rewrite_manifests(&files, &version, &manifests, only.as_deref()))
}

/// See [`api::set_manifests`].
#[wasm_bindgen(js_name = setManifests, skip_typescript)]
pub fn set_manifests(request: JsValue, files: JsValue, version: JsValue) -> Answer {
    let files: Vec<manifest::File> = read("files", files)?;
    let version: String = read("version", version)?;
    answer(api::set_manifests(&read("request", request)?, &files, &version))
}

/// See [`iteration::start`].
#[wasm_bindgen(js_name = startIteration, skip_typescript)]
pub fn start_iteration(wish: JsValue) -> Answer {
    give(&iteration::start(read("wish", wish)?))
}

/// See [`iteration::advance`].
#[wasm_bindgen(js_name = advanceIteration, skip_typescript)]
pub fn advance_iteration(work: JsValue, outcome: JsValue) -> Answer {
    answer(iteration::advance(read("work", work)?, read("outcome", outcome)?))
}

/// See [`iteration::show`].
#[wasm_bindgen(js_name = showIteration, skip_typescript)]
pub fn show_iteration(about: JsValue) -> Answer {
    answer(iteration::show(&read("about", about)?))
}

/// See [`iteration::check`].
#[wasm_bindgen(js_name = checkIteration, skip_typescript)]
pub fn check_iteration(about: JsValue) -> Answer {
    answer(iteration::check(&read("about", about)?))
}

/// See [`iteration::begun`].
#[wasm_bindgen(js_name = afterStarting, skip_typescript)]
pub fn after_starting(push: JsValue, branch: JsValue) -> Answer {
    let branch: String = read("branch", branch)?;
    give(&iteration::begun(&read("push", push)?, &branch))
}

/// See [`iteration::base_of`].
#[wasm_bindgen(js_name = iterationBase, skip_typescript)]
pub fn iteration_base(asked: JsValue) -> Answer {
    give(&iteration::base_of(&read("asked", asked)?))
}

/// See [`iteration::ended`].
#[wasm_bindgen(js_name = endedIterations, skip_typescript)]
pub fn ended_iterations(seen: JsValue) -> Answer {
    give(&iteration::ended(&read("seen", seen)?))
}

/// See [`iteration::report`].
#[wasm_bindgen(js_name = reportIterations, skip_typescript)]
pub fn report_iterations(history: JsValue) -> Answer {
    give(&iteration::report(&read("history", history)?))
}

/// See [`api::decide_bump`].
#[wasm_bindgen(js_name = decideBump, skip_typescript)]
pub fn decide_bump(commits: JsValue, options: JsValue) -> Answer {
    let commits: Vec<Commit> = read("commits", commits)?;
    answer(api::decide_bump(&commits, &read("options", options)?))
}

/// See [`api::release_notes`].
#[wasm_bindgen(js_name = releaseNotes, skip_typescript)]
pub fn release_notes(commits: JsValue, links: JsValue) -> Answer {
    let commits: Vec<Commit> = read("commits", commits)?;
    give(&api::release_notes(&commits, &or_default("links", links)?))
}

/// A plan, of which nothing but its memory is taken in: the rest is what has just been handed out.
fn remembered(plan: &JsValue) -> Result<run::Plan, JsValue> {
    let object = plan.dyn_ref::<Object>().filter(|_| !Array::is_array(plan));
    let Some(object) = object else { return read("plan", plan.clone()) };
    let field = |name: String| {
        let state = (name == "state").then(|| Reflect::get(plan, &JsValue::from_str("state")).ok()?.as_string());
        (name, state.flatten().map_or(Value::Null, Value::Text))
    };
    let fields = Object::keys(object).iter().filter_map(|name| name.as_string()).map(field).collect();
    strict::read("plan", Value::Object(fields)).map_err(|error| throw(&error))
}
