import { activeFacts, askAgain, describe, enterTree } from '../../dialogTree/activeTree.js';
import { caseFacts, noEndpoint } from './caseFacts.js';
import type { OfferedChoice } from './conversationMemory.js';
import { lookingTree } from './lookingTree.js';
import { offerChoices } from './offerChoices.js';
import { say } from './say.js';
import { showPlace } from './showPlace.js';
import type { SupportTurn } from './supportTurn.js';
import { toldItems } from './toldItems.js';

/** Lists what the person told, each a button that asks for it again. */
export async function offerChange(support: SupportTurn): Promise<void> {
  const { knowledge, locale } = support;
  const texts = knowledge.texts.in(locale);
  const choices = toldItems(support).flatMap(({ what, given, value }): OfferedChoice[] => {
    if (what === null || given === null) {
      const title = what ?? given;
      return title === null ? [] : [{ title, value }];
    }
    return [{ title: texts.t('bot:told.item', { what, given }), value }];
  });
  if (choices.length > 0) return offerChoices(support, 'bot:changeWhich', choices);
  await say(support, 'bot:nothingTold');
  await showPlace(support);
}

/** Asks again for what a button of offerChange names; false when that counts no more. */
export async function askAnew({ dc, knowledge }: SupportTurn, again: string, of: unknown): Promise<boolean> {
  if (typeof of === 'string') return askAgain(dc, of, again);
  const place = describe(dc);
  if (again !== 'endpoint' || place === null || !caseFacts(activeFacts(dc) ?? {}).endpoint) return false;
  const asks = knowledge.registry.current(place.treeId)?.tree.onError !== undefined;
  // It came with a paste or unasked: the tree's entry asks for what is not known any more.
  if (asks) await enterTree(dc, place.treeId, { entry: 'onError', facts: noEndpoint });
  else await enterTree(dc, lookingTree, { node: 'ask-any-endpoint', facts: noEndpoint });
  return true;
}
