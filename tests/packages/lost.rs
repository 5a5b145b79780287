//! Files that have lost the version by a slip, or say it in a way that is not read: it is not the tag's alone.

use super::*;

/// A project file of .NET with these properties.
macro_rules! net {
    ($properties:literal) => {
        concat!("<Project><PropertyGroup>\n", $properties, "</PropertyGroup></Project>")
    };
}

#[test]
fn a_version_that_a_file_has_lost_by_a_slip_is_not_the_tags_alone() {
    let was: Tree = &[("VERSION", "1.2.3\n")];
    let slip = |name, then, now: Tree| Row { then, ..row(name, &["v1.2.3"], now, "error no-manifest") };
    let meant = |name, then, now: Tree| Row { then, ..row(name, &["v1.2.3"], now, "v1.2.4 at the tip") };
    all(&[
        slip("emptied", was, &[("VERSION", "\n")]),
        slip("something else", was, &[("VERSION", "to come\n")]),
        slip("two sides of a merge", was, &[("VERSION", "<<<<<<< HEAD\n1.2.3\n=======\n1.2.4\n>>>>>>> x\n")]),
        slip(
            "it stands there, and in no line",
            &[("setup.cfg", "[metadata]\nversion = 1.2.3\n")],
            &[("setup.cfg", "[metadata]\rversion = 1.2.3\r\n")],
        ),
        slip("a manifest that is empty", &[("setup.cfg", "[metadata]\nversion = 1.2.3\n")], &[("setup.cfg", "\n")]),
        meant(
            "taken out",
            &[("setup.cfg", "[metadata]\nversion = 1.2.3\n")],
            &[("setup.cfg", "[metadata]\nname = x\n")],
        ),
        meant(
            "another number",
            &[("setup.cfg", "[metadata]\nversion = 1.2.3\n")],
            &[("setup.cfg", "[options]\nx = 11.2.3\n")],
        ),
        Row {
            tags: &["v1.2.0-alpha.3", "v2.0.0"],
            ..slip("a merge that kept the other side", &[("VERSION", "2.0.0\n")], &[("VERSION", "1.2.0-alpha.3\n")])
        },
        Row {
            request: json!({ "bump": "3.0.0" }),
            expected: "v3.0.0 at the tip",
            ..meant("raised by far, and asked for by name", was, &[("VERSION", "3.0.0\n")])
        },
        meant(
            "what a program says of something else",
            &[("lib/kit.rb", "VERSION = '1.2.3'\n")],
            &[("lib/kit.rb", "VERSION = '0.7.0'\n")],
        ),
        Row {
            tags: &["v1.4.0", "exp/v1.2.3"],
            expected: "exp/v1.2.4 at the tip",
            ..asking(
                "exp",
                meant("the root's, of a module", was, &[("VERSION", "1.4.0\n"), ("exp/go.mod", "module x.org/exp\n")]),
            )
        },
        meant("gone", was, &[("main.tf", "{}")]),
        meant("it never said it", &[("VERSION", "0.9.0\n")], &[("VERSION", "to come\n")]),
        Row { request: json!({"manifests": ["!VERSION"]}), ..meant("left out", was, &[("VERSION", "to come\n")]) },
    ]);
}

/// A version that stands in a manifest and is spelled in a way that is not read: a tag alone would leave it behind.
#[test]
fn a_version_that_is_spelled_in_another_way_is_no_tags_alone() {
    for (path, tree) in [
        ("a comment", &[("pom.xml", "<project>\n<version><!-- here -->1.0.0</version></project>")] as Tree),
        ("CDATA", &[("pom.xml", "<project>\n<version><![CDATA[1.0.0]]></version></project>")]),
        ("an entity", &[("pom.xml", "<project>\n<version>1&#46;0.0</version></project>")]),
        ("a comment behind it", &[("a.csproj", net!("<Version>1.0.0<!-- here --></Version>"))]),
        ("in another case", &[("a.csproj", net!("<version>1.0.0</version>"))]),
        ("of a package alone", &[("a.csproj", net!("<PackageVersion>1.0.0</PackageVersion>"))]),
        ("put together", &[("a.csproj", net!("<Major>1</Major><Version>$(Major).0.0</Version>"))]),
        (
            "chosen",
            &[("a.csproj", concat!("<Project><Choose>", net!("<Version>1.0.0</Version>"), "</Choose></Project>"))],
        ),
        ("a property", &[("Directory.Build.props", net!("<X>1.0.0</X><Version>$(X)</Version>"))]),
        ("a gem's", &[("a.gemspec", "Gem::Specification.new(\"a\", V) do |s|\nend\n")]),
        ("without brackets", &[("a.gemspec", "Gem::Specification.new 'a', V do |s|\nend\n")]),
        ("Nim", &[("a.nimble", "const v = \"1.0.0\"\nversion = v\n")]),
    ] {
        all(&[row(path, &["v1.0.0"], tree, "error no-manifest")]);
    }
    for (path, tree) in [
        ("another's", &[("pom.xml", "<project>\n<x><version>1.0.0</version></x></project>")] as Tree),
        ("GitVersion", &[("a.csproj", net!("<Version>$(GitVersion_SemVer)</Version><X>$(Version)</X>"))]),
        ("MinVer", &[("a.csproj", net!("<Version>$(X)</Version><X>$(MinVerVersion)</X>"))]),
        (
            "others' packages",
            &[(
                "Directory.Packages.props",
                "<Project><ItemGroup>\n<PackageVersion>1.0.0</PackageVersion></ItemGroup></Project>",
            )],
        ),
        ("nothing", &[("a.csproj", net!("<Version></Version><TargetFramework>net8.0</TargetFramework>"))]),
        ("a gem without one", &[("a.gemspec", "Gem::Specification.new do |s|\n  s.name = 'a'\nend\n")]),
    ] {
        all(&[row(path, &["v1.0.0"], tree, "v1.0.1 at the tip")]);
    }
}
