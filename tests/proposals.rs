//! What is proposed, row by row.
