import type { OutgoingMessage } from './outbox.js';

/**
 * What an agent has typed and not sent lives as long as the tab, and belongs to the agent who typed it. Where the browser
 * keeps nothing for pages, it lives as long as the page.
 */
export interface Draft {
  readonly reply: string;
  readonly note: string;
}

const noDraft: Draft = { reply: '', note: '' };
const prefix = 'trustdesk.desk';

export function keptDraft(agentId: string, caseId: string): Draft {
  return { ...noDraft, ...(read(`${prefix}.draft.${agentId}.${caseId}`) as Partial<Draft> | null) };
}

export function keepDraft(agentId: string, caseId: string, draft: Draft): void {
  write(`${prefix}.draft.${agentId}.${caseId}`, draft.reply === '' && draft.note === '' ? null : draft);
}

/** What was under way when the page went counts as not sent: the server knows a message by its id if it has it. */
export function keptOutgoing(agentId: string): readonly OutgoingMessage[] {
  const kept = (read(`${prefix}.outgoing.${agentId}`) ?? []) as readonly OutgoingMessage[];
  return kept.map((message) =>
    message.state === 'sending' ? { ...message, state: 'failed', error: 'offline' } : message,
  );
}

export function keepOutgoing(agentId: string, messages: readonly OutgoingMessage[]): void {
  write(`${prefix}.outgoing.${agentId}`, messages.length === 0 ? null : messages);
}

/** An agent who signs out leaves nothing behind for the next one at the same computer. */
export function forgetKept(): void {
  for (const key of keys()) sessionStorage.removeItem(key);
}

function keys(): readonly string[] {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function read(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // It then lasts as long as the page.
  }
}
