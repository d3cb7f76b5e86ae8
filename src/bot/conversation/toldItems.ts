import type { JsonObject } from '../../base/json.js';
import { activeFacts, type ToldAnswer, toldAnswers } from '../../dialogTree/activeTree.js';
import { caseFacts } from './caseFacts.js';
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
