//! An instant in ISO text, as seconds: the core has no clock, and only compares.

use crate::error::{Error, Result};
use crate::text::shortened;
use crate::version::date::Date;

/// Seconds since some day, of a text such as `2026-02-03T12:34:56Z`. Codes: `invalid-date`.
pub(super) fn seconds(text: &str) -> Result<u64> {
    let day = Date::parse(text)?;
    let refused = || {
        Error::new(
            "invalid-date",
            format!("`{}` is no instant: expected UTC, such as `2026-02-03T12:34:56Z`", shortened(text)),
        )
    };
    let (_, time) = text.split_once('T').ok_or_else(refused)?;
    let time = time.strip_suffix('Z').ok_or_else(refused)?;
    let whole = time.split('.').next().unwrap_or_default();
    let mut total = 0_u64;
    let mut parts = 0_usize;
    for part in whole.split(':') {
        let number: u64 = part.parse().ok().filter(|_| part.len() == 2).ok_or_else(refused)?;
        // A leap second is the sixtieth.
        if number > if parts == 0 { 23 } else { 60 } {
            return Err(refused());
        }
        total = total.saturating_mul(60).saturating_add(number);
        parts = parts.saturating_add(1);
    }
    if parts != 3 {
        return Err(refused());
    }
    Ok(day.number().saturating_mul(86_400).saturating_add(total))
}
