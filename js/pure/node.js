// `import … from 'version-first/pure'` in Node: versions and names by the small core, ready at once.

import { inflateRawSync } from 'node:zlib';

import bytes from '../../dist/pure.bytes.mjs';
import * as glue from '../../dist/pure.mjs';
import { start } from '../core/instance.js';

/** @typedef {import('./pure.js').Pure} Pure */

/** @type {Pure} */
const core = start(glue, inflateRawSync(Buffer.from(bytes, 'base64')));

/** The core is there already: what a program for browsers begins with is right here, too. */
export default async function init() {}

export const { nextVersion, tagName, parseTag, bumpBranch, parseBumpBranch, parseIteration, nextIteration, iterationsOf, taskBranch, parseTaskBranch } = core;
