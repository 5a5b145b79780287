// Reads git objects through one long-lived `git cat-file --batch`: trees, commits, texts, and whether they are there.

import process from 'node:process';

import { Unreadable } from '../say/errors.js';
import { Queue } from './queue.js';
import { notStarted } from './git.js';
import { Talk } from './talk.js';

/** @typedef {import('node:child_process').ChildProcessWithoutNullStreams} Child */

/**
 * @typedef {object} GitObject
 * @property {string} oid
 * @property {string} type
 * @property {number} size
 * @property {Buffer | null} data null: larger than what was asked for
 */

/**
 * @typedef {object} Question
 * @property {number} limit
 * @property {(answer: GitObject | null) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** Answers come in the order of the questions, so any number of questions may be under way. */
export class ObjectReader {
  /** @type {Queue<Question>} */
  #questions = new Queue();
  #header = '';
  /** @type {{object: GitObject, filled: number, left: number} | null} what is being read; `left` counts its final newline */
  #body = null;
  #said = new Talk();
  #gathering = false;
  /** @type {Error | null} */
  #ended = null;

  /**
   * @param {Child} child a running `git cat-file --batch`
   * @param {(text: string) => string} redact
   */
  constructor(child, redact) {
    this.child = child;
    child.stdout.on('data', (chunk) => this.#read(chunk));
    child.stderr.on('data', (chunk) => this.#said.add(chunk));
    child.stdin.on('error', () => {});
    child.once('error', (error) => this.#end(notStarted(error)));
    child.once('close', (exit) => this.#end(new Unreadable(exit, this.#said.text(redact))));
  }

  /** Whether the process has ended: nothing more can be asked. */
  get ended() {
    return this.#ended !== null;
  }

  /**
   * One object by name; null where there is none.
   * @param {string} name
   * @param {{limit?: number}} [options]
   * @returns {Promise<GitObject | null>}
   */
  read(name, { limit = Infinity } = {}) {
    // The process would take a second line for a second question.
    if (name.includes('\n')) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      this.#questions.add({ limit, resolve, reject });
      this.#gather();
      this.child.stdin.write(`${name}\n`);
    });
  }

  /** Questions that are asked in one turn go to git in one write. */
  #gather() {
    if (this.#gathering) return;
    this.#gathering = true;
    this.child.stdin.cork();
    process.nextTick(() => {
      this.#gathering = false;
      this.child.stdin.uncork();
    });
  }

  close() {
    this.child.stdin.end();
  }

  /** @param {Error} error */
  #end(error) {
    this.#ended ??= error;
    for (let one = this.#questions.take(); one; one = this.#questions.take()) one.reject(this.#ended);
  }

  /** @param {Buffer} chunk */
  #read(chunk) {
    let at = 0;
    while (at < chunk.length) {
      at = this.#body ? this.#readBody(this.#body, chunk, at) : this.#readHeader(chunk, at);
    }
  }

  /**
   * @param {Buffer} chunk
   * @param {number} at
   */
  #readHeader(chunk, at) {
    const end = chunk.indexOf(0x0a, at);
    this.#header += chunk.toString('utf8', at, end < 0 ? chunk.length : end);
    if (end < 0) return chunk.length;
    const header = /^([0-9a-f]+) (\w+) (\d+)$/.exec(this.#header);
    this.#header = '';
    if (header) {
      const [, oid = '', type = '', digits = '0'] = header;
      const size = Number(digits);
      const data = size > (this.#questions.first?.limit ?? 0) ? null : Buffer.allocUnsafe(size);
      this.#body = { object: { oid, type, size, data }, filled: 0, left: size + 1 };
    } else {
      // `<name> missing`, or `ambiguous`.
      this.#questions.take()?.resolve(null);
    }
    return end + 1;
  }

  /**
   * @param {{object: GitObject, filled: number, left: number}} body
   * @param {Buffer} chunk
   * @param {number} at
   */
  #readBody(body, chunk, at) {
    const taken = Math.min(body.left, chunk.length - at);
    const { data, size } = body.object;
    if (data && body.filled < size) body.filled += chunk.copy(data, body.filled, at, at + Math.min(taken, size - body.filled));
    body.left -= taken;
    if (body.left === 0) {
      this.#body = null;
      this.#questions.take()?.resolve(body.object);
    }
    return at + taken;
  }
}
