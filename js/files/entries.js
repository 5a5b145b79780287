// What stands in a tree of files, by the mode that its entry has; everything else with a mode of `100…` is a file.

/** @typedef {{mode: string, name: string, oid: string}} TreeEntry */
/** @typedef {Map<string, {mode: string, oid: string}>} Listing every file by path; a Map, since a path may be `__proto__` */

export const FOLDER = '40000';
export const LINK = '120000';

/** Stands at the end of a name whose bytes are no UTF-8. */
export const NOT_UTF8 = '\ufffd';
