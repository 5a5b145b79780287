//! Attributes of .NET assemblies beside each other: what says all of a version, and what says its numbers alone.

use super::{file, rewrite};

#[test]
fn numbers_follow_what_says_all_of_it() {
    let text = |all: &str, file: &str| {
        format!("[assembly: AssemblyVersion(\"{file}.0\")]\n[assembly: AssemblyInformationalVersion(\"{all}\")]\n")
    };
    for (before, to, after) in [
        (("1.2.3", "1.2.3"), "1.3.0-rc.1", ("1.3.0-rc.1", "1.3.0")),
        (("1.3.0-rc.1", "1.3.0"), "1.3.0-rc.2", ("1.3.0-rc.2", "1.3.0")),
        (("1.3.0-rc.2", "1.3.0"), "1.3.0", ("1.3.0", "1.3.0")),
        // Kept on purpose, until the version comes there.
        (("1.2.3", "2.0.0"), "1.2.4", ("1.2.4", "2.0.0")),
        (("1.2.3", "2.0.0"), "2.0.0", ("2.0.0", "2.0.0")),
    ] {
        let files = [file("AssemblyInfo.cs", &text(before.0, before.1))];
        assert_eq!(rewrite(&files, to).unwrap()[0].text, text(after.0, after.1), "{before:?}");
    }
    let old = "[assembly: AssemblyInformationalVersion(\"1.2.3\")]\n[assembly: AssemblyVersion(\"1.2.2.0\")]\n";
    let files = [file("AssemblyInfo.cs", old)];
    assert!(rewrite(&files, "1.2.4").unwrap()[0].text.ends_with("(\"1.2.2.0\")]\n"), "who knows why");
    let numbers = [file("AssemblyInfo.cs", "[assembly: AssemblyVersion(\"1.2.3.0\")]\n")];
    assert_eq!(rewrite(&numbers, "1.3.0-rc.1").unwrap_err().code, "version-not-expressible");
}
