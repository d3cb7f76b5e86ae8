import type { Activity, DirectLine } from 'botframework-directlinejs';
import { pageLine } from '../channels/directLine/pageLine.js';

async function session(url: string): Promise<{ token: string; conversationId: string }> {
  const response = await fetch(`${url}/chat/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ locale: 'en' }),
  });
  return (await response.json()) as { token: string; conversationId: string };
}

export interface Chat {
  readonly line: DirectLine;
  /** Everything the page's client was told. */
  readonly seen: Activity[];
  /** What the bot said. */
  texts(): string[];
}

/** A new conversation through the page's own client. */
export async function connect(url: string): Promise<Chat> {
  const { token } = await session(url);
  const line = pageLine(url, token);
  const seen: Activity[] = [];
  line.activity$.subscribe({ next: (activity) => seen.push(activity), error: () => {} });
  const texts = () =>
    seen
      .filter((activity) => activity.type === 'message' && activity.from.id === 'trustdesk')
      .map((activity) => String((activity as { text?: string }).text));
  return { line, seen, texts };
}

export function post(line: DirectLine, text: string): Promise<string> {
  return line.postActivity({ type: 'message', from: { id: 'me' }, text }).toPromise() as Promise<string>;
}
