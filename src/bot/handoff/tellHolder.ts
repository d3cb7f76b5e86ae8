import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import type { CaseAgent } from '../../handoff/case/caseState.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { leaveChoice } from './leaveHuman.js';
import { sayNotice } from './sayNotice.js';
import type { Tell } from './told.js';

/** Who has the conversation now, and how the person ends that. */
function tellHolder(support: SupportTurn, event: 'claimed' | 'transferred', agent: CaseAgent): Promise<void> {
  return sayNotice(support, {
    ...{ event, agent: agent.name, key: `handoff:relay.${event}` },
    params: { name: escapeMarkdown(agent.name) },
    choices: [leaveChoice(support.knowledge.texts, support.locale)],
  });
}

function tellWaiting(support: SupportTurn, event: 'transferred' | 'released', key: string): Promise<void> {
  return sayNotice(support, { event, agent: null, key: `handoff:relay.${key}` });
}

export const tellClaimed: Tell<'claimed'> = (support, { event }) =>
  tellHolder(support, 'claimed', event.agent);

export const tellTransferred: Tell<'transferred'> = (support, { event: { to } }) =>
  to === null ? tellWaiting(support, 'transferred', 'otherQueue') : tellHolder(support, 'transferred', to);

export const tellReleased: Tell<'released'> = (support, { event }) =>
  tellWaiting(support, 'released', `released.${event.reason}`);
