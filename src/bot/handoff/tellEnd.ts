import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import { quotedText } from '../../answers/quotedText.js';
import { renderPrompt } from '../../answers/renderPrompt.js';
import { toActivity } from '../../answers/toActivity.js';
import { enterTree, patchFacts } from '../../dialogTree/activeTree.js';
import type { CaseEvent } from '../../handoff/case/caseEvent.js';
import { asFacts, type HumanHelp } from '../conversation/caseFacts.js';
import { isAway } from '../conversation/remindOfPlace.js';
import { say } from '../conversation/say.js';
import { showPlace } from '../conversation/showPlace.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import type { Tell } from './told.js';

/*
 * What the person reads when a case has ended and the conversation is the bot's again.
 */

/** Asks whether the error is gone after a human has solved it; else goes on where the tree stood. */
export const tellResolved: Tell<'resolved'> = async (support, { caseId, event }) => {
  const { context, dc, knowledge, locale } = support;
  const { solved, cause, text } = event;
  const agent = nameOf(support, event);
  const texts = knowledge.texts.in(locale);
  const said = [
    texts.t(solved ? 'handoff:end.solved' : 'handoff:end.notSolved', {
      reference: reference(support),
      name: escapeMarkdown(agent),
    }),
    ...(text === null || text.trim() === '' ? [] : [quotedText(text)]),
    texts.t('handoff:end.back'),
  ].join('\n\n');
  await context.sendActivity(toActivity(renderPrompt(said, [], locale), { cards: false, locale }));
  const human: HumanHelp = { caseId, agent, solved, cause, text };
  const facts = asFacts({ human, gone: null });
  if (solved) {
    await enterTree(dc, 'after-human', { facts });
    return;
  }
  patchFacts(dc, facts);
  await resume(support);
};

export const tellExpired: Tell<'expired'> = (support) => tellOver(support, 'expired');

export const tellFailed: Tell<'failed'> = (support) => tellOver(support, 'failed');

/** The person has ended it themselves, in this turn. */
export function tellCancelled(support: SupportTurn): Promise<void> {
  const claimed = (support.turn.handoff.latest()?.claimedAt ?? null) !== null;
  return tellOver(support, claimed ? 'left' : 'cancelled');
}

async function tellOver(
  support: SupportTurn,
  how: 'expired' | 'failed' | 'cancelled' | 'left',
): Promise<void> {
  const { supportContact } = support.knowledge;
  await say(support, `handoff:end.${how}`, { reference: reference(support) });
  if (supportContact !== null && (how === 'expired' || how === 'failed'))
    await say(support, 'handoff:contact.otherwise', { contact: escapeMarkdown(supportContact) });
  await resume(support);
}

/** Who is away is told where they stood when they come back. */
async function resume(support: SupportTurn): Promise<void> {
  if (!isAway(support)) await showPlace(support);
}

function reference({ turn }: SupportTurn): string {
  return turn.handoff.latest()?.reference ?? '';
}

/** Who closed it; the queue's name where a hub tells nobody's. */
function nameOf({ knowledge, locale, turn }: SupportTurn, { by }: CaseEvent): string {
  if (by.kind === 'agent') return by.agent.name;
  return knowledge.queues.name(turn.handoff.latest()?.standing.queue ?? '', locale);
}
