import type { Clock } from '../../../base/clock.js';
import type { KeptAttachment, Storage } from '../../../storage/storage.js';
import { caseState } from '../../caseRow.js';
import type { CaseResult } from '../../handoff.js';
import type { AgentMessage } from '../../handoffEvent.js';
import { type HubActions, hubAgent } from '../hubActions.js';
import { latestMessages, type MessageStorage } from './latestMessages.js';
import { readSignature, signatureWindow } from './signature.js';
import { readWebhookCommand, type WebhookAgent, type WebhookCommand } from './webhookCommand.js';
import { casePath, filePath } from './webhookPost.js';

export interface WebhookDoorParts {
  readonly secret: string;
  readonly actions: HubActions;
  readonly storage: Pick<Storage, 'readAttachment'> & MessageStorage;
  /** Shows the person that somebody writes. */
  readonly typing: (caseId: string) => void;
  readonly clock: Clock;
}

export interface HookAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What the hub behind the webhook says and asks for, without its HTTP. */
export interface WebhookDoor {
  /** A post about a case. `body` is as it came, since the signature is over its bytes. */
  post(caseId: string, signature: string | undefined, body: Buffer): Promise<HookAnswer>;
  /** How a case stands, and what has become of its agents' latest messages; signed over the path. */
  state(caseId: string, signature: string | undefined): Promise<HookAnswer>;
  /** A file of the person's; signed over the path that the post named. */
  file(caseId: string, fileId: string, signature: string | undefined): Promise<KeptAttachment | HookAnswer>;
}

/** So many answers are kept for posts that come again. */
const mostKept = 10_000;

export function makeWebhookDoor(parts: WebhookDoorParts): WebhookDoor {
  const seconds = () => Math.floor(parts.clock.now().getTime() / 1000);
  const openedAt = seconds();
  const answered = new Map<string, { readonly until: number; readonly answer: Promise<HookAnswer> }>();

  /** What came before this process began may have been answered by the last one. */
  function refusal(signature: string | undefined, body: string | Buffer): HookAnswer | null {
    const read = readSignature(signature, body, parts.secret, seconds());
    if (typeof read === 'string')
      return refused(401, read, 'Sign the time and the body with the shared secret.');
    return read < openedAt ? refused(401, 'signature-stale', 'Sign it anew and post it again.') : null;
  }

  function forget(now: number): void {
    for (const [key, { until }] of answered) {
      if (until >= now && answered.size < mostKept) return;
      answered.delete(key);
    }
  }

  return {
    async post(caseId, signature, body) {
      const problem = refusal(signature, body);
      if (problem !== null) return problem;
      const command = readWebhookCommand(body.toString('utf8'));
      if (typeof command === 'string') return refused(400, 'command-malformed', command);
      // The signature is over the body alone, and holds for this case alone.
      if (command.caseId !== caseId)
        return refused(400, 'case-mismatch', 'The body and the path name different cases.');
      const key = `${caseId} ${command.key}`;
      const known = answered.get(key);
      if (known !== undefined) return known.answer;
      forget(seconds());
      const answer = obey(parts, caseId, command);
      answered.set(key, { until: seconds() + 2 * signatureWindow, answer });
      try {
        const given = await answer;
        // What was refused has changed nothing: it may come again when the case stands otherwise.
        if (given.status !== 200) answered.delete(key);
        return given;
      } catch (error) {
        answered.delete(key);
        throw error;
      }
    },
    async state(caseId, signature) {
      const problem = refusal(signature, casePath(caseId));
      if (problem !== null) return problem;
      const record = await parts.storage.cases.read(caseId);
      if (record?.hub !== 'webhook') return noCase;
      const messages = await latestMessages(parts.storage, record);
      return { status: 200, body: { case: shown(caseState(record)), messages } };
    },
    async file(caseId, fileId, signature) {
      const problem = refusal(signature, filePath(caseId, fileId));
      if (problem !== null) return problem;
      const record = await parts.storage.cases.read(caseId);
      const kept =
        record?.hub === 'webhook' ? await parts.storage.readAttachment(record.conversation, fileId) : null;
      return kept ?? refused(404, 'file-gone', 'There is no such file, or no more.');
    },
  };
}

async function obey(parts: WebhookDoorParts, caseId: string, command: WebhookCommand): Promise<HookAnswer> {
  if (command.type === 'typing') {
    const record = await parts.storage.cases.read(caseId);
    if (record?.hub !== 'webhook') return noCase;
    if (record.status === 'claimed') parts.typing(caseId);
    return { status: 200, body: { case: shown(caseState(record)) } };
  }
  const result = await act(parts.actions, caseId, command);
  if (result.ok) return { status: 200, body: { case: shown(result.state) } };
  if (result.refusal === 'no-case') return noCase;
  return refused(409, result.refusal, 'The case has changed since, or somebody else has it.');
}

type ActingCommand = Exclude<WebhookCommand, { type: 'typing' }>;

function act(actions: HubActions, caseId: string, command: ActingCommand): Promise<CaseResult> {
  switch (command.type) {
    case 'claimed':
      return actions.claim(caseId, agentOf(command));
    case 'message':
      return actions.speak(caseId, agentOf(command), command.messageId, messageOf(command));
    case 'note':
      return actions.note(caseId, agentOf(command), command.text);
    case 'released':
      return actions.release(caseId, agentOf(command));
    case 'resolved': {
      const { solved, cause, text } = command;
      return actions.resolve(caseId, agentOf(command), { solved, cause, text });
    }
    case 'failed':
      return actions.fail(caseId, command.error);
  }
}

function messageOf({ text, files }: Extract<WebhookCommand, { type: 'message' }>): AgentMessage {
  const attachments = files.map(({ name, contentType, url }) => ({ name, contentType, contentUrl: url }));
  return attachments.length === 0 ? { text } : { text, attachments };
}

function agentOf({ agent: { id, name } }: { readonly agent: WebhookAgent }) {
  return hubAgent('webhook', id, name);
}

function shown({ caseId, reference, status, agent }: ReturnType<typeof caseState>) {
  return { caseId, reference, status, agent };
}

const noCase = refused(404, 'no-case', 'This hub has no such case.');

function refused(status: number, code: string, message: string): HookAnswer {
  return { status, body: { error: { code, message } } };
}
