// Rust as our checks read it: without what only its own tests see.

/** Comments and texts, which may hold any letter; the attribute; and what an item is bounded by. */
const pieces = /\/\/[^\n]*|\/\*[^]*?\*\/|(?<!\w)b?r(#*)"[^]*?"\1|"(?:[^"\\]|\\[^])*"|'(?:[^'\\\n]|\\[^\n']+|\\')'|#\[cfg\(test\)\]|[{}()[\];]/g;

/**
 * The text without the items that stand behind `#[cfg(test)]`: modules, statements, statics. Their lines are still there, empty,
 * so that a line keeps its number.
 * @param {string} text
 */
export function withoutTests(text) {
  let out = '';
  let kept = 0;
  /** Where the item under way begins, and how many brackets are open in it. @type {{from: number, depth: number} | null} */
  let item = null;
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    if (item === null) {
      if (piece === '#[cfg(test)]') item = { from: index, depth: 0 };
      continue;
    }
    if (/^[{([]$/.test(piece)) item.depth += 1;
    if (/^[})\]]$/.test(piece)) item.depth -= 1;
    // An attribute that follows ends in a bracket, a list of arguments in a parenthesis: neither ends the item.
    if (item.depth > 0 || !/^[};]$/.test(piece)) continue;
    const to = index + piece.length;
    out += text.slice(kept, item.from) + text.slice(item.from, to).replace(/[^\n]+/g, '');
    [kept, item] = [to, null];
  }
  return item === null ? out + text.slice(kept) : out + text.slice(kept, item.from);
}
