import { createHmac } from 'node:crypto';
import type { Clock } from '../../base/clock.js';
import type { AuditEntry } from '../../storage/auditStore.js';
import { eventCursor } from '../../storage/caseStore.js';
import { removeRecordsOf, removeWhole } from '../../storage/removeRecordsOf.js';
import type { ConversationKey, Storage } from '../../storage/storage.js';
import type { CaseFeed } from '../caseFeed.js';
import type { Handoff } from '../handoff.js';
import { teamsConversationOf } from '../hubs/teams/teamsThread.js';

export interface ErasureParts {
  readonly storage: Pick<Storage, 'cases' | 'records' | 'audit' | 'readPerson' | 'keepSecret'>;
  readonly handoff: Handoff;
  readonly caseFeed: Pick<CaseFeed, 'publish'>;
  readonly clock: Clock;
  /** Kept as the salt of what the audit log says of erased people, when none is kept yet. */
  readonly newSecret: () => string;
  readonly pause: (ms: number) => Promise<void>;
  /** How long a hub may take to be told of the end of a case: one out of reach keeps nobody from being erased. */
  readonly longestWaitMs: number;
}

/** Who erases: an agent, or without an id somebody else. */
export type Eraser = Pick<AuditEntry, 'agentId' | 'agent'>;

export interface Erasure {
  /** How many conversations are gone. */
  readonly conversations: number;
  /** By which the audit log knows the person: a keyed hash that says nothing to whoever lacks the database. */
  readonly hash: string;
}

const lookMs = 100;
const mostConversations = 10_000;
const mostCases = 1_000;

/**
 * Removes everything of a person: conversations that they took part in, with their cases and files, what agents wrote about
 * those in a channel of Teams, and what is known of them. Open cases are cancelled first, so that agents and hubs learn of it. Null when there is nothing of such a person.
 */
export async function erasePerson(parts: ErasureParts, person: string, by: Eraser): Promise<Erasure | null> {
  const { storage, caseFeed, clock } = parts;
  const known = await storage.records.conversations({ person, limit: mostConversations });
  if (known.length === 0 && (await storage.readPerson(person)) === null) return null;
  const cases: string[] = [];
  for (const { conversation } of known) cases.push(...(await cancelCases(parts, conversation)));
  // While the cases are there to tell which: what agents wrote about them has a conversation of its own.
  for (const caseId of cases) {
    const thread = await teamsConversationOf(storage.cases, caseId);
    if (thread !== null) await removeWhole(storage.records, thread);
  }
  const removed = await removeRecordsOf(storage.records, person);
  for (const caseId of cases) caseFeed.publish(caseId, []);
  const salt = await storage.keepSecret('erasures', parts.newSecret());
  const hash = createHmac('sha256', salt).update(person).digest('hex').slice(0, 32);
  await storage.audit.write({
    ...{ at: clock.now().toISOString(), ...by, action: 'erased', caseId: null },
    detail: `person ${hash}, conversations: ${removed.length}`,
  });
  return { conversations: removed.length, hash };
}

/** Ends the conversation's open case and waits until its hub has been told; returns the ids of all its cases. */
async function cancelCases(parts: ErasureParts, conversation: ConversationKey): Promise<readonly string[]> {
  const { storage, handoff } = parts;
  const records = await storage.cases.list({ conversation, limit: mostCases });
  for (const { caseId, open } of records) {
    if (!open) continue;
    await handoff.act(caseId, { type: 'cancel', reason: 'erased' });
    await untilTold(parts, caseId);
  }
  return records.map(({ caseId }) => caseId);
}

/** Hubs keep cursors of how many events they were told; a case may have had several hubs. */
async function untilTold({ storage, pause, longestWaitMs }: ErasureParts, caseId: string): Promise<void> {
  for (let waited = 0; waited < longestWaitMs; waited += lookMs) {
    const record = await storage.cases.read(caseId);
    const cursors = Object.entries(await storage.cases.cursors(caseId));
    const behind = cursors.some(([name, n]) => name.endsWith(eventCursor('')) && n < (record?.version ?? 0));
    if (!behind) return;
    await pause(lookMs);
  }
}
