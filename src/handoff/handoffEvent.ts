import type { JsonObject } from '../base/json.js';
import type { CaseRecord } from '../storage/caseStore.js';
import type { InboundEntry, StoredActivity } from '../storage/storage.js';
import type { CaseEvent } from './case/caseEvent.js';

/** The internal event that brings what happened to its case into a conversation; its `value` is a HandoffEventValue. */
export const handoffEventName = 'trustdesk/handoff';

/** What a human sends to the person: an activity without addresses. */
export interface AgentMessage {
  /** As the agent wrote it: plain text for the person's eyes, shown without interpretation. */
  readonly text: string;
  readonly attachments?: readonly {
    readonly contentType: string;
    readonly contentUrl: string;
    readonly name: string;
  }[];
}

export interface HandoffEventValue {
  readonly caseId: string;
  readonly event: CaseEvent;
  /** Of an `agent-spoke`. */
  readonly message: AgentMessage | null;
}

/** Whether the conversation is told of it by a turn: everything the person or the dialog must learn. */
export function isTold({ type }: CaseEvent): boolean {
  switch (type) {
    case 'claimed':
    case 'transferred':
    case 'released':
    case 'agent-spoke':
    case 'resolved':
    case 'expired':
    case 'failed':
      return true;
    default:
      return false;
  }
}

/** The entry that tells a case's conversation of an event. */
export function handoffEntry(
  record: CaseRecord,
  event: CaseEvent,
  message: AgentMessage | null,
): InboundEntry {
  const value: HandoffEventValue = { caseId: record.caseId, event, message };
  const dedupeKey =
    event.type === 'agent-spoke'
      ? agentMessageKey(record.caseId, event.messageId)
      : `case ${record.caseId} ${event.n}`;
  return caseEntry(record, {
    ...{ name: handoffEventName, value: value as unknown as JsonObject, dedupeKey, at: event.at },
  });
}

/** An internal event of a case's conversation; `at` is ISO 8601 UTC. */
export function caseEntry(
  { conversation, conversationReference, identity }: CaseRecord,
  { name, value, dedupeKey, at }: CaseEntryParts,
): InboundEntry {
  const { activityId: _, bot, user, ...place } = conversationReference;
  const activity = {
    ...place,
    type: 'event',
    ...{ name, value },
    from: user ?? {},
    recipient: bot ?? {},
    timestamp: at,
  } as unknown as StoredActivity;
  return {
    ...{ conversation, activity, identity, dedupeKey, receivedAt: at },
    direction: 'internal',
    mode: 'queued',
  };
}

interface CaseEntryParts {
  readonly name: string;
  readonly value: JsonObject;
  readonly dedupeKey: string;
  readonly at: string;
}

/** The dedupeKey of an agent's message: sent again, it is known. */
export function agentMessageKey(caseId: string, messageId: string): string {
  return `agent-message ${caseId} ${messageId}`;
}
