// Repositories with a past: tags of a former name, of an age that ended, and versions that no manifest can be read for.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectReleased } from './harness/expect.mjs';
import { scenario } from './harness/sandbox.mjs';

/**
 * @typedef {import('./harness/sandbox.mjs').Sandbox} Sandbox
 * @typedef {{say: string, files: Record<string, string>, tags?: string[], aside?: boolean}} Commit
 */

/**
 * A repository with these commits, oldest first, each with its tags; those that are aside are on no branch.
 * @param {Sandbox} box
 * @param {Commit[]} commits
 * @param {string[]} [args]
 */
async function releasing(box, commits, args = []) {
  const [first, ...more] = commits;
  const remote = await box.remote([first ?? { say: 'feat: start', files: {} }]);
  const main = async () => (await remote.refs())['refs/heads/main']?.commit ?? '';
  for (const tag of first?.tags ?? []) await remote.git(['tag', tag, await main()]);
  for (const { say, files, tags = [], aside } of more) {
    const before = await main();
    await remote.write([{ say, files }]);
    for (const tag of tags) await remote.git(['tag', tag, await main()]);
    if (aside) await remote.git(['update-ref', 'refs/heads/main', before]);
  }
  const clone = await box.clone(remote);
  const before = Object.keys(await remote.refs());
  const ran = await clone.run(['release', '--json', ...args]);
  const made = Object.keys(await remote.refs()).filter((ref) => !before.includes(ref));
  return { ran, made };
}

/** @param {string} version */
const pom = (version) => `<project>\n  <groupId>org.o</groupId>\n  <artifactId>doors-parent</artifactId>\n  <version>${version}</version>\n</project>\n`;
/** @param {string} version */
const python = (version) => `[project]\nname = "doors"\nversion = "${version}"\n`;

describe('tags of a former name', { concurrency: 2 }, () => {
  scenario('the family that goes on is the one that carries the name of the root, in Maven, too', async (box) => {
    const { ran, made } = await releasing(box, [
      { say: 'start', files: { 'pom.xml': pom('1.6') } },
      { say: 'old', files: { 'pom.xml': pom('1.7') }, tags: ['1.7'], aside: true },
      { say: 'release', files: { 'pom.xml': pom('2.13.2') }, tags: ['doors-parent-2.13.2'] },
      { say: 'fix: the hinge', files: { 'pom.xml': pom('2.13.3-SNAPSHOT'), x: '1' } },
    ]);
    expectReleased(ran, '2.13.3', 'doors-parent-2.13.3');
    assert.deepEqual(made, ['refs/tags/doors-parent-2.13.3']);
  });

  scenario('a name that no manifest has goes on where the manifests say its newest version', async (box) => {
    const { ran } = await releasing(box, [
      { say: 'start', files: { 'pyproject.toml': python('1.6.0') } },
      { say: 'old', files: { 'pyproject.toml': python('1.7.0') }, tags: ['v1.3.0'], aside: true },
      { say: 'release', files: { 'pyproject.toml': python('5.3.0') }, tags: ['windows-5.3.0'] },
      { say: 'fix: the hinge', files: { x: '1' } },
    ]);
    expectReleased(ran, '5.3.1', 'windows-5.3.1');
  });

  for (const args of [[], ['--bump', '5.4.0']]) {
    scenario(`where no manifest tells of it, both are named ${args.join(' ')}`, async (box) => {
      const { ran, made } = await releasing(
        box,
        [
          { say: 'start', files: { 'maven-tests/pom.xml': pom('1.0.0-SNAPSHOT') } },
          { say: 'old', files: { x: 'old' }, tags: ['1.3.0'], aside: true },
          { say: 'release', files: { x: '0' }, tags: ['parent-5.3.0'] },
          { say: 'aside', files: { x: '2' }, tags: ['parent-5.3.1'], aside: true },
          { say: 'fix: the hinge', files: { x: '1' } },
        ],
        args,
      );
      expectFailure(ran, 'ambiguous-tags');
      assert.match(ran.json.message, /`1\.3\.0`, `parent-5\.3\.0`/);
      assert.match(ran.json.nextSteps.join('\n'), /--tag-format 'parent-\{version\}'/);
      assert.deepEqual(made, []);
    });
  }
});

