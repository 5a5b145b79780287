//! Versions, and the names of tags and branches: functions that both modules have.

use wasm_bindgen::prelude::*;

use crate::{Answer, answer, give, or_default, read, text};
use version_first::{api, iteration};

/// See [`api::next_version`].
#[wasm_bindgen(js_name = nextVersion, skip_typescript)]
pub fn next_version(options: JsValue) -> Answer {
    answer(api::next_version(&read("options", options)?))
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
