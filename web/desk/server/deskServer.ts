import type {
  AuditPage,
  CasePage,
  CaseView,
  DeskView,
  Me,
  Presence,
  SentFile,
  SignInWays,
} from '../../../src/handoff/desk/deskApi.js';
import { DeskError } from './deskError.js';

/** A message as the agent sends it; the same `messageId` again is the same message. */
export interface NewMessage {
  readonly holding: number;
  readonly messageId: string;
  readonly text: string;
  readonly fileIds: readonly string[];
}

export interface Resolution {
  readonly holding: number;
  readonly solved: boolean;
  readonly cause: string;
  readonly text: string | null;
}

export type TransferTarget = { readonly agentId: string } | { readonly queue: string };

export type DeskServer = ReturnType<typeof makeDeskServer>;

const api = '/desk/api';

/** The desk's requests. Each rejects with a DeskError: what the server refused, or `offline` when it was not reached. */
export function makeDeskServer() {
  let csrf = '';

  async function request(method: string, path: string, body?: object | Blob): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (method !== 'GET') headers['x-trustdesk-csrf'] = csrf;
    if (body !== undefined)
      headers['content-type'] =
        body instanceof Blob ? body.type || 'application/octet-stream' : 'application/json';
    const content = body === undefined || body instanceof Blob ? (body ?? null) : JSON.stringify(body);
    let response: Response;
    try {
      response = await fetch(`${api}${path}`, { method, headers, body: content, credentials: 'same-origin' });
    } catch {
      throw new DeskError('offline', 0);
    }
    if (!response.ok) throw await refused(response);
    return response;
  }

  async function ask<T>(method: string, path: string, body?: object | Blob): Promise<T> {
    const response = await request(method, path, body);
    return (response.status === 204 ? null : await response.json()) as T;
  }

  async function asMe(answer: Promise<Me>): Promise<Me> {
    const me = await answer;
    csrf = me.csrf;
    return me;
  }

  const ofCase = (caseId: string) => `/cases/${encodeURIComponent(caseId)}`;
  const command = (caseId: string, name: string, body: object) =>
    ask<CaseView>('POST', `${ofCase(caseId)}/${name}`, body);

  return {
    signInWays: () => ask<SignInWays>('GET', '/sign-in'),
    signIn: (email: string, password: string) => asMe(ask<Me>('POST', '/sign-in', { email, password })),
    signOut: () => ask<null>('POST', '/sign-out', {}),
    me: () => asMe(ask<Me>('GET', '/me')),
    changeMe: (change: { readonly presence?: Presence; readonly locale?: string }) =>
      asMe(ask<Me>('PATCH', '/me', change)),
    cases: (view: DeskView, words: string, before: string | null) =>
      ask<CasePage>('GET', `/cases?${query({ view, q: words, before })}`),
    caseView: (caseId: string) => ask<CaseView>('GET', ofCase(caseId)),
    claim: (caseId: string) => command(caseId, 'claim', {}),
    release: (caseId: string, holding: number) => command(caseId, 'release', { holding }),
    transfer: (caseId: string, holding: number, to: TransferTarget) =>
      command(caseId, 'transfer', { holding, ...to }),
    resolve: (caseId: string, resolution: Resolution) => command(caseId, 'resolve', resolution),
    note: (caseId: string, text: string) => command(caseId, 'note', { text }),
    message: (caseId: string, message: NewMessage) => command(caseId, 'message', message),
    probe: (caseId: string, holding: number) => command(caseId, 'probe', { holding }),
    sendFile: (caseId: string, file: File) =>
      ask<SentFile>('POST', `${ofCase(caseId)}/files?${query({ name: file.name })}`, file),
    erase: (person: string) => ask<null>('DELETE', `/people/${encodeURIComponent(person)}`),
    audit: (before: string | null) => ask<AuditPage>('GET', `/audit?${query({ before })}`),
  };
}

export function fileUrl(caseId: string, fileId: string): string {
  return `${api}/cases/${encodeURIComponent(caseId)}/files/${encodeURIComponent(fileId)}`;
}

/** What a conversation can be saved as; those with notes are for agents alone. */
export const exports = {
  page: { format: 'html', notes: null },
  pageWithNotes: { format: 'html', notes: 'yes' },
  data: { format: 'json', notes: 'yes' },
  transcript: { format: 'transcript', notes: null },
} as const;
export type ExportName = keyof typeof exports;

export function exportUrl(caseId: string, name: ExportName): string {
  return `${api}/cases/${encodeURIComponent(caseId)}/export?${query(exports[name])}`;
}

function query(values: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(given).toString();
}

async function refused(response: Response): Promise<DeskError> {
  const wait = Number(response.headers.get('retry-after'));
  const body = (await response.json().catch(() => null)) as { error?: { code?: unknown } } | null;
  const code = body?.error?.code;
  return new DeskError(
    typeof code === 'string' ? code : 'unexpected',
    response.status,
    wait > 0 ? wait : null,
  );
}
