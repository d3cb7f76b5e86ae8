export interface PageSession {
  readonly conversationId: string;
  readonly token: string;
  /** Whether the link that was asked with still held; absent without one. */
  readonly resumed?: boolean;
}

/** Opens this browser's conversation, a new one of the same user, or that of a link. */
export async function openSession(options: {
  readonly locale: string;
  readonly new?: true;
  /** The token of a link. */
  readonly resume?: string;
}): Promise<PageSession> {
  return (await request('POST', '/chat/session', options)) as PageSession;
}

/** Deletes everything of this browser's user. */
export async function forgetSession(): Promise<void> {
  await request('DELETE', '/chat/session', {});
}

/** A new token for the conversation of one that still holds; null when it doesn't. */
export async function refreshToken(token: string): Promise<string | null> {
  const response = await fetch('/v3/directline/tokens/refresh', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  return response.ok ? ((await response.json()) as PageSession).token : null;
}

async function request(method: string, path: string, body: object): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}`);
  return response.status === 204 ? null : response.json();
}
