import type { JsonObject } from '../../../src/base/json.js';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  readonly body: any;
  readonly headers: Headers;
}

/** One HTTP call with a JSON body, as a Direct Line client makes it. */
export async function call(
  url: string,
  options: {
    method?: string;
    token?: string;
    body?: unknown;
    headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Answer> {
  const { token, body, method = body === undefined ? 'GET' : 'POST' } = options;
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
}

export interface Visitor {
  readonly conversationId: string;
  readonly token: string;
  readonly base: string;
  readonly streamUrl: string;
  post(activity: JsonObject): Promise<Answer>;
  read(watermark?: string): Promise<Answer>;
}

/** A new user whose conversation has begun. */
export async function visit(url: string, locale = 'en-US'): Promise<Visitor> {
  const generated = await call(`${url}/v3/directline/tokens/generate`, { body: { locale } });
  const { token, conversationId } = generated.body as { token: string; conversationId: string };
  const started = await call(`${url}/v3/directline/conversations`, { token, method: 'POST' });
  const base = `${url}/v3/directline/conversations/${conversationId}`;
  return {
    conversationId,
    token,
    base,
    streamUrl: started.body.streamUrl,
    post: (activity) => call(`${base}/activities`, { token, body: activity }),
    read: (watermark = '') => call(`${base}/activities?watermark=${watermark}`, { token }),
  };
}
