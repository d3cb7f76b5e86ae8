import type { ServerResponse } from 'node:http';

/** Why a request is not served. `code` is the contract; `message` is for the developer who reads the response. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Seconds, for 429. */
  readonly retryAfter?: number;
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(text);
}

/** The error body that Direct Line clients read: `{error: {code, message}}`. */
export function refuse(response: ServerResponse, { status, code, message, retryAfter }: Refusal): void {
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  // What is left of a body that was too large is not read, so the connection can't serve another request.
  if (status === 413) headers['Connection'] = 'close';
  answerJson(response, status, { error: { code, message } }, headers);
}
