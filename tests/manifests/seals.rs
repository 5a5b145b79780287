//! Lock files with a digest of the manifest beside them. The digests here were made by other programs than ours: PHP's and
//! Go's JSON written out by hand, and `md5sum` and `sha256sum`.

use super::{after, files, rewrite};

const COMPOSER: &str = r#"{
    "name": "acme/lämp/😀",
    "description": "not counted",
    "version": "2.1.0",
    "require": {"php": ">=8.1", "ext-json": "*"},
    "require-dev": {},
    "config": {"sort-packages": true, "platform": {"php": "8.1.0"}},
    "extra": {"a": {"0": "x", "1": [1, -2, null, true]}, "b": {"1": "y"}, "c": "<\"\\/\u0001\t"},
    "prefer-stable": false,
    "repositories": [{"type": "path", "url": "../x"}],
    "minimum-stability": "dev"
}
"#;

fn composer_lock(hash: &str) -> String {
    format!(
        "{{\n    \"_readme\": [],\n    \"content-hash\": \"{hash}\",\n    \"packages\": [{{\"version\": \"2.1.0\"}}]\n}}\n"
    )
}

#[test]
fn composers_content_hash_follows() {
    let old = composer_lock("5ffc9658e40bfee661986f4309624ff4");
    let new = composer_lock("d9024cd5f931eef58fedc5add475ea34");
    for (manifest, before, wanted) in [
        (COMPOSER.to_string(), old.clone(), new.clone()),
        (format!("\u{feff}{}", COMPOSER.replace('\n', "\r\n")), old.replace('\n', "\r\n"), new.replace('\n', "\r\n")),
    ] {
        let list = [("composer.json", manifest.as_str()), ("composer.lock", before.as_str())];
        assert_eq!(after(&list, "2.2.0", "composer.lock"), wanted);
        assert_eq!(after(&list, "2.1.0", "composer.lock"), before, "nothing changes");
    }
}

#[test]
fn a_digest_that_is_not_the_manifests_is_not_renewed() {
    let stale = composer_lock("5ffc9658e40bfee661986f4309624ff5");
    let error = rewrite(&files(&[("composer.json", COMPOSER), ("composer.lock", &stale)]), "2.2.0").unwrap_err();
    assert_eq!(
        (&*error.code, error.path.as_deref(), error.line),
        ("lock-not-writable", Some("composer.lock"), Some(3))
    );
    assert!(error.next_steps.iter().any(|step| step.contains("composer update --lock")), "{error}");
    // Numbers that PHP may spell in another way.
    let float = COMPOSER.replace("-2,", "2.50,");
    let lock = composer_lock("5ffc9658e40bfee661986f4309624ff4");
    let error = rewrite(&files(&[("composer.json", &float), ("composer.lock", &lock)]), "2.2.0").unwrap_err();
    assert_eq!(error.code, "lock-not-writable");
    // A package whose version is not in `composer.json` has nothing to renew, and neither has a lock file of another age.
    let silent = COMPOSER.replace("    \"version\": \"2.1.0\",\n", "");
    let package = ("package.json", "{\"version\": \"2.1.0\"}");
    let list = [package, ("composer.json", silent.as_str()), ("composer.lock", stale.as_str())];
    assert_eq!(after(&list, "2.2.0", "composer.lock"), stale);
    let list = [("composer.json", COMPOSER), ("composer.lock", "{\"hash\": \"x\"}\n")];
    assert_eq!(after(&list, "2.2.0", "composer.lock"), "{\"hash\": \"x\"}\n");
}

const CHART: &str = "\
apiVersion: v2
name: platform
version: §
dependencies:
  - name: api
    version: \"§\"
    repository: file://charts/api
    condition: api.enabled
    tags: [x, y]
    enabled: true
    import-values:
      - data
      - parent: b
        child: a
    alias: front
  - name: z
    version: '>=1.2.3 <2'
    repository: https://example.org/x?a&b
  - name: w
    version: 0.9.0
    repository: \"\"
";

fn chart_lock(version: &str, digest: &str) -> String {
    format!(
        "dependencies:\n- name: api\n  repository: file://charts/api\n  version: {version}\n- name: z\n  repository: https://example.org/x?a&b\n  version: 1.2.3\n- name: w\n  repository: \"\"\n  version: 0.9.0\ndigest: sha256:{digest}\ngenerated: \"2026-01-01T00:00:00Z\"\n"
    )
}

#[test]
fn helms_digest_follows() {
    let old = chart_lock("0.9.0", "5939ee0ec85848b96cadf96de813b6736886cb113d79545e9ba70f6f8ca55d42");
    let new = chart_lock("0.10.0", "15bff7603658bac6a0745d7070bfb7d69d09518072efc8d796d288955915a14d");
    let chart = CHART.replace('§', "0.9.0");
    let api = ("charts/api/Chart.yaml", "name: api\nversion: 0.9.0\n");
    let list = [("Chart.yaml", chart.as_str()), api, ("Chart.lock", old.as_str())];
    assert_eq!(after(&list, "0.10.0", "Chart.lock"), new);
    assert_eq!(after(&list, "0.10.0", "Chart.yaml"), CHART.replace('§', "0.10.0"));
    assert_eq!(after(&list, "0.9.0", "Chart.lock"), old);
    let stale = chart_lock("0.9.0", "00");
    let list = files(&[("Chart.yaml", &chart), api, ("Chart.lock", &stale)]);
    let error = rewrite(&list, "0.10.0").unwrap_err();
    assert_eq!((&*error.code, error.line), ("lock-not-writable", Some(11)), "{error}");
    // A chart that requires none of ours keeps its lock file, whatever it says.
    let other = chart.replace("file://charts/api", "https://example.org");
    let lock = stale.replace("file://charts/api", "https://example.org");
    assert_eq!(after(&[("Chart.yaml", &other), ("Chart.lock", &lock)], "0.10.0", "Chart.lock"), lock);
}

