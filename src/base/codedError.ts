/**
 * A programmer's or operator's mistake. `code` is the contract (tests assert it); `message` says what and why,
 * `mend` says what to do. The world's failures (unreachable host, unmatched text) are results, never this.
 */
export class CodedError extends Error {
  readonly code: string;
  readonly mend: string;

  constructor(code: string, message: string, mend: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CodedError';
    this.code = code;
    this.mend = mend;
  }
}
