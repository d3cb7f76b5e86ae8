import type { HeldResponse } from '../storage/storage.js';

/** Invokes and expectReplies whose caller waits on the open connection for the turn's answer. */
export class HeldResponses {
  readonly #waiting = new Map<
    number,
    { readonly promise: Promise<HeldResponse>; settle(response: HeldResponse): void }
  >();
  readonly #patienceMs: number;

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** Resolves with the turn's response, or with 504 `turn-timeout` when the caller has waited long enough. */
  wait(turnId: number): Promise<HeldResponse> {
    const known = this.#waiting.get(turnId);
    if (known) return known.promise;
    const { promise, resolve } = Promise.withResolvers<HeldResponse>();
    const timer = setTimeout(() => this.settle(turnId, timedOut), this.#patienceMs);
    const settle = (response: HeldResponse) => {
      clearTimeout(timer);
      this.#waiting.delete(turnId);
      resolve(response);
    };
    this.#waiting.set(turnId, { promise, settle });
    return promise;
  }

  settle(turnId: number, response: HeldResponse): void {
    this.#waiting.get(turnId)?.settle(response);
  }
}

const timedOut: HeldResponse = {
  status: 504,
  body: { error: { code: 'turn-timeout', message: 'The answer was not ready in time.' } },
};
