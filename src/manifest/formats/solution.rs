//! `*.sln` and `*.slnx`: the projects of a .NET solution. They carry no version.

use crate::manifest::occurrence::Source;

/// The paths of its projects, with `/`, as they are seen from the solution.
pub(in crate::manifest) fn projects(source: &Source<'_>) -> Vec<String> {
    let quoted = source.body.split('"').skip(1).step_by(2);
    let project = |text: &&str| [".csproj", ".fsproj", ".vbproj"].iter().any(|ending| text.ends_with(ending));
    quoted.filter(project).map(|path| path.replace('\\', "/")).collect()
}
