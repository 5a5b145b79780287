// Lists that come in pages. GitHub gives a hundred on one, Gitea fifty, or fewer where somebody has set that.

/** @typedef {import('../types.js').Hosting['kind']} Kind */
/** @typedef {import('../types.js').Denial} Denial */

/** What each gives on a page at most. */
export const FULL = { github: 100, gitea: 50 };

/**
 * What asks for a page of a list.
 * @param {Kind} kind
 * @param {{page?: number, size?: number}} [wanted]
 * @returns {Record<string, string>}
 */
export function pageOf(kind, { page = 1, size = FULL[kind] } = {}) {
  return { [kind === 'gitea' ? 'limit' : 'per_page']: String(size), ...(page > 1 ? { page: String(page) } : {}) };
}

/**
 * Whether nothing comes after a page. A Gitea may give fewer than it is asked for: its last one is the empty one.
 * @param {Kind} kind
 * @param {number} count how many are on it
 */
function isLast(kind, count) {
  return kind === 'gitea' ? count === 0 : count < FULL[kind];
}

/**
 * The pages of a list, one after the other, or a few at once where the first one was full.
 * @param {import('./github.js').GitHub} client
 * @param {Kind} kind
 * @param {string} path
 * @param {Record<string, string>} query
 * @param {{most: number, atOnce?: number, whole?: boolean, until?: (row: any) => boolean}} how `most`: pages; `whole`: whether
 *   this server gives this list in one piece; `until`: the row that is looked for, after whose page nobody asks
 * @returns {Promise<{ok: true, rows: any[], cut: boolean} | {ok: false, denial: Denial}>} `cut`: there are more, or may be
 */
export async function pagesOf(client, kind, path, query, { most, atOnce = 1, whole = false, until }) {
  const ask = (/** @type {number} */ page) => client.list(path, { ...query, ...pageOf(kind, { page }) });
  /** @type {any[]} */
  const rows = [];
  // What is new meanwhile pushes the others on: the last of a page is the first of the next one, too.
  const ids = new Set();
  const isNew = (/** @type {any} */ { id }) => id === undefined || (!ids.has(id) && ids.add(id));
  for (let page = 1; page <= most; ) {
    // The first one mostly is all; where it is full there may be many.
    const full = page > 1 && rows.length >= (page - 1) * FULL[kind];
    const answers = await Promise.all(Array.from({ length: full ? Math.min(atOnce, most + 1 - page) : 1 }, (_, at) => ask(page + at)));
    page += answers.length;
    for (const answer of answers) {
      if (!answer.ok) return answer;
      rows.push(...answer.data.filter(isNew));
      if (whole || isLast(kind, answer.data.length)) return { ok: true, rows, cut: false };
    }
    if (until && rows.some(until)) break;
  }
  return { ok: true, rows, cut: true };
}
