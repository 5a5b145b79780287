//! A changelog that is begun.

use crate::release::words::changelog::NewSection;
use crate::release::words::changelog::dates::Style;
use crate::release::words::changelog::document::Syntax;
use crate::release::words::changelog::render::Layout;

/// A changelog's beginning, in the shape of Keep a Changelog, and what its first section says.
pub(super) fn begun(syntax: Syntax, new: &NewSection) -> (String, String) {
    let layout = Layout::own(syntax);
    let body = layout.body(new.body, syntax);
    let heading = |title: &str, mark: char| match syntax {
        Syntax::Markdown => format!("{} {title}\n", if mark == '=' { "#" } else { "##" }),
        Syntax::Rst | Syntax::Plain => format!("{title}\n{}\n", mark.to_string().repeat(title.chars().count())),
    };
    let day = Style::iso().write(new.date);
    let version = match syntax {
        Syntax::Markdown => format!("[{}] - {day}", new.spelled),
        Syntax::Rst | Syntax::Plain => format!("{} ({day})", new.spelled),
    };
    let unreleased = if syntax == Syntax::Markdown { "[Unreleased]" } else { "Unreleased" };
    let mut text = format!(
        "{}\nAll notable changes to this project are documented in this file.\n\n{}\n{}\n{body}",
        heading("Changelog", '='),
        heading(unreleased, '-'),
        heading(&version, '-'),
    );
    if let (Syntax::Markdown, Some(compare), Some(tag), Some(repository)) =
        (syntax, new.links.compare(), &new.links.tag, &new.links.repository)
    {
        let tag = crate::release::words::notes::in_address(tag);
        text += &format!("\n[Unreleased]: {repository}/compare/{tag}...HEAD\n[{}]: {compare}\n", new.spelled);
    }
    (text, body)
}
