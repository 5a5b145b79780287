//! One release: what was asked for, what was seen, what is decided, and the words it is told in.

mod check;
pub mod decide;
pub mod facts;
pub(crate) mod lineage;
pub mod package;
pub(crate) mod package_look;
pub(crate) mod people;
pub(crate) mod product;
pub mod proposal;
pub(crate) mod pulls;
pub mod request;
pub(crate) mod section;
pub(crate) mod situation;
pub(crate) mod stated;
pub mod trigger;
pub(crate) mod view;
pub(crate) mod words;
