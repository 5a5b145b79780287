// js/types.d.ts as the compiler reads it: what its functions take and give, to be held against what the core does.

import { join } from 'node:path';

import ts from 'typescript';

import { root } from '../../../scripts/lib.mjs';

/** @typedef {import('typescript').Type} Type */

/** @param {string} file @param {string} [text] instead of what is in the file */
export function read(file = join(root, 'js', 'types.d.ts'), text) {
  const options = { strict: true, target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], types: [], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const asItIs = host.getSourceFile.bind(host);
  host.readFile = (path) => (path === file && text !== undefined ? text : readFile(path));
  host.getSourceFile = (path, ...more) => (path === file && text !== undefined ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022) : asItIs(path, ...more));
  const program = ts.createProgram([file], options, host);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!source || !module) throw new Error(`${file} is no module`);
  const functions = checker.getExportsOfModule(module).flatMap((symbol) => {
    const [signature] = checker.getTypeOfSymbolAtLocation(symbol, source).getCallSignatures();
    if (!signature || !(symbol.flags & ts.SymbolFlags.Function)) return [];
    const parameters = signature.getParameters().map((parameter) => {
      const declaration = /** @type {import('typescript').ParameterDeclaration} */ (parameter.valueDeclaration);
      return { name: parameter.name, type: checker.getTypeOfSymbolAtLocation(parameter, source), optional: Boolean(declaration.questionToken) };
    });
    const said = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    return [{ name: symbol.name, parameters, gives: signature.getReturnType(), said }];
  });
  return { functions, ...lens(checker, source) };
}

/** @param {import('typescript').TypeChecker} checker @param {import('typescript').SourceFile} source */
function lens(checker, source) {
  const NOTHING = ts.TypeFlags.Null | ts.TypeFlags.Undefined;
  /** The kinds that a type may be, without nothing. @param {Type} type @returns {Type[]} */
  const members = (type) => (type.isUnion() ? type.types.filter((one) => !(one.flags & NOTHING)) : [type]);
  /** @param {Type} type */
  const mayBeNothing = (type) => (type.isUnion() ? type.types.some((one) => one.flags & NOTHING) : Boolean(type.flags & NOTHING));
  /** @param {Type} type */
  const textual = (type) => Boolean(type.flags & ts.TypeFlags.StringLike) || (type.isIntersection() && type.types.some((one) => one.flags & ts.TypeFlags.StringLike));
  /** @param {Type} type */
  const isBytes = (type) => checker.typeToString(type).startsWith('Uint8Array');
  /** @param {Type} type */
  const isObject = (type) => !isBytes(type) && (Boolean(type.flags & ts.TypeFlags.Object) || (type.isIntersection() && !textual(type))) && !checker.isArrayType(type);
  /** @param {Type} type @returns {Type} */
  const element = (type) => /** @type {Type} */ (checker.getTypeArguments(/** @type {any} */ (type))[0]);
  /** @param {Type} type @returns {Type | undefined} */
  const values = (type) => checker.getIndexTypeOfType(type, ts.IndexKind.String);
  /** @param {Type} type */
  const fields = (type) =>
    checker.getPropertiesOfType(type).map((property) => ({
      name: property.name,
      type: checker.getTypeOfSymbolAtLocation(property, source),
      optional: Boolean(property.flags & ts.SymbolFlags.Optional),
      /** Where it is written, which makes it one of a kind. */
      at: `${title(type)}.${property.name}`,
    }));
  /** A type's name; of one without, its kind and its fields. @param {Type} type */
  const title = (type) => {
    const name = checker.typeToString(type);
    if (!name.startsWith('{')) return name;
    const kind = /kind: "(\w+)"/.exec(name)?.[1] ?? '';
    return `${kind}{${checker.getPropertiesOfType(type).map((property) => property.name).filter((one) => one !== 'kind').join(' ')}}`;
  };
  /** The words that it may be, where it is words alone. @param {Type} type @returns {string[] | undefined} */
  const words = (type) => {
    const all = members(type);
    return all.every((one) => one.isStringLiteral()) ? all.map((one) => String(/** @type {any} */ (one).value)) : undefined;
  };
  const name = (/** @type {Type} */ type) => checker.typeToString(type);
  return { members, mayBeNothing, textual, isObject, isArray: (/** @type {Type} */ type) => checker.isArrayType(type), element, values, fields, words, name, flags: ts.TypeFlags };
}
