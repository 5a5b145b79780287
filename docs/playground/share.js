// All of the page's state in its address, behind the `#`: a link holds everything, and no server sees it.

/** Some programs cut longer addresses. */
export const LONGEST_LINK = 32_000;
/** What a link may unfold to, before anybody looks at it. */
const LONGEST_STATE = 2_000_000;
const FORMAT = '1.';

/**
 * @param {unknown} state
 * @returns {Promise<string | null>} null: it is too long for a link
 */
export async function packed(state) {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  const small = await through(bytes, new CompressionStream('deflate-raw'), LONGEST_STATE);
  if (!small) return null;
  let binary = '';
  for (const byte of small) binary += String.fromCharCode(byte);
  const text = FORMAT + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return text.length > LONGEST_LINK ? null : text;
}

/**
 * What a link holds, whoever made it: any JSON at all, or undefined where it is none of ours.
 * @param {string} text
 * @returns {Promise<unknown>}
 */
export async function unpacked(text) {
  if (!text.startsWith(FORMAT) || text.length > LONGEST_LINK || !/^[\w.-]*$/.test(text)) return undefined;
  try {
    const binary = atob(text.slice(FORMAT.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = await through(Uint8Array.from(binary, (one) => one.charCodeAt(0)), new DecompressionStream('deflate-raw'), LONGEST_STATE);
    return bytes ? JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 * @param {number} most
 * @returns {Promise<Uint8Array | null>} null: more came than that, and it was not waited for
 */
async function through(bytes, stream, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel().catch(() => {});
      return null;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
