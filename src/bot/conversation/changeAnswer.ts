import type { JsonObject } from '../../base/json.js';
import {
  activeFacts,
  askAgain,
  describe,
  enterTree,
  type ToldAnswer,
  toldAnswers,
} from '../../dialogTree/activeTree.js';
import { caseFacts, noEndpoint } from './caseFacts.js';
import type { OfferedChoice } from './conversationMemory.js';
import { lookingTree } from './lookingTree.js';
import { offerChoices } from './offerChoices.js';
import { say } from './say.js';
import { showPlace } from './showPlace.js';
import type { SupportTurn } from './supportTurn.js';

/** What was pasted is changed by pasting something else. */
const notAsked: ReadonlySet<string> = new Set(['pasted']);
const longestShown = 60;

/** Something the person told, as it is shown. */
export interface ToldItem {
  /** What it is about; null where nothing but the answer is known. */
  readonly what: string | null;
  /** The answer; null where it is too long to be shown. */
  readonly given: string | null;
  /** Comes back when it is to be asked again. */
  readonly value: JsonObject;
}

/** What the person told and still counts: the endpoint first, however it was given. */
export function toldItems({ dc, knowledge, locale }: SupportTurn): readonly ToldItem[] {
  const texts = knowledge.texts.in(locale);
  const facts = caseFacts(activeFacts(dc) ?? {});
  const what = (slots: readonly string[]) => {
    const key = slots.map((slot) => `bot:told.${slot}`).find((candidate) => texts.has(candidate));
    return key === undefined ? null : texts.t(key);
  };
  const told = toldAnswers(dc).filter(({ slots }) => !slots.some((slot) => notAsked.has(slot)));
  const endpoint = told.find(tellsEndpoint);
  const others = told
    .filter((answer) => answer !== endpoint)
    .map((answer) => ({
      what: what(answer.slots),
      given: answer.title ?? ownWords(answer, activeFacts(dc) ?? {}),
      value: againAt(answer),
    }));
  if (!facts.endpoint) return others;
  const value = endpoint === undefined ? { trustdesk: { again: 'endpoint' } } : againAt(endpoint);
  return [{ what: what(['endpoint']), given: facts.endpointShown ?? facts.endpoint.host, value }, ...others];
}

function tellsEndpoint({ slots }: ToldAnswer): boolean {
  return slots.includes('endpoint');
}

function againAt({ tree, node }: ToldAnswer): JsonObject {
  return { trustdesk: { again: node, of: tree } };
}

function ownWords({ slots }: ToldAnswer, facts: JsonObject): string | null {
  const text = slots.length === 1 ? facts[slots[0] ?? ''] : null;
  return typeof text === 'string' ? text.slice(0, longestShown) : null;
}

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
