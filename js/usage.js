// What `--help` says.

const COMMANDS = `version-first: release tags that only ever name a commit whose manifests say that version

usage: version-first COMMAND [OPTION…]

commands:
  next                  print the next version and why; change nothing
  set VERSION [FILE…]   rewrite manifests in place
  release               compute, rewrite, commit, tag and push, in that order; by pull request where it must be
  try                   watch all of it in a throw-away repository; no network, no account

  version-first COMMAND --help    options and examples
  version-first --version

exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted, 143 terminated
`;

const COMMON = `  --json                one JSON object on stdout
  --cwd DIR             work there instead of here
`;

const VERSIONING = `  --bump B              auto (from the commits since the last tag; the default), major, minor, patch,
                        premajor, preminor, prepatch, prerelease, release (a prerelease's own),
                        post, dev, epoch (PEP 440 only), or an exact version
  --default-bump B      what commits ask for that are neither breaking nor feat (fix included): none,
                        patch (default), minor, major
  --bump-types T        what types ask for instead, such as 'perf=minor docs=none'
  --below-one B         what a breaking change is below 1.0: minor (default); major; patch: minor, and a
                        feature is a patch
  --preid ID            what a prerelease is called: rc unless given, and one that is there keeps its name
  --preid-base N        its first number: 1 (default), 0, or false for none
  --prerelease-branches B
                        branches that release prereleases, and what these are called: 'beta next=rc'
  --scheme S            semver, pep440 or calver; chosen from the manifests unless given
  --calver F            versions by the calendar (today's, in UTC), such as YYYY.MM.MICRO or YY.0M.MICRO
  --tag-format F        such as v{version}, or '{name}@{version}' with the package's name; as the repository's
                        tags are unless given
  --ignore-tags P       a pattern of tags to leave out, such as 'v2021.*'; repeatable
  --remote NAME         default origin
  --api-url URL         the server's API, where it is not on the server's own host; the token is sent there
  --branch NAME         the branch to release from; unless given, the one that the workflow was started on, and
                        at a desk the remote's default branch
  --tested-only         in a workflow: only if the branch still is at the commit that started the run
  --manifests ENTRY     another manifest besides those that are found: path, path:key.path or
                        path:/regex with (?<version>…)/; !path leaves one out; repeatable
  --strict-places       fail where something still says the old version, instead of listing it
  --package P           the package to release, by its name or folder, where several have versions of their own
  --paths PATTERN       what the product is, such as src/** or !site/**: a change elsewhere is nothing new; repeatable
  --force               a new version even where nothing is new (with a bump by name)
  --mode M              direct (a push), pull-request, or auto (default): push, and where the branch takes no
                        pushes open a pull request
  --branch-template T   the branch a pull request comes from; default chore/version-bump-{version}
  --notes-sections S    what notes and changelog tell of, in this order: 'New: feat', 'Mended: fix, perf',
                        'Everything else: *', '!chore'; repeatable
  --notes-header T      what stands before a release's text, with {version}, {previous-version}, {tag} and
                        {previous-tag}
  --notes-footer T      what stands behind it
  --timeout T           how long the run may take, waiting for a merge not counted: 30s, 5m (default), 1h
`;

/** @type {Record<string, string>} */
const HELP = {
  next: `usage: version-first next [OPTION…]

Prints the version that \`release\` would make, and nothing else, on stdout; why, on stderr. It looks at the remote, as
\`release\` does. Nothing on stdout: there is nothing to release.

options:
${VERSIONING}  --offline             look only at what is in this clone
${COMMON}
examples:
  version-first next
  version-first next --bump minor --json
  echo "next is $(version-first next)"
`,
  set: `usage: version-first set VERSION [FILE…] [OPTION…]

Rewrites the version in these files, and what other manifests of the repository require of them. Without FILE: in every
manifest of the package; packages with versions of their own stay as they are. All of it or none.

options:
  --manifests ENTRY     another manifest besides those that are found: path, path:key.path or
                        path:/regex with (?<version>…)/; !path leaves one out; repeatable
  --strict-places       fail where something still says the old version, instead of listing it
  --package P           the package that is meant, by its name or folder, where several have versions of their own
  --dry-run             print what would change, and change nothing
${COMMON}
examples:
  version-first set 1.4.0
  version-first set 1.4.0 pyproject.toml src/app/__init__.py
  version-first set 1.4.0 --dry-run
`,
  release: `usage: version-first release [OPTION…]

Computes the next version from tags and manifests, rewrites every manifest, builds the commit on the remote's newest
commit, and pushes branch and tag together: both land or neither. Where the branch takes changes by pull request only, it
opens one instead, and the next run after the merge tags what landed. Your checkout changes only after a release, and only
if it is clean and on that branch.

options:
${VERSIONING}  --commit-message M    default chore(release): {version}
  --changelog PATH      a changelog that the version commit adds a section to, in its own shape; begun if not there
  --skip-ci W           auto (default), always, never: whether the commit's subject ends in [skip ci]
  --dry-run             print the plan, and change nothing
${COMMON}
with a pull request:
  --label L             a label for it; repeatable
  --pull-request-title T
                        its title, with {version}, {previous-version}, {tag} and {branch}
  --pull-request-body T its text, with {files}, {commits} and {notes} too
  --auto-merge          let the server merge it once its requirements are met
  --merge-method M      squash (default), merge, rebase
  --wait T              wait so long for the merge, and tag it in the same run: 30s, 5m, 1h

once the tag is there:
  --github-release W    auto (default: where there is a token for it), true, false: a release of the tag
  --release-notes W     commits (default), github (who writes its own), none: what its text is made of
  --moving-tags W       none (default), major (v1), minor (v1 and v1.2): tags that move along
  --draft               make it a draft
  --prerelease W        auto (default: by the version), true, false
  --dispatch-workflow F start this workflow at the tag, by its file name, such as publish.yml

examples:
  version-first release
  version-first release --bump 2.0.0 --branch main
  version-first release --bump prerelease --preid beta
  version-first release --dry-run
  version-first release --mode pull-request --label release --auto-merge --wait 10m
  version-first release --draft --dispatch-workflow publish.yml
  version-first release --changelog CHANGELOG.md --moving-tags minor

A token in GITHUB_TOKEN or GH_TOKEN is used for GITHUB_SERVER_URL (https://github.com unless set) and its API, and sent
nowhere else. Pull requests and releases need one.
`,
  try: `usage: version-first try [OPTION…]

Builds a throw-away repository with the bug this tool exists for, cures it before your eyes, and cleans up.

options:
  --keep                leave the repositories there and say where

examples:
  version-first try
  version-first try --keep
`,
};

/**
 * @param {string | undefined} command
 * @returns {string}
 */
export function helpFor(command) {
  return (command === undefined ? undefined : HELP[command]) ?? COMMANDS;
}
