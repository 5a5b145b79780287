//! The pure core of version-first: it decides, the shell acts.
//!
//! Nothing here reads a clock, a file, the environment or a random source. Text and facts come in, decisions come out.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod api;
pub mod branch;
pub mod bump;
pub mod commits;
pub mod decide;
pub mod error;
pub mod facts;
pub mod hosting;
pub mod manifest;
mod message;
pub mod plan;
mod pulls;
pub mod refusal;
pub mod request;
mod scene;
pub mod splice;
pub mod strict;
pub mod tag;
pub mod version;
mod view;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub mod workflow;

pub use error::{Error, Result};
pub use scene::wants;
