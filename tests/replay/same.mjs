// Whether a real thing is what the model said it would be. Object names differ, of course: what counts is that the same
// name always stands for the same other one, both ways.

/** @typedef {Map<string, string>} Names */

/** An object's name, or its beginning. */
const NAME = /\b(?:[0-9a-f]{40}|[0-9a-f]{12})\b/g;
const SHORT = 12;

/** What a machine or a server says in its own words, and people's names: in the model everybody is a person. */
const QUOTED = /(does not answer: `|stays as it is: |` by )[^`]*?(?=`|$| in #)/g;

/** What cannot be the same: what an API calls things, and what a server or a machine said in its own words. */
const OWN = new Set(['nodeId', 'id', 'uploadUrl']);

/** Release notes, and those whom they name, tell of commits one by one, which the model knows only as numbers: tests of their own are about them. */
const NOTES = (/** @type {string} */ key, /** @type {Record<string, any>} */ of) => key === 'notes' || ((key === 'body' || key === 'people') && of['kind'] === 'release');

export class Mismatch extends Error {}

/** Pairs of which each side stands for the other. */
export class Pairs {
  #to = new Map();
  #from = new Map();

  /** @param {string} what */
  constructor(what) {
    this.what = what;
  }

  /** @param {string} model @param {string} real @param {string} where */
  pair(model, real, where) {
    const [known, other] = [this.#to.get(model), this.#from.get(real)];
    if ((known ?? real) !== real || (other ?? model) !== model) {
      throw new Mismatch(`${where}: ${this.what} ${real} should be the model's ${model}, which is ${known ?? 'another one'}; the model calls this one ${other ?? 'nothing'}`);
    }
    this.#to.set(model, real);
    this.#from.set(real, model);
    if (model.length > SHORT && this.#to.get(model.slice(0, SHORT)) === undefined) this.pair(model.slice(0, SHORT), real.slice(0, SHORT), where);
  }
}

export class Same {
  names = new Pairs('the object');
  trees = new Pairs('the tree');

  /** @param {string} origin where the hosting is, which the model calls https://example.com */
  constructor(origin) {
    this.origin = origin;
  }

  /** @param {any} model @param {any} real @param {string} where */
  check(model, real, where) {
    if (typeof model === 'string' && typeof real === 'string') return this.#text(model, real.replaceAll(this.origin, 'https://example.com'), where);
    if (Array.isArray(model) && Array.isArray(real)) {
      if (model.length !== real.length) throw unlike(model, real, where);
      return model.forEach((one, at) => this.check(one, real[at], `${where}[${at}]`));
    }
    if (isObject(model) && isObject(real)) {
      if (model.kind !== real.kind) throw unlike(model, real, where);
      for (const key of new Set([...Object.keys(model), ...Object.keys(real)])) {
        if (!OWN.has(key) && !NOTES(key, model)) this.check(model[key], real[key], `${where}.${key}`);
      }
      return;
    }
    // What is not said is left out on one side, and null on the other.
    if ((model ?? null) !== (real ?? null)) throw unlike(model, real, where);
  }

  /** @param {string} model @param {string} real @param {string} where */
  #text(model, real, where) {
    const plain = (/** @type {string} */ text) => text.replace(NAME, '#').replace(QUOTED, '$1');
    if (plain(model) !== plain(real)) throw unlike(model, real, where);
    const names = real.match(NAME) ?? [];
    (model.match(NAME) ?? []).forEach((name, at) => this.names.pair(name, names[at] ?? '', where));
  }
}

/** @param {unknown} one @returns {one is Record<string, any>} */
const isObject = (one) => typeof one === 'object' && one !== null && !Array.isArray(one);

/** @param {unknown} model @param {unknown} real @param {string} where */
const unlike = (model, real, where) => new Mismatch(`${where}: the model has ${JSON.stringify(model)}, reality has ${JSON.stringify(real)}`);
