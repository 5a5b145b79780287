// What the core gives: real answers, walked along their types. A field that the types do not know, one that they promise and
// that is not there, a word or a kind of value that they do not have: each is a difference.

/** @typedef {import('typescript').Type} Type */
/** @typedef {ReturnType<typeof import('./types.mjs').read>} Types */

/**
 * @param {Types} types @param {Type} type @param {unknown} value @param {string} where
 * @param {Set<string>} seen the fields that were there, as `Type.field`
 * @returns {string[]} every difference
 */
export function differences(types, type, value, where, seen) {
  if (value === undefined || value === null) return types.mayBeNothing(type) || type.flags & (types.flags.Unknown | types.flags.Any | types.flags.Void) ? [] : [`${where}: nothing, where the types have ${types.name(type)}`];
  const members = types.members(type);
  const kind = /** @type {any} */ (value).kind;
  const fitting = members.filter((one) => kind === undefined || !types.isObject(one) || types.fields(one).some((field) => field.name === 'kind' && (types.words(field.type)?.includes(kind) ?? true)));
  /** @type {string[] | undefined} */
  let nearest;
  for (const one of fitting) {
    const found = ofOne(types, one, value, where, seen);
    if (found.length === 0) return [];
    nearest ??= found;
  }
  return nearest ?? [`${where}: ${JSON.stringify(value)?.slice(0, 80)}, where the types have ${types.name(type)}`];
}

/** @param {Types} types @param {Type} type @param {any} value @param {string} where @param {Set<string>} seen @returns {string[]} */
function ofOne(types, type, value, where, seen) {
  const { flags } = types;
  const wrong = [`${where}: ${JSON.stringify(value)?.slice(0, 80)}, where the types have ${types.name(type)}`];
  if (type.flags & (flags.Unknown | flags.Any)) return [];
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value === value ? [] : wrong;
  if (types.textual(type)) return typeof value === 'string' ? [] : wrong;
  if (type.flags & flags.BooleanLiteral) return String(value) === types.name(type) ? [] : wrong;
  if (type.flags & flags.BooleanLike) return typeof value === 'boolean' ? [] : wrong;
  if (type.flags & flags.NumberLike) return typeof value === 'number' ? [] : wrong;
  if (types.isArray(type)) return Array.isArray(value) ? value.flatMap((item) => differences(types, types.element(type), item, `${where}[]`, seen)) : wrong;
  if (!types.isObject(type) || typeof value !== 'object' || Array.isArray(value)) return wrong;
  const values = types.values(type);
  if (values) return Object.values(value).flatMap((item) => differences(types, values, item, `${where}.*`, seen));
  const fields = types.fields(type);
  const unknown = Object.keys(value).filter((name) => !fields.some((field) => field.name === name)).map((name) => `${where}.${name}: the types do not know it`);
  return [
    ...unknown,
    ...fields.flatMap((field) => {
      if (!Object.hasOwn(value, field.name)) return field.optional ? [] : [`${where}.${field.name}: the types promise it, and it is not there`];
      seen.add(field.at);
      return differences(types, field.type, value[field.name], `${where}.${field.name}`, seen);
    }),
  ];
}

/** Every field that an answer may have, as `Type.field`. @param {Types} types @param {Type} type @param {Set<string>} [all] */
export function fieldsOf(types, type, all = new Set()) {
  for (const one of types.members(type)) {
    if (types.isArray(one)) fieldsOf(types, types.element(one), all);
    const values = types.isObject(one) ? types.values(one) : undefined;
    if (values) fieldsOf(types, values, all);
    else if (types.isObject(one)) {
      for (const field of types.fields(one)) {
        if (all.has(field.at)) continue;
        all.add(field.at);
        fieldsOf(types, field.type, all);
      }
    }
  }
  return all;
}
