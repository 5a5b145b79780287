//! `*.sln` and `*.slnx`: the projects of a .NET solution. They carry no version.

use super::site::Source;

/// The paths of its projects, with `/`, as they are seen from the solution.
pub(super) fn projects(source: &Source<'_>) -> Vec<String> {
    let quoted = source.body.split('"').skip(1).step_by(2);
    let project = |text: &&str| [".csproj", ".fsproj", ".vbproj"].iter().any(|ending| text.ends_with(ending));
    quoted.filter(project).map(|path| path.replace('\\', "/")).collect()
}
