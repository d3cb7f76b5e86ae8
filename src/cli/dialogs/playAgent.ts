import type { ConversationBot } from '../../app/conversationBot.js';
import { CodedError } from '../../base/codedError.js';
import type { CaseState } from '../../handoff/case/caseState.js';
import { caseState } from '../../handoff/caseRow.js';
import type { OutsideCommand } from '../../handoff/handoff.js';
import type { AgentDeed } from './parseConversation.js';

/** Whoever answers in written conversations. */
const agent = { id: 'helpdesk', name: 'Contoso Helpdesk' };

/** Has a human agent act on the open case of a conversation. Throws CodedError where there is none, or it is refused. */
export async function playAgent(
  { machinery, storage }: ConversationBot,
  conversation: string,
  { does, says = '' }: AgentDeed,
): Promise<void> {
  const found = await storage.cases.openOf(conversation);
  if (found === null) throw deedProblem(does, 'no case is open');
  const { handoff } = machinery;
  const state = caseState(found);
  const message = does === 'say' ? { text: says } : undefined;
  const done = await handoff.act(found.caseId, commandOf({ does, says }, state, found.version), message);
  if (!done.ok) throw deedProblem(does, done.refusal);
}

/** Ends what is still open, so that nobody of the next conversation waits behind it. */
export async function leave({ machinery, storage }: ConversationBot, conversation: string): Promise<void> {
  const found = await storage.cases.openOf(conversation);
  if (found !== null) await machinery.handoff.act(found.caseId, { type: 'cancel', reason: 'person-left' });
}

function commandOf({ does, says = '' }: AgentDeed, state: CaseState, version: number): OutsideCommand {
  const { holding, standing } = state;
  const text = says === '' ? null : says;
  switch (does) {
    case 'claim':
      return { type: 'claim', agent };
    case 'say':
      return { type: 'speak', agent, holding, messageId: `${version}` };
    case 'solve':
      return { type: 'resolve', agent, holding, solved: true, cause: 'other', text };
    case 'hand-back':
      return { type: 'resolve', agent, holding, solved: false, cause: 'other', text };
    case 'release':
      return { type: 'release', agent, holding, reason: 'by-agent', standing };
    case 'fail':
      return { type: 'fail', hub: standing.hub, error: 'the hub cannot be reached' };
  }
}

function deedProblem(does: string, why: string): CodedError {
  return new CodedError(
    'agent-refused',
    `The agent's "${does}" was refused: ${why}`,
    'Let the person ask for a human and send the summary before, and the agent claim the case.',
  );
}
