/** @param {unknown} _ */
export async function tryIt(_) { return 0; }
