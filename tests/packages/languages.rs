//! Manifests of languages whose packages are made of one, and of boards and their libraries.

use super::*;

#[test]
fn each_is_the_package() {
    all(&[
        row("Haskell", &["v1.2.3"], &[("doors.cabal", "name: doors\nversion: 1.2.3\n")], "v1.2.4: doors.cabal"),
        row("Nim", &["v1.2.3"], &[("doors.nimble", "version = \"1.2.3\"\n")], "v1.2.4: doors.nimble"),
        row("Crystal", &["v1.2.3"], &[("shard.yml", "name: doors\nversion: 1.2.3\n")], "v1.2.4: shard.yml"),
        row("Gleam", &["v1.2.3"], &[("gleam.toml", "name = \"doors\"\nversion = \"1.2.3\"\n")], "v1.2.4: gleam.toml"),
        row(
            "Arduino",
            &["1.2.3"],
            &[
                ("library.properties", "name=Doors\nversion=1.2.3\n"),
                ("library.json", "{\"name\": \"Doors\", \"version\": \"1.2.3\"}\n"),
                ("idf_component.yml", "version: \"1.2.3\"\n"),
                ("CMakeLists.txt", "project(Doors VERSION 1.2.3)\n"),
            ],
            "1.2.4: CMakeLists.txt idf_component.yml library.json library.properties",
        ),
        row(
            "Erlang",
            &["1.2.3"],
            &[
                ("src/doors.app.src", "{application, doors, [{vsn, \"1.2.3\"}]}.\n"),
                ("ebin/doors.app", "{application, doors, [{vsn, \"1.2.3\"}]}.\n"),
                ("apps/hinge/src/hinge.app.src", "{application, hinge, [{vsn, \"0.1.0\"}]}.\n"),
            ],
            "1.2.4: ebin/doors.app src/doors.app.src",
        ),
        row(
            "Erlang, by git",
            &["1.2.3"],
            &[("src/doors.app.src", "{application, doors, [{vsn, git}]}.\n")],
            "1.2.4 at the tip",
        ),
        row(
            "projects of tests are no product",
            &["1.2.3"],
            &[
                (
                    "Src/Doors.Tests/Doors.Tests.csproj",
                    "<Project><PropertyGroup><Version>1.0</Version></PropertyGroup></Project>\n",
                ),
                (
                    "Src/Doors.FuzzTests/x.csproj",
                    "<Project><PropertyGroup><Version>1.0</Version></PropertyGroup></Project>\n",
                ),
            ],
            "1.2.4 at the tip",
        ),
    ]);
}
