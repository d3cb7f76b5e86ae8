import type { Log } from '../../../base/log.js';
import type { CaseRecord, CaseStore } from '../../../storage/caseStore.js';
import type { CaseAgent } from '../../case/caseState.js';
import { caseState } from '../../caseRow.js';
import type { CaseResult } from '../../handoff.js';
import { type HubActions, hubAgent, type NameOfHub } from '../hubActions.js';
import type { HubDoor, HubTurn } from '../hubDoor.js';
import { type HandoffStatus, isHandoffStatus, readHandoffStatus } from './handoffStatus.js';

export interface BotFrameworkDoorParts {
  readonly actions: HubActions;
  readonly cases: Pick<CaseStore, 'read'>;
  readonly log: Log;
  readonly nameOf: NameOfHub;
}

/**
 * Takes `handoff.status`. A status is never rejected: one that is unknown, late or about another conversation is logged and
 * changes nothing.
 */
export function makeBotFrameworkDoor({ actions, cases, log, nameOf }: BotFrameworkDoorParts): HubDoor {
  async function caseOf(
    { conversation, current }: HubTurn,
    status: HandoffStatus,
  ): Promise<CaseRecord | null> {
    const caseId = status.caseId ?? current?.caseId;
    const record = caseId === undefined ? null : await cases.read(caseId);
    // Whoever may speak in a conversation says nothing about another's case.
    return record?.conversation === conversation ? record : null;
  }

  return {
    async take(turn) {
      const { activity, conversation } = turn;
      if (!isHandoffStatus(activity)) return false;
      const status = readHandoffStatus(activity);
      const record = status === null ? null : await caseOf(turn, status);
      const result =
        status && record && (await obey(actions, record.caseId, status, agentOf(record, nameOf)));
      if (result === null || !result.ok) {
        const refusal = result === null ? 'unknown' : result.refusal;
        log.warn({ conversation, status, refusal }, 'A handoff status was ignored.');
      }
      return true;
    },
  };
}

async function obey(
  actions: HubActions,
  caseId: string,
  { state, message }: HandoffStatus,
  agent: CaseAgent,
): Promise<CaseResult> {
  if (state === 'failed') return actions.fail(caseId, message ?? 'the hub says that it failed');
  const claimed = await actions.claim(caseId, agent);
  if (state === 'accepted' || !claimed.ok) return claimed;
  if (message !== null) await actions.note(caseId, agent, message);
  // The protocol does not say whether it helped; the bot asks the person.
  return actions.resolve(caseId, agent, { solved: true, cause: 'other', text: null });
}

/** The protocol names no agents, and the channel rewrites who sent it: the hub as a whole has the case. */
function agentOf(record: CaseRecord, nameOf: NameOfHub): CaseAgent {
  return hubAgent('bot-framework', 'hub', nameOf(caseState(record)));
}
