#![no_main]
#[path = "../changelog.rs"]
#[allow(dead_code)]
mod changelog;

libfuzzer_sys::fuzz_target!(|data: &[u8]| changelog::hold_any(data));
