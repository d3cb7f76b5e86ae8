import { activeFacts, patchFacts } from '../../dialogTree/activeTree.js';
import { caseFacts, errorFacts } from '../conversation/caseFacts.js';
import { namedEndpoints } from '../conversation/namedEndpoints.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { isAsking, showAsking } from './asking.js';

/** Of what the person adds; the whole stands in the conversation's log. */
const longestWords = 4_000;

/**
 * Takes a text as what the person adds to the summary, or corrects in it. An error or an address that they send unasked is
 * work for the bot, which then asks nothing any more: false.
 */
export async function takeAsking(support: SupportTurn, text: string): Promise<boolean> {
  const { memory } = support;
  const { asking } = memory;
  if (!asking || !isAsking(memory)) return false;
  if (asking.step === 'summary' && begins(support, text)) {
    memory.asking = null;
    return false;
  }
  learnError(support, text);
  const words = asking.words === null ? text : `${asking.words}\n${text}`;
  memory.asking = { ...asking, step: 'summary', words: words.slice(0, longestWords) };
  await showAsking(support);
  return true;
}

function begins({ knowledge }: SupportTurn, text: string): boolean {
  const isAddress = !/\s/.test(text) && namedEndpoints(text).length > 0;
  return isAddress || knowledge.recognizer.recognizeError(text).family !== null;
}

/** An error that was asked for belongs to the summary, where there is none yet. */
function learnError({ knowledge, dc }: SupportTurn, text: string): void {
  if (caseFacts(activeFacts(dc) ?? {}).errorText) return;
  const error = knowledge.recognizer.recognizeError(text);
  if (error.family !== null) patchFacts(dc, errorFacts(text, error));
}
