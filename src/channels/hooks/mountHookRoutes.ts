import type { Request, Response, Server } from 'restify';
import type { Log } from '../../base/log.js';
import type { KeptAttachment } from '../../storage/storage.js';
import { answerJson, refuse } from '../answer.js';
import { answerAttachment } from '../answerAttachment.js';
import { guarded } from '../guarded.js';
import { readBody } from '../readBody.js';

/** What a hub behind a webhook may ask for; every call carries its signature. */
export interface HookDoor {
  post(caseId: string, signature: string | undefined, body: Buffer): Promise<HookAnswer>;
  state(caseId: string, signature: string | undefined): Promise<HookAnswer>;
  file(caseId: string, fileId: string, signature: string | undefined): Promise<KeptAttachment | HookAnswer>;
}

interface HookAnswer {
  readonly status: number;
  readonly body: unknown;
}

const maxBodyBytes = 131_072;

/** The door for the hub behind the webhook. */
export function mountHookRoutes(
  server: Server,
  services: { readonly door: HookDoor; readonly log: Log },
): void {
  const { door } = services;
  server.post(
    '/hooks/handoff/:caseId',
    guarded(services, async (request, response) => {
      const body = await readBody(request, maxBodyBytes);
      if (typeof body === 'string') return refuse(response, tooLarge);
      answer(response, await door.post(param(request, 'caseId'), signatureOf(request), body));
    }),
  );
  server.get(
    '/hooks/handoff/:caseId',
    guarded(services, async (request, response) => {
      answer(response, await door.state(param(request, 'caseId'), signatureOf(request)));
    }),
  );
  server.get(
    '/hooks/handoff/:caseId/files/:fileId',
    guarded(services, async (request, response) => {
      const { caseId, fileId } = { caseId: param(request, 'caseId'), fileId: param(request, 'fileId') };
      const found = await door.file(caseId, fileId, signatureOf(request));
      if ('bytes' in found) answerAttachment(response, found);
      else answer(response, found);
    }),
  );
}

const tooLarge = {
  status: 413,
  code: 'body-too-large',
  message: `The body is larger than ${maxBodyBytes} bytes.`,
};

function answer(response: Response, { status, body }: HookAnswer): void {
  answerJson(response, status, body);
}

function param(request: Request, name: string): string {
  return String(request.params?.[name] ?? '').slice(0, 200);
}

function signatureOf({ headers }: Request): string | undefined {
  const value = headers['x-trustdesk-signature'];
  return typeof value === 'string' ? value : undefined;
}
