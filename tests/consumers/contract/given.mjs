// What the core takes: at every place of every argument a field and a word that there are not. The refusal lists those that
// there are, and they must be those of the types.

/** @typedef {import('typescript').Type} Type */
/** @typedef {ReturnType<typeof import('./types.mjs').read>} Types */

const NONE = 'zz9';

/**
 * A value of this type with nothing in it that may be left out. What only the core can make comes from it.
 * @param {Types} types @param {Type} type @param {Record<string, unknown>} made by the names of their types @returns {any}
 */
export function least(types, type, made) {
  if (Object.hasOwn(made, types.name(type))) return made[types.name(type)];
  const [first] = types.members(type);
  if (first === undefined || types.mayBeNothing(type)) return null;
  if (types.isArray(first)) return [];
  if (first.isStringLiteral() || first.isNumberLiteral()) return first.value;
  if (types.textual(first)) return '';
  if (first.flags & types.flags.NumberLike) return 1;
  if (first.flags & types.flags.BooleanLike) return false;
  if (types.values(first)) return {};
  if (types.isObject(first)) return Object.fromEntries(types.fields(first).filter(({ optional }) => !optional).map((field) => [field.name, least(types, field.type, made)]));
  return null;
}

/**
 * Every difference between what a function takes and what its types say.
 * @param {Types} types
 * @param {Types['functions'][number]} called
 * @param {(...args: any[]) => unknown} core
 * @param {Record<string, unknown>} made
 * @returns {{differences: string[], places: number}}
 */
export function takes(types, called, core, made) {
  /** @type {string[]} */
  const differences = [];
  let places = 0;
  /** @param {any[]} args */
  const refusal = (args) => {
    try {
      core(...args);
      return 'it is taken';
    } catch (error) {
      return /** @type {Error} */ (error).message;
    }
  };
  /** @param {string} where @param {string} said @param {string} begins @param {string[]} expected */
  const compare = (where, said, begins, expected) => {
    places += 1;
    const list = said.split(begins)[1];
    const known = list === undefined ? undefined : [...list.matchAll(/`([^`]+)`/g)].map(([, word]) => word).sort();
    if (known === undefined) differences.push(`${where}: the core does not list what it knows: ${said}`);
    else if (known.join() !== expected.toSorted().join()) differences.push(`${where}: the core knows ${known.join(', ')}; the types ${expected.toSorted().join(', ')}`);
  };
  /**
   * @param {Type} type @param {string} where @param {(value: any) => any[]} within the arguments with a value at this place, read before all others
   */
  const probe = (type, where, within) => {
    const words = types.words(type);
    if (words && words.length > 1) compare(where, refusal(within(NONE)), `there is no \`${NONE}\`: expected `, words);
    for (const one of types.members(type)) {
      if (types.isArray(one)) probe(types.element(one), `${where}[]`, (value) => within([value]));
      const values = types.isObject(one) ? types.values(one) : undefined;
      if (values) probe(values, `${where}.*`, (value) => within({ a: value }));
      else if (types.isObject(one)) inside(one, where, within);
    }
  };
  /** @param {Type} type @param {string} where @param {(value: any) => any[]} within */
  const inside = (type, where, within) => {
    const all = types.fields(type);
    const kind = all.find(({ name, type: word }) => name === 'kind' && types.words(word)?.length === 1);
    const begin = kind ? { kind: types.words(kind.type)?.[0] } : {};
    const whole = least(types, type, made);
    const names = all.map(({ name }) => name).filter((name) => !(kind && name === 'kind'));
    if (names.length > 0) compare(kind ? `${where}(${begin.kind})` : where, refusal(within({ ...begin, [NONE]: 1, ...whole })), `there is no field \`${NONE}\`: expected `, names);
    // Of what has just been handed out nothing but its memory is taken in again.
    if (Object.hasOwn(made, types.name(type))) return;
    for (const field of all) if (!(kind && field.name === 'kind')) probe(field.type, `${where}.${field.name}`, (value) => within({ ...begin, [field.name]: value, ...without(whole, field.name) }));
  };
  called.parameters.forEach((parameter, index) => {
    const within = (/** @type {any} */ value) => called.parameters.map((other, at) => (at === index ? value : least(types, other.type, made)));
    probe(parameter.type, `${called.name}(${parameter.name})`, within);
  });
  return { differences, places };
}

/** @param {Record<string, unknown>} object @param {string} name */
const without = (object, name) => Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));
