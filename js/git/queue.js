// What waits for its turn, in its order.

/**
 * An array that loses its first moves all the others, and there may be some hundred thousand.
 * @template T
 */
export class Queue {
  /** @type {T[]} */
  #all = [];
  #taken = 0;

  /** What is taken next; undefined where nothing waits. */
  get first() {
    return this.#all[this.#taken];
  }

  /** @param {T} one */
  add(one) {
    this.#all.push(one);
  }

  /** The first, which waits no longer; undefined where nothing waits. */
  take() {
    const { first } = this;
    if (first === undefined) return undefined;
    this.#taken += 1;
    if (this.#taken * 2 > this.#all.length) {
      this.#all = this.#all.slice(this.#taken);
      this.#taken = 0;
    }
    return first;
  }
}
