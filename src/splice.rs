//! The one place that changes text: replaces byte ranges, touches nothing else.
