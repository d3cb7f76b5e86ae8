import type { CaseEvent } from './case/caseEvent.js';

/** Told of a change once it is stored; without events, of what became of a message or how far somebody has read. */
export type CaseListener = (caseId: string, events: readonly CaseEvent[]) => void;

/** Tells whoever shows cases that one has changed, and by what. In-process; storage stays the truth. */
export class CaseFeed {
  readonly #listeners = new Set<CaseListener>();

  /** Returns the function that ends the subscription. */
  subscribe(listener: CaseListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(caseId: string, events: readonly CaseEvent[]): void {
    for (const listener of this.#listeners) listener(caseId, events);
  }
}
