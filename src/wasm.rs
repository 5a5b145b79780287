//! The boundary to JavaScript, and the only file that names it. Everything in and out is plain data; every failure is
//! a real `Error` with `name: "CoreError"`, `code`, `message`, and a place where there is one.

use js_sys::{Object, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::strict::{self, Value};
use crate::{api, audit, doctor, facts, iteration, manifest, plan, prune, refusal, scene};

type Answer = Result<JsValue, JsValue>;

/// Starts a run: `plan(request, facts | null)` gives a plan.
#[wasm_bindgen(js_name = plan, skip_typescript)]
pub fn plan(request: JsValue, facts: JsValue) -> Answer {
    let (request, facts) = (read("request", request)?, read("facts", facts)?);
    give(&plan::plan(&request, facts))
}

/// Starts a run that removes what a dead one left: `sweep(request, journal)` gives a plan.
#[wasm_bindgen(js_name = sweep, skip_typescript)]
pub fn sweep(request: JsValue, journal: JsValue) -> Answer {
    give(&plan::sweep(&read("request", request)?, read("journal", journal)?))
}

/// Moves a run on: `advance(plan, outcome)` gives a plan.
#[wasm_bindgen(js_name = advance, skip_typescript)]
pub fn advance(plan: JsValue, outcome: JsValue) -> Answer {
    answer(plan::advance(remembered(&plan)?, read("outcome", outcome)?))
}

/// See [`plan::searched`].
#[wasm_bindgen(js_name = searched, skip_typescript)]
pub fn searched(plan: JsValue, search: JsValue) -> Answer {
    let after = plan::searched(remembered(&plan)?, read("search", search)?);
    let given = give(&after)?;
    if after.step.is_none() && after.result.is_none() {
        // The step stands as it was handed out.
        let step = JsValue::from_str("step");
        Reflect::set(&given, &step, &Reflect::get(&plan, &step)?)?;
    }
    Ok(given)
}

/// See [`crate::notes::People::credited`].
#[wasm_bindgen(js_name = credited, skip_typescript)]
pub fn credited(body: JsValue, people: JsValue, credits: JsValue) -> Answer {
    let people: crate::notes::People = read("people", people)?;
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

/// The branch and tip a request means: `target(request, refs)`.
#[wasm_bindgen(js_name = target, skip_typescript)]
pub fn target(request: JsValue, refs: JsValue) -> Answer {
    answer(facts::target(&read("request", request)?, &text("refs", &refs)?))
}

/// The files whose text is still wanted: `needs(request, paths, files, onlyRead?)`, paths joined by NUL. `onlyRead`
/// says that nothing will be rewritten. Codes: those of [`manifest::check_entries`].
#[wasm_bindgen(js_name = needs, skip_typescript)]
pub fn needs(request: JsValue, paths: JsValue, files: JsValue, only_read: JsValue) -> Answer {
    let request: crate::request::Request = read("request", request)?;
    let files: Option<Vec<manifest::File>> = read("files", files)?;
    let only_read: Option<bool> = read("onlyRead", only_read)?;
    let paths = text("paths", &paths)?;
    answer(scene::needs(&request, &paths, &files.unwrap_or_default(), only_read == Some(true)))
}

/// What else to read: `wants(request, {refs, files})`.
#[wasm_bindgen(js_name = wants, skip_typescript)]
pub fn wants(request: JsValue, glimpse: JsValue) -> Answer {
    answer(scene::wants(&read("request", request)?, &read("glimpse", glimpse)?))
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

/// See [`prune::after`].
#[wasm_bindgen(js_name = afterDeleting, skip_typescript)]
pub fn after_deleting(asked: JsValue, push: JsValue, refs: JsValue) -> Answer {
    give(&prune::after(read("asked", asked)?, &read("push", push)?, &text("refs", &refs)?))
}

/// See [`refusal::of_read`].
#[wasm_bindgen(js_name = whyUnreadable, skip_typescript)]
pub fn why_unreadable(exit: JsValue, stderr: JsValue) -> Answer {
    let refusal::Unreadable { error, passing } = refusal::of_read(read("exit", exit)?, &text("stderr", &stderr)?);
    give(&Unreadable { error, passing })
}

#[derive(Serialize)]
struct Unreadable {
    error: Error,
    passing: bool,
}

/// Why pull requests could not be looked up, by [`refusal::of_api`].
#[wasm_bindgen(js_name = whyDenied, skip_typescript)]
pub fn why_denied(denial: JsValue, hosting: JsValue) -> Answer {
    let denial = read("denial", denial)?;
    give(&refusal::of_pulls(&denial, &read("hosting", hosting)?))
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

/// See [`api::next_version`].
#[wasm_bindgen(js_name = nextVersion, skip_typescript)]
pub fn next_version(options: JsValue) -> Answer {
    answer(api::next_version(&read("options", options)?))
}

/// See [`api::decide_bump`].
#[wasm_bindgen(js_name = decideBump, skip_typescript)]
pub fn decide_bump(commits: JsValue, options: JsValue) -> Answer {
    let commits: Vec<crate::commits::Commit> = read("commits", commits)?;
    answer(api::decide_bump(&commits, &read("options", options)?))
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

/// See [`api::release_notes`].
#[wasm_bindgen(js_name = releaseNotes, skip_typescript)]
pub fn release_notes(commits: JsValue, links: JsValue) -> Answer {
    let commits: Vec<crate::commits::Commit> = read("commits", commits)?;
    give(&api::release_notes(&commits, &or_default("links", links)?))
}

/// See [`api::tag_name`].
#[wasm_bindgen(js_name = tagName, skip_typescript)]
pub fn tag_name(version: JsValue, options: JsValue) -> Answer {
    let version: String = read("version", version)?;
    answer(api::tag_name(&version, &or_default("options", options)?))
}

/// See [`api::parse_tag`].
#[wasm_bindgen(js_name = parseTag, skip_typescript)]
pub fn parse_tag(tag: JsValue, options: JsValue) -> Answer {
    let tag: String = read("tag", tag)?;
    answer(api::parse_tag(&tag, &or_default("options", options)?))
}

/// See [`api::bump_branch`].
#[wasm_bindgen(js_name = bumpBranch, skip_typescript)]
pub fn bump_branch(version: JsValue, options: JsValue) -> Answer {
    let version: String = read("version", version)?;
    answer(api::bump_branch(&version, &or_default("options", options)?))
}

/// See [`api::parse_bump_branch`].
#[wasm_bindgen(js_name = parseBumpBranch, skip_typescript)]
pub fn parse_bump_branch(name: JsValue, options: JsValue) -> Answer {
    let name: String = read("name", name)?;
    give(&api::parse_bump_branch(&name, &or_default("options", options)?))
}

/// See [`iteration::parse_iteration`].
#[wasm_bindgen(js_name = parseIteration, skip_typescript)]
pub fn parse_iteration(branch: JsValue) -> Answer {
    answer(iteration::parse_iteration(&text("branch", &branch)?))
}

/// See [`iteration::next_iteration`].
#[wasm_bindgen(js_name = nextIteration, skip_typescript)]
pub fn next_iteration(branch: JsValue, existing: JsValue) -> Answer {
    let existing: Vec<String> = or_default("existing", existing)?;
    answer(iteration::next_iteration(&text("branch", &branch)?, &existing))
}

/// See [`iteration::iterations_of`].
#[wasm_bindgen(js_name = iterationsOf, skip_typescript)]
pub fn iterations_of(branch: JsValue, branches: JsValue) -> Answer {
    let branches: Vec<String> = read("branches", branches)?;
    answer(iteration::iterations_of(&text("branch", &branch)?, &branches))
}

/// See [`iteration::task_branch`].
#[wasm_bindgen(js_name = taskBranch, skip_typescript)]
pub fn task_branch(task: JsValue) -> Answer {
    answer(iteration::task_branch(&read("task", task)?))
}

/// See [`iteration::parse_task_branch`].
#[wasm_bindgen(js_name = parseTaskBranch, skip_typescript)]
pub fn parse_task_branch(branch: JsValue) -> Answer {
    give(&iteration::parse_task_branch(&text("branch", &branch)?))
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

/// See [`iteration::report`].
#[wasm_bindgen(js_name = reportIterations, skip_typescript)]
pub fn report_iterations(history: JsValue) -> Answer {
    give(&iteration::report(&read("history", history)?))
}

fn read<T: for<'de> Deserialize<'de>>(what: &str, value: JsValue) -> Result<T, JsValue> {
    let value: Value = serde_wasm_bindgen::from_value(value).map_err(|fault| throw(&strict::not_data(what, &fault)))?;
    make_room(value.size());
    strict::read(what, value).map_err(|error| throw(&error))
}

/// A plan, of which nothing but its memory is taken in: the rest is what has just been handed out.
fn remembered(plan: &JsValue) -> Result<plan::Plan, JsValue> {
    let object = plan.dyn_ref::<Object>().filter(|_| !js_sys::Array::is_array(plan));
    let Some(object) = object else { return read("plan", plan.clone()) };
    let field = |name: String| {
        let state = (name == "state").then(|| Reflect::get(plan, &JsValue::from_str("state")).ok()?.as_string());
        (name, state.flatten().map_or(Value::Null, Value::Text))
    };
    let fields = Object::keys(object).iter().filter_map(|name| name.as_string()).map(field).collect();
    strict::read("plan", Value::Object(fields)).map_err(|error| throw(&error))
}

/// A text, which may be large: taken as it is. (A parameter of that type would trap where another comes.)
fn text(what: &str, value: &JsValue) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| throw(&Error::new("invalid-input", format!("`{what}`: expected a string"))))
}

/// From this size of input on, room is made for what is made of it.
const MUCH: usize = 1 << 18;
/// Parsed, an input may take so many times its size.
const TIMES: usize = 64;
/// The most room that is made at once.
const MOST_ROOM: usize = 1 << 29;

/// Grows the memory in one go, as far as it can be. Asked for piece by piece it takes a millisecond each time, which for
/// a large file comes to seconds. What is not used stays untouched.
fn make_room(size: usize) {
    if size < MUCH {
        return;
    }
    let mut room: Vec<u8> = Vec::new();
    if room.try_reserve_exact(size.saturating_mul(TIMES).min(MOST_ROOM)).is_ok() {
        drop(std::hint::black_box(room));
    }
}

/// Options may be left out altogether.
fn or_default<T: for<'de> Deserialize<'de> + Default>(what: &str, value: JsValue) -> Result<T, JsValue> {
    read::<Option<T>>(what, value).map(Option::unwrap_or_default)
}

fn answer<T: Serialize>(result: crate::Result<T>) -> Answer {
    match result {
        Ok(value) => give(&value),
        Err(error) => Err(throw(&error)),
    }
}

fn give<T: Serialize>(value: &T) -> Answer {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|fault| throw(&Error::new("internal", fault.to_string())))
}

/// The failure as JavaScript knows failures.
fn throw(error: &Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.message);
    thrown.set_name("CoreError");
    let object: &Object = thrown.as_ref();
    let fields = error.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default();
    for field in ["code", "path", "line", "column", "nextSteps"] {
        let key = JsValue::from_str(field);
        if let Ok(value) = Reflect::get(&fields, &key)
            && !value.is_undefined()
        {
            // Setting a plain property on a fresh error cannot fail.
            let _ = Reflect::set(object, &key, &value);
        }
    }
    thrown.into()
}
