// A bare repository and its history, written by one `git fast-import`; and what stands in it afterwards.

import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { readRefs } from '../../standin/refs.mjs';

/**
 * @typedef {string | Buffer | {text: string | Buffer, mode: string} | null} Content null: deleted
 * @typedef {object} CommitSpec
 * @property {string} [say] the message
 * @property {Record<string, Content>} [files]
 * @property {string} [tag]
 * @property {boolean} [light] a lightweight tag
 * @property {string} [on] the branch, else the default one
 * @property {string} [from] the parent, where it is not the branch's tip: a ref or an oid
 * @property {string} [merge] a second parent: a ref or an oid
 * @property {string} [author] a name, or `name <address>`
 * @property {number} [when] seconds; else each commit is a minute younger than the one before
 *
 * @typedef {object} Rule
 * @property {string} pattern a ref, or its beginning and `*`
 * @property {string} reason
 * @property {string[]} [says] `{ref}` and `{ref-in-url}` stand for the ref
 * @property {string[]} [on] only when it is a `create`, `update` or `delete`
 * @property {string[]} [bypassed] what somebody who may pass is told
 */

const HOOK = fileURLToPath(new URL('proc-receive.mjs', import.meta.url));

export class Remote {
  #commits = 0;

  /** @param {import('./sandbox.mjs').Sandbox} box @param {string} dir @param {string} branch */
  constructor(box, dir, branch) {
    this.box = box;
    this.dir = dir;
    this.branch = branch;
  }

  get fileUrl() {
    return pathToFileURL(this.dir).href;
  }

  /** @param {string[]} args @param {string | Buffer} [input] */
  git(args, input) {
    return this.box.git(this.dir, args, input);
  }

  /**
   * Adds commits, as if somebody had pushed them.
   * @param {CommitSpec[]} commits
   * @returns {Promise<string[]>} their object names
   */
  async write(commits) {
    const started = new Set();
    const known = new Set(Object.keys(readRefs(this.dir)));
    const parts = [];
    commits.forEach((spec, index) => {
      const { say = 'chore: work', files = {}, tag, light = false, from, merge, author = 'Fix Ture', when: at } = spec;
      const ref = `refs/heads/${spec.on ?? this.branch}`;
      this.#commits += 1;
      const when = `${at ?? 1_700_000_000 + this.#commits * 60} +0000`;
      const who = (/** @type {string} */ name) => `${name.includes('<') ? name : `${name} <fix@example.com>`} ${when}\n`;
      parts.push(`commit ${ref}\nmark :${index + 1}\nauthor ${who(author)}committer ${who('Fix Ture')}`, ...data(say));
      if (from !== undefined) parts.push(`from ${from}\n`);
      else if (!started.has(ref) && known.has(ref)) parts.push(`from ${ref}^0\n`);
      started.add(ref);
      if (merge !== undefined) parts.push(`merge ${merge}\n`);
      for (const [path, content] of Object.entries(files)) parts.push(...change(path, content));
      parts.push('\n');
      if (tag !== undefined && light) parts.push(`reset refs/tags/${tag}\nfrom :${index + 1}\n\n`);
      else if (tag !== undefined) parts.push(`tag ${tag}\nfrom :${index + 1}\ntagger ${who('Fix Ture')}`, ...data(tag));
    });
    parts.push(...commits.map((_, index) => `get-mark :${index + 1}\n`), 'done\n');
    const said = await this.git(['fast-import', '--quiet', '--done', '--force'], Buffer.concat(parts.map((part) => Buffer.from(part))));
    return said.trim().split('\n');
  }

  /**
   * Every ref.
   * @returns {Promise<Record<string, {oid: string, type: string, commit: string}>>}
   */
  async refs() {
    const said = await this.git(['for-each-ref', '--format=%(refname) %(objectname) %(objecttype) %(*objectname)']);
    const rows = said.split('\n').filter(Boolean).map((row) => row.split(' '));
    return Object.fromEntries(rows.map(([ref, oid, type, peeled]) => [ref, { oid, type, commit: peeled || oid }]));
  }

  /** The branch's newest commit. @param {string} [branch] */
  async tip(branch = this.branch) {
    return (await this.git(['rev-parse', `refs/heads/${branch}`])).trim();
  }

  /** @param {string} rev @param {string} path */
  text(rev, path) {
    return this.git(['cat-file', 'blob', `${rev}:${path}`]);
  }

  /** Modes by path. @param {string} rev @returns {Promise<Record<string, string>>} */
  async modes(rev) {
    const rows = (await this.git(['ls-tree', '-r', '-z', rev])).split('\0').filter(Boolean);
    return Object.fromEntries(rows.map((row) => [row.slice(row.indexOf('\t') + 1), row.slice(0, 6)]));
  }

  /** @param {string} rev @param {string} format */
  async show(rev, format) {
    return (await this.git(['log', '-1', `--format=${format}`, rev])).trimEnd();
  }

  /** @param {string} key @param {string} value */
  config(key, value) {
    return this.git(['config', key, value]);
  }

  /** @param {string} name @param {string} script */
  hook(name, script) {
    mkdirSync(join(this.dir, 'hooks'), { recursive: true });
    const file = join(this.dir, 'hooks', name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }

  /**
   * Refuses refs one by one, as a hosting server does and a plain hook cannot.
   * @param {Record<string, {reason: string, says?: string[]}> | Rule[]} rules by ref; or a list, of which the first that fits decides
   */
  async protect(rules) {
    const list = Array.isArray(rules) ? rules : Object.entries(rules).map(([pattern, rule]) => ({ pattern, ...rule }));
    const file = join(this.dir, 'protect.json');
    writeFileSync(`${file}.new`, JSON.stringify(list));
    renameSync(`${file}.new`, file);
    this.hook('proc-receive', `exec '${process.execPath}' '${HOOK}' "$PWD/protect.json"`);
    await this.config('receive.procReceiveRefs', 'refs');
  }
}

/** @param {string | Buffer} text */
function data(text) {
  const bytes = Buffer.from(text);
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

/** @param {string} path @param {Content} content */
function change(path, content) {
  const name = `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
  if (content === null) return [`D ${name}\n`];
  const { text, mode } = typeof content === 'string' || Buffer.isBuffer(content) ? { text: content, mode: '100644' } : content;
  return [`M ${mode} inline ${name}\n`, ...data(text)];
}
