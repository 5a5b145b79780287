//! The pure core of version-first: it decides, the shell acts.
//!
//! Nothing here reads a clock, a file, the environment or a random source. Text and facts come in, decisions come out.

pub mod branch;
pub mod bump;
pub mod commits;
pub mod error;
pub mod manifest;
pub mod splice;
pub mod tag;
pub mod version;
pub mod workflow;

pub use error::{Error, Result};
