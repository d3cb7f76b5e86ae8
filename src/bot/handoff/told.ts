import type { CaseEvent, CaseEventType } from '../../handoff/case/caseEvent.js';
import type { AgentMessage, HandoffEventValue } from '../../handoff/handoffEvent.js';
import type { SupportTurn } from '../conversation/supportTurn.js';

/** What a turn of event `trustdesk/handoff` tells: a HandoffEventValue whose event is of one type. */
export interface Told<T extends CaseEventType> extends HandoffEventValue {
  readonly event: Extract<CaseEvent, { readonly type: T }>;
  readonly message: AgentMessage | null;
}

/** Says to the person what an event means for them. */
export type Tell<T extends CaseEventType> = (support: SupportTurn, told: Told<T>) => Promise<void>;
