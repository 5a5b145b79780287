// What a process says besides its results. A server may say as much as it likes; its first and last words are kept.

const KEPT = 128 * 1024;
/** Longer than any secret, so that none is cut in two where something was left out. */
const MARGIN = 8 * 1024;

export class Talk {
  /** @type {Buffer[]} */
  #first = [];
  #firstSize = 0;
  /** @type {Buffer[]} */
  #last = [];
  #lastSize = 0;
  #leftOut = 0;

  /** @param {Buffer} chunk */
  add(chunk) {
    const room = Math.max(0, KEPT - this.#firstSize);
    const [head, tail] = [chunk.subarray(0, room), chunk.subarray(room)];
    if (head.length > 0) this.#first.push(head);
    this.#firstSize += head.length;
    if (tail.length === 0) return;
    this.#last.push(tail);
    this.#lastSize += tail.length;
    // Now and then, not with every chunk.
    if (this.#lastSize <= 2 * KEPT) return;
    const all = Buffer.concat(this.#last);
    this.#leftOut += all.length - KEPT;
    // A copy: the rest of it shall go.
    this.#last = [Buffer.from(all.subarray(all.length - KEPT))];
    this.#lastSize = KEPT;
  }

  /**
   * @param {(text: string) => string} redact
   * @returns {string}
   */
  text(redact) {
    const [first, last] = [Buffer.concat(this.#first), Buffer.concat(this.#last)];
    if (this.#leftOut === 0) return redact(Buffer.concat([first, last]).toString());
    const [begins, ends] = [redact(first.toString()), redact(last.toString())];
    const gap = this.#leftOut + 2 * MARGIN;
    return `${begins.slice(0, -MARGIN)}\n… ${gap} bytes are left out …\n${ends.slice(MARGIN)}`;
  }
}

/**
 * What git complains of, and the first of the files that it lists, where it lists some.
 * @param {string[]} lines of what it said, those that count
 * @returns {string | undefined}
 */
export function complaint(lines) {
  const at = Math.max(0, lines.findIndex((line) => /^(fatal|error): /.test(line)));
  const line = lines[at]?.replace(/^(fatal|error): /, '');
  return line?.endsWith(':') ? `${line} ${lines[at + 1]?.trim() ?? ''}` : line;
}
