/** Why a request did nothing: a code of the desk's API, `offline` when the server was not reached, or `unexpected`. */
export class DeskError extends Error {
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Seconds until it may be tried again; null when the server did not say. */
  readonly retryAfter: number | null;

  constructor(code: string, status: number, retryAfter: number | null = null) {
    super(`${code} (${status})`);
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** The code of whatever was thrown. */
export function errorCode(error: unknown): string {
  return error instanceof DeskError ? error.code : 'unexpected';
}

/** Whether the same request may well succeed later: the server was not reached, or was in trouble itself. */
export function isPassing(error: unknown): boolean {
  return error instanceof DeskError && (error.status === 0 || error.status >= 500);
}
