export interface PageSession {
  readonly conversationId: string;
  readonly token: string;
  /** Whether the link that was asked with still held; absent without one. */
  readonly resumed?: boolean;
}

/** Nothing was opened: leaving the conversation would close its case, and the person has not agreed to that. */
export interface OpenCase {
  readonly openCase: string;
}

/** Opens this browser's conversation, or that of a link. */
export async function openSession(options: {
  readonly locale: string;
  /** The token of a link. */
  readonly resume?: string;
}): Promise<PageSession> {
  return (await request('POST', '/chat/session', options)) as PageSession;
}

/** Opens a new conversation of the same user. */
export async function openAnother(options: {
  readonly locale: string;
  /** The person agrees that their open case is closed. */
  readonly leave: boolean;
}): Promise<PageSession | OpenCase> {
  return (await request('POST', '/chat/session', { ...options, new: true })) as PageSession | OpenCase;
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