describe('a greater tag of an age that ended', { concurrency: 2 }, () => {
  const past = [
    { say: 'start', files: { 'pyproject.toml': python('0.27.0') } },
    { say: 'beta', files: { 'pyproject.toml': python('1.0.0b0') }, tags: ['1.0.0.beta0'] },
    { say: 'back', files: { 'pyproject.toml': python('0.28.0') }, tags: ['0.28.0'] },
    { say: 'fix: the hinge', files: { x: '1' } },
  ];
  scenario('stops the run, and is named', async (box) => {
    const { ran, made } = await releasing(box, past);
    expectFailure(ran, 'ambiguous-tags');
    assert.match(ran.json.message, /`1\.0\.0\.beta0`, is above what the manifests say, 0\.28\.0, and `0\.28\.0` was made after it/);
    assert.match(ran.json.nextSteps.join('\n'), /--ignore-tags 1\.0\.0\.beta0/);
    assert.deepEqual(made, []);
  });

  scenario('is left out by pattern', async (box) => {
    const { ran } = await releasing(box, past, ['--ignore-tags', '1.0.0.beta0']);
    expectReleased(ran, '0.28.1', '0.28.1');
  });

  scenario('does not matter where the version is named', async (box) => {
    const { ran } = await releasing(box, past, ['--bump', '0.28.1']);
    expectReleased(ran, '0.28.1', '0.28.1');
  });
});

describe('a manifest that was left behind by every tag', { concurrency: 2 }, () => {
  scenario('does not bring an asked version back to its own age', async (box) => {
    const { ran } = await releasing(
      box,
      [
        { say: 'start', files: { 'pyproject.toml': python('7.1.2') }, tags: ['7.1.2'] },
        { say: 'feat: much', files: { x: '0' }, tags: ['12.1.0'] },
        { say: 'fix: the hinge', files: { x: '1' } },
      ],
      ['--bump', '12.2.0'],
    );
    expectReleased(ran, '12.2.0', '12.2.0');
    assert.equal(ran.json.previous ?? '12.1.0', '12.1.0');
  });
});

describe('a version that is computed', { concurrency: 2 }, () => {
  const gemspec = (/** @type {string} */ given) => `Gem::Specification.new do |spec|\n  spec.name = "doors"\n  spec.version = ${given}\nend\n`;
  scenario('is found in the module that Ruby people keep it in', async (box) => {
    const { ran } = await releasing(box, [
      {
        say: 'feat: start',
        files: {
          'doors.gemspec': gemspec('Doors::Version.version'),
          'lib/doors/version.rb': "module Doors\n  module Version\n    STRING = '1.2.3'\n    MSG = '%<version>s'\n  end\nend\n",
        },
        tags: ['v1.2.3'],
      },
      { say: 'fix: the hinge', files: { x: '1' } },
    ]);
    expectReleased(ran, '1.2.4');
    assert.deepEqual(ran.json.files?.map((/** @type {{path: string}} */ one) => one.path) ?? ['lib/doors/version.rb'], ['lib/doors/version.rb']);
  });

  scenario('and what a gem says between releases becomes its release', async (box) => {
    const { ran } = await releasing(box, [
      { say: 'start', files: { 'doors.gemspec': gemspec('"3.7.0"') }, tags: ['v3.7.0'] },
      { say: 'fix: the hinge', files: { 'doors.gemspec': gemspec('"3.8.0.pre"'), 'lib/doors.rb': '1' } },
    ]);
    expectReleased(ran, '3.8.0', 'v3.8.0');
  });

  scenario('a family that says what the manifests do by chance is not taken', async (box) => {
    const { ran, made } = await releasing(box, [
      { say: 'start', files: { 'package.json': '{"name": "all", "version": "0.0.1", "private": true}\n' }, tags: ['site@0.0.1', 'kit@2.1.0'] },
      { say: 'fix: the hinge', files: { x: '1' } },
    ]);
    expectFailure(ran, 'ambiguous-tags');
    assert.deepEqual(made, []);
  });

  for (const [name, path, text] of [
    ['a gemspec', 'doors.gemspec', gemspec('Doors.number')],
    ['a mix.exs', 'mix.exs', 'defmodule Doors.MixProject do\n  def project do\n    [app: :doors, version: number()]\n  end\nend\n'],
    ['a pom.xml', 'pom.xml', pom('${number}')],
  ]) {
    scenario(`and not found stops the run, instead of tagging what says something else: ${name}`, async (box) => {
      const { ran, made } = await releasing(box, [
        { say: 'feat: start', files: { [`${path}`]: `${text}` }, tags: ['v1.2.3'] },
        { say: 'fix: the hinge', files: { x: '1' } },
      ]);
      expectFailure(ran, 'no-manifest');
      assert.match(ran.json.message, /its version is no plain text/);
      assert.match(ran.json.nextSteps.join('\n'), new RegExp(`takes its version from: \`--manifests`));
      assert.deepEqual(made, []);
    });
  }
});
