// Repositories to begin with: small, and each with something to see.

/** @typedef {import('../../js/types.js').TextFile} TextFile */
/**
 * @typedef {object} Example
 * @property {string} id
 * @property {string} name
 * @property {string} about
 * @property {TextFile[]} files
 * @property {string} [tag] the newest version tag; absent: that of what the files say
 * @property {string} commits one a line; indented lines belong to the one above
 * @property {string} [package]
 * @property {boolean} [honest] whether the manifests said that version when it was made; absent: they did
 */

/** @param {Record<string, string>} files @returns {TextFile[]} */
const texts = (files) => Object.entries(files).map(([path, text]) => ({ path, text }));
/** @param {unknown} value */
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** @type {Example[]} */
export const EXAMPLES = [
  {
    id: 'npm',
    name: 'npm',
    about: 'A package and its lock file.',
    files: texts({
      'package.json': json({ name: 'doorbell', version: '1.2.3', type: 'module', dependencies: { chime: '^2.0.0' } }),
      'package-lock.json': json({
        name: 'doorbell',
        version: '1.2.3',
        lockfileVersion: 3,
        requires: true,
        packages: {
          '': { name: 'doorbell', version: '1.2.3', dependencies: { chime: '^2.0.0' } },
          'node_modules/chime': { version: '2.0.4', resolved: 'https://registry.npmjs.org/chime/-/chime-2.0.4.tgz' },
        },
      }),
      'README.md': '# doorbell\n\n`npm i doorbell@1.2.3`\n',
    }),
    commits: 'fix: ring once\nfeat: play a melody (#12)',
  },
  {
    id: 'cargo',
    name: 'Cargo',
    about: 'A workspace whose members share one version, and require each other by it.',
    files: texts({
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n\n[workspace.package]\nversion = "0.8.1" # all of them\nedition = "2024"\n',
      'crates/hinge/Cargo.toml': '[package]\nname = "hinge"\nversion.workspace = true\nedition.workspace = true\n',
      'crates/door/Cargo.toml': '[package]\nname = "door"\nversion.workspace = true\nedition.workspace = true\n\n[dependencies]\nhinge = { path = "../hinge", version = "0.8.1" }\n',
      'Cargo.lock': 'version = 4\n\n[[package]]\nname = "door"\nversion = "0.8.1"\ndependencies = [\n "hinge",\n]\n\n[[package]]\nname = "hinge"\nversion = "0.8.1"\n',
    }),
    commits: 'feat!: doors open outwards\nfix(hinge): no squeaking',
  },
  {
    id: 'python',
    name: 'Python',
    about: 'A manifest nobody has touched for six releases: the tag says one thing, its tree another.',
    files: texts({
      'pyproject.toml': '[project]\nname = "specify-cli"\nversion = "0.2.328"  # nobody has touched this for six releases\nrequires-python = ">=3.11"\n',
      'src/specify_cli/__init__.py': '"""A command line for specifications."""\n\n__version__ = "0.2.328"\n',
    }),
    tag: 'v0.2.334',
    honest: false,
    commits: 'fix: name the manual',
  },
  {
    id: 'maven',
    name: 'Maven',
    about: 'A parent and its module; what is being worked on is a snapshot.',
    files: texts({
      'pom.xml':
        '<project xmlns="http://maven.apache.org/POM/4.0.0">\n  <modelVersion>4.0.0</modelVersion>\n  <groupId>org.example</groupId>\n  <artifactId>house</artifactId>\n  <version>2.5.0-SNAPSHOT</version>\n  <packaging>pom</packaging>\n  <modules>\n    <module>door</module>\n  </modules>\n</project>\n',
      'door/pom.xml':
        '<project xmlns="http://maven.apache.org/POM/4.0.0">\n  <modelVersion>4.0.0</modelVersion>\n  <parent>\n    <groupId>org.example</groupId>\n    <artifactId>house</artifactId>\n    <version>2.5.0-SNAPSHOT</version>\n  </parent>\n  <artifactId>door</artifactId>\n</project>\n',
    }),
    tag: 'v2.4.9',
    commits: 'feat: a bell beside the door',
  },
  {
    id: 'monorepo',
    name: 'Monorepo',
    about: 'Packages with versions of their own: one is released, what others require of it follows.',
    files: texts({
      'package.json': json({ name: 'house', private: true, workspaces: ['packages/*'] }),
      'packages/bell/package.json': json({ name: '@house/bell', version: '3.1.0' }),
      'packages/door/package.json': json({ name: '@house/door', version: '0.4.2', dependencies: { '@house/bell': '^3.1.0' } }),
    }),
    tag: '@house/bell@3.1.0',
    commits: 'feat(bell)!: two tones',
    package: '@house/bell',
  },
];

export const FIRST = EXAMPLES[0] ?? { id: '', name: '', about: '', files: [], commits: '' };
