// Bytes of files as texts: manifests, and what is read beside them.

import { ShellError } from '../say/errors.js';

export const LARGEST_MANIFEST = 20 * 1024 * 1024;
/** Files of pipelines, of whatever server; the core asks for those it knows. */
const PIPELINE =
  /^(?:\.(?:github|gitea|forgejo)\/workflows\/|\.(?:gitlab-ci|travis|drone|cirrus)\.|\.?appveyor\.|\.woodpecker|\.?azure-pipelines|bitbucket-pipelines\.|\.(?:circleci|semaphore)\/)/;

/**
 * @param {string} path
 * @param {number} size
 */
export function tooLarge(path, size) {
  const megabytes = Math.ceil(size / 1024 / 1024);
  return new ShellError('manifest-too-large', `\`${path}\` has ${megabytes} MiB: expected a manifest of at most 20 MiB`, {
    path,
    nextSteps: [`make \`${path}\` smaller, or remove it`],
  });
}

/** @param {number} size */
export function isTooLarge(size) {
  return size > LARGEST_MANIFEST;
}

/**
 * UTF-8 to text; a BOM stays, and what is not UTF-8 is refused instead of silently replaced.
 * @param {Uint8Array} data
 * @param {string} path
 * @param {() => string[]} [ways] what else is to be done about it
 */
export function decode(data, path, ways = () => []) {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(data);
  } catch {
    // A pipeline is only looked at and never rewritten: in what encoding people comment it is no matter of ours.
    if (PIPELINE.test(path)) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(data);
    const line = firstBadLine(data);
    throw new ShellError('not-utf8', `\`${path}\` is not UTF-8: expected text`, {
      path,
      line,
      nextSteps: [`save \`${path}\` as UTF-8 (a release takes what is committed and pushed), and run this again`, ...ways()],
    });
  }
}

/** @param {Uint8Array} data */
function firstBadLine(data) {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = data.indexOf(0x0a, start);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(data.subarray(start, end < 0 ? data.length : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
  }
}
