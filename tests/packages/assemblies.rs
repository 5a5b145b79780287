//! .NET, where attributes say the version: alone, beside projects that do, and where they are kept at something else.

use super::*;

const SAYS: &str = "[assembly: AssemblyVersion(\"1.2.3.0\")]\n[assembly: AssemblyFileVersion(\"1.2.3.0\")]\n";
const WHOLE: &str = "[assembly: AssemblyVersion(\"1.2.3.0\")]\n[assembly: AssemblyInformationalVersion(\"1.2.3\")]\n";
const PREFIX: &str = "<Project Sdk=\"Microsoft.NET.Sdk\">\n<PropertyGroup><VersionPrefix>1.2.3</VersionPrefix></PropertyGroup>\n</Project>\n";
const FIXED: &str = "[assembly: AssemblyVersion(\"1.0.0.0\")]\n";
const RAISED: &str = "[assembly: AssemblyVersion(\"1.3.0.0\")]\n";
const OLD: &str = "[assembly: AssemblyVersion(\"1.1.7.0\")]\n";
const BASIC: &str = "<Assembly: AssemblyVersion(\"1.2.3.0\")>\n";
const SOLUTION: &str = "Project(\"{F}\") = \"Doors\", \"src\\Doors\\Doors.csproj\", \"{A}\"\n";
const BARE: &str = "<Project Sdk=\"Microsoft.NET.Sdk\">\n</Project>\n";
const PROJECT: &str =
    "<Project Sdk=\"Microsoft.NET.Sdk\">\n<PropertyGroup><Version>1.2.3</Version></PropertyGroup>\n</Project>\n";

#[test]
fn attributes_that_say_the_version() {
    all(&[
        row(
            "alone",
            &["v1.2.3"],
            &[("Doors.sln", SOLUTION), ("src/Doors/Doors.csproj", BARE), ("src/SharedVersion.cs", SAYS)],
            "v1.2.4: src/SharedVersion.cs",
        ),
        row(
            "in each project",
            &["v1.2.3"],
            &[("A/Properties/AssemblyInfo.cs", SAYS), ("B/My Project/AssemblyInfo.vb", BASIC)],
            "v1.2.4: A/Properties/AssemblyInfo.cs B/My Project/AssemblyInfo.vb",
        ),
        row(
            "and others are kept at something else",
            &["v1.2.3"],
            &[("A/Properties/AssemblyInfo.cs", FIXED), ("src/SharedVersion.cs", SAYS)],
            "v1.2.4: src/SharedVersion.cs",
        ),
        row(
            "shared by projects",
            &["v1.2.3"],
            &[("Doors.sln", SOLUTION), ("src/Doors/Doors.csproj", PROJECT), ("src/SharedVersion.cs", SAYS)],
            "v1.2.4: src/Doors/Doors.csproj src/SharedVersion.cs",
        ),
        row(
            "beside a project, kept at something else",
            &["v1.2.3"],
            &[("Doors.csproj", PROJECT), ("Properties/AssemblyInfo.cs", OLD)],
            "v1.2.4: Doors.csproj",
        ),
        Row {
            then: &[("src/SharedVersion.cs", SAYS)],
            ..row(
                "raised by hand",
                &["v1.2.3"],
                &[("src/SharedVersion.cs", RAISED), ("A/Properties/AssemblyInfo.cs", FIXED)],
                "trace 1.3.0",
            )
        },
        row("behind the tag", &["v1.2.3"], &[("src/SharedVersion.cs", OLD)], "error no-manifest"),
        row("never raised", &["v3.2.1"], &[("A/Properties/AssemblyInfo.cs", FIXED)], "v3.2.2 at the tip"),
        row("the first release", &[], &[("src/SharedVersion.cs", SAYS)], "v1.2.3 at the tip"),
    ]);
}

#[test]
fn a_prerelease_takes_an_attribute_that_has_room_for_it() {
    let asking = |tree: Tree| {
        let row = row("", &["v1.2.3"], tree, "error version-not-expressible");
        decided(&Row { request: json!({"bump": "prerelease"}), ..row })
    };
    let numbers = asking(&[("src/SharedVersion.cs", SAYS)]).result.unwrap().error.unwrap();
    assert_eq!(numbers.code, "version-not-expressible");
    assert!(numbers.next_steps[0].starts_with("add an `AssemblyInformationalVersion`"), "{numbers:?}");
    let whole = asking(&[("src/SharedVersion.cs", WHOLE)]);
    let Some(Step::Commit { files, tags, .. }) = whole.step else { panic!("{:?}", whole.result) };
    assert_eq!(tags[0].name, "v1.2.4-rc.1");
    assert_eq!(files[0].text, WHOLE.replace("1.2.3.0", "1.2.4.0").replace("1.2.3\"", "1.2.4-rc.1\""));
    let prefix = asking(&[("Doors.csproj", PREFIX)]).result.unwrap().error.unwrap();
    assert!(prefix.next_steps[0].starts_with("write a `Version` in place of the `VersionPrefix`"), "{prefix:?}");
}
