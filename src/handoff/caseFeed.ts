/** Tells whoever shows cases that one has changed. In-process; storage stays the truth. */
export class CaseFeed {
  readonly #listeners = new Set<(caseId: string) => void>();

  /** Returns the function that ends the subscription. */
  subscribe(listener: (caseId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(caseId: string): void {
    for (const listener of this.#listeners) listener(caseId);
  }
}
