import { isJsonObject } from '../../../base/isJsonObject.js';
import type { StoredActivity } from '../../../storage/storage.js';

export interface HandoffStatus {
  readonly state: 'accepted' | 'failed' | 'completed';
  /** Ours, when the hub gives it back. */
  readonly caseId: string | null;
  readonly message: string | null;
}

const states = ['accepted', 'failed', 'completed'] as const;
const longestMessage = 500;

export function isHandoffStatus({ type, name }: StoredActivity): boolean {
  return type === 'event' && name === 'handoff.status';
}

/** Null for a state that the protocol does not have: createHandoffStatus takes any string. */
export function readHandoffStatus({ value }: StoredActivity): HandoffStatus | null {
  if (value === undefined || !isJsonObject(value)) return null;
  const { state, caseId, message } = value;
  const known = states.find((candidate) => candidate === String(state).toLowerCase());
  if (known === undefined) return null;
  return {
    state: known,
    caseId: typeof caseId === 'string' && caseId !== '' ? caseId : null,
    message: typeof message === 'string' && message !== '' ? message.slice(0, longestMessage) : null,
  };
}