const LEGACY: &str = "[tool.poetry]\nname = \"kelp\"\nversion = \"1.2.3\"\n[tool.poetry.dependencies]\npython = \"^3.10\"\n\"ümlaut\" = {version = \"1\", optional = true, extras = [\"a\", 'b']}\n[tool.poetry.group.dev.dependencies]\nkelp-core = \"1.2.3\"\nn = 1\n";
const MODERN: &str = "[project]\nname = \"kelp\"\nversion = \"1.2.3\"\nrequires-python = \">=3.10\"\ndependencies = [\"tab\\there\"]\n[project.optional-dependencies]\nall = [\"kelp[x]==1.2.3\"]\nx = []\n[tool.poetry.group]\n";

fn python_lock(hash: &str) -> String {
    format!("package = []\n\n[metadata]\nlock-version = \"2.1\"\ncontent-hash = \"{hash}\"\n")
}

#[test]
fn poetrys_content_hash_follows_where_it_covers_what_changes() {
    let member = ("core/pyproject.toml", "[project]\nname = \"kelp-core\"\nversion = \"1.2.3\"\n");
    for (manifest, old, new) in [
        (
            LEGACY,
            "ae50615cbecfb0c90c9ca092f5f6290afd26df307f174ee8d9ebc932e8938ef8",
            "16cc258595dd48083f7acd4548c65bd66388eca44845a9e12e8a3a79509b4600",
        ),
        (
            MODERN,
            "f86050ea22d2ce5fd51af3386ad2846864dc02101d2cdc437948a44868e22382",
            "2eb0613ca699e6bd918cc6620af995ff8d808f689084ff95140206ce36dc3c47",
        ),
    ] {
        let (before, wanted) = (python_lock(old), python_lock(new));
        let list = [("pyproject.toml", manifest), member, ("poetry.lock", before.as_str())];
        assert_eq!(after(&list, "1.3.0", "poetry.lock"), wanted);
        let stale = python_lock("0000");
        let error =
            rewrite(&files(&[("pyproject.toml", manifest), member, ("poetry.lock", &stale)]), "1.3.0").unwrap_err();
        assert_eq!((&*error.code, error.line), ("lock-not-writable", Some(5)));
        assert!(error.next_steps.iter().any(|step| step.contains("`poetry lock`")), "{error}");
        // A version that nothing requires is not covered.
        let alone = manifest.replace("kelp-core = \"1.2.3\"", "").replace("\"kelp[x]==1.2.3\"", "");
        assert_eq!(
            after(&[("pyproject.toml", alone.as_str()), ("poetry.lock", &stale)], "1.3.0", "poetry.lock"),
            stale
        );
    }
    let lock = "[metadata]\ncontent_hash = \"sha256:00\"\n";
    let error = rewrite(&files(&[("pyproject.toml", MODERN), ("pdm.lock", lock)]), "1.3.0").unwrap_err();
    assert_eq!((&*error.code, error.line), ("lock-not-writable", Some(2)));
    let alone = MODERN.replace("\"kelp[x]==1.2.3\"", "");
    assert_eq!(after(&[("pyproject.toml", alone.as_str()), ("pdm.lock", lock)], "1.3.0", "pdm.lock"), lock);
}

#[test]
fn an_obsidian_plugins_versions_get_the_new_one() {
    let manifest = "{\"id\": \"kelp\", \"version\": \"1.2.3\", \"minAppVersion\": \"0.15.0\"}\n";
    let package = ("package.json", "{\"name\": \"kelp\", \"version\": \"1.2.3\"}\n");
    let rows = [
        (
            "{\n\t\"1.0.0\": \"0.9.7\",\n\t\"1.2.3\": \"0.15.0\"\n}\n",
            "{\n\t\"1.0.0\": \"0.9.7\",\n\t\"1.2.3\": \"0.15.0\",\n\t\"1.3.0\": \"0.15.0\"\n}\n",
        ),
        (
            "{\r\n  \"1.2.3\" : \"0.15.0\",\r\n  \"1.0.0\" : \"0.9.7\"\r\n}",
            "{\r\n  \"1.3.0\" : \"0.15.0\",\r\n  \"1.2.3\" : \"0.15.0\",\r\n  \"1.0.0\" : \"0.9.7\"\r\n}",
        ),
        ("\u{feff}{\"1.0.0\": \"0.9.7\"}", "\u{feff}{\"1.0.0\": \"0.9.7\",\"1.3.0\": \"0.15.0\"}"),
        // Only what the app's oldest version changed with is in it.
        ("{\"1.0.0\": \"0.15.0\"}", "{\"1.0.0\": \"0.15.0\"}"),
        ("{\"1.3.0\": \"0.15.0\", \"1.2.3\": \"0.15.0\"}", "{\"1.3.0\": \"0.15.0\", \"1.2.3\": \"0.15.0\"}"),
        ("{}", "{}"),
    ];
    for (before, wanted) in rows {
        assert_eq!(
            after(&[package, ("manifest.json", manifest), ("versions.json", before)], "1.3.0", "versions.json"),
            wanted
        );
        assert_eq!(
            after(&[package, ("versions.json", before)], "1.3.0", "versions.json"),
            before,
            "it is somebody else's"
        );
    }
}
