// A unified diff of two texts that differ in single lines, as rewriting a version leaves them.

const CONTEXT = 3;

/**
 * @param {string} path
 * @param {string} before
 * @param {string} after
 * @returns {string}
 */
export function diffOf(path, before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  // The rewriting replaces text within lines. Should it ever not, everything between the first and the last
  // difference is one change.
  const ranges = old.length === now.length ? changedLines(old, now) : [betweenEnds(old, now)];
  return [`--- a/${path}`, `+++ b/${path}`, ...hunks(old, now, ranges), ''].join('\n');
}

/** @typedef {{start: number, end: number, nowEnd: number}} Range lines from `start` up to, not including, `end` */

/**
 * Changed lines, those near to each other in one range.
 * @param {string[]} old
 * @param {string[]} now
 * @returns {Range[]}
 */
function changedLines(old, now) {
  /** @type {Range[]} */
  const ranges = [];
  old.forEach((line, index) => {
    if (line === now[index]) return;
    const last = ranges.at(-1);
    if (last && index - last.end <= 2 * CONTEXT) last.end = last.nowEnd = index + 1;
    else ranges.push({ start: index, end: index + 1, nowEnd: index + 1 });
  });
  return ranges;
}

/**
 * @param {string[]} old
 * @param {string[]} now
 * @returns {Range}
 */
function betweenEnds(old, now) {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let same = 0;
  const most = Math.min(old.length, now.length) - start;
  while (same < most && old[old.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  return { start, end: old.length - same, nowEnd: now.length - same };
}

/**
 * @param {string[]} old
 * @param {string[]} now
 * @param {Range[]} ranges
 */
function hunks(old, now, ranges) {
  return ranges.flatMap(({ start, end, nowEnd }) => {
    const first = Math.max(0, start - CONTEXT);
    const tail = old.slice(end, end + CONTEXT);
    // The empty string after the last line end is no line.
    if (end + tail.length === old.length && tail.at(-1) === '') tail.pop();
    const lead = old.slice(first, start);
    const size = (/** @type {number} */ changed) => lead.length + changed + tail.length;
    return [
      `@@ -${first + 1},${size(end - start)} +${first + 1},${size(nowEnd - start)} @@`,
      ...lead.map((line) => ` ${line}`),
      ...marked(old.slice(start, end), now.slice(start, nowEnd)),
      ...tail.map((line) => ` ${line}`),
    ];
  });
}

/**
 * @param {string[]} old
 * @param {string[]} now
 */
function marked(old, now) {
  if (old.length !== now.length) return [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)];
  return old.flatMap((line, index) => (line === now[index] ? [` ${line}`] : [`-${line}`, `+${now[index]}`]));
}
