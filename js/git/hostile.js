// Names in trees that no honest commit has: what git's own check (`fsck`) refuses, on any file system somebody may check
// the tree out on. git itself lets them through where it only reads.

/** The code points that HFS+ passes over when it compares names. */
const UNSEEN = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** Only names with one of these in front, or a separator in them, need the closer look. */
const SUSPICIOUS = /^$|^[.gG\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]|[/\\]/;

/**
 * Whether an entry's name would lead out of its folder, or into a clone's own `.git`.
 * @param {string} name
 */
export function isHostile(name) {
  if (!SUSPICIOUS.test(name)) return false;
  if (name === '' || name.includes('/')) return true;
  // A backslash is a letter on Unix, and a separator on Windows.
  return name.split('\\').some((part, _, parts) => leadsAway(part, parts.length > 1) || isDotGit(part));
}

/**
 * @param {string} part
 * @param {boolean} divided
 */
function leadsAway(part, divided) {
  return part === '..' || (part === '.' && !divided);
}

/**
 * As git's `is_hfs_dotgit` and `is_ntfs_dotgit`: case, unseen code points, a stream's name, and dots and spaces at the end
 * make no difference there.
 * @param {string} part
 */
function isDotGit(part) {
  const seen = part.replace(UNSEEN, '').toLowerCase();
  return seen === '.git' || /^(?:\.git|git~1)[. ]*(?::|$)/i.test(part);
}

/**
 * Whether every part of a path may stand in a tree.
 * @param {string} path
 */
export function isHonest(path) {
  return path.split('/').every((name) => !isHostile(name));
}
