import type { CaseEventType } from '../../handoff/case/caseEvent.js';
import type { HandoffEventValue } from '../../handoff/handoffEvent.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { tellAgentMessage } from './tellAgentMessage.js';
import { tellExpired, tellFailed, tellResolved } from './tellEnd.js';
import { tellClaimed, tellReleased, tellTransferred } from './tellHolder.js';
import type { Tell } from './told.js';

/** What is told by an event's own turn; null: nothing, or by the turn in which the bot caused it. */
const tellings: { readonly [type in CaseEventType]: Tell<type> | null } = {
  requested: null,
  queued: null,
  claimed: tellClaimed,
  transferred: tellTransferred,
  released: tellReleased,
  reminded: null,
  'person-spoke': null,
  'agent-spoke': tellAgentMessage,
  noted: null,
  'bot-noted': null,
  resolved: tellResolved,
  cancelled: null,
  expired: tellExpired,
  failed: tellFailed,
  outcome: null,
  'mail-address': null,
};

/** A turn of event `trustdesk/handoff`: only the house itself makes one. */
export async function tellEvent(support: SupportTurn): Promise<void> {
  const told = support.context.activity.value as HandoffEventValue;
  const tell = tellings[told.event.type] as Tell<CaseEventType> | null;
  if (tell !== null) await tell(support, told);
}
