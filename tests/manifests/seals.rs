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
