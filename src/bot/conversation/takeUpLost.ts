import { enterTree, takeUp } from '../../dialogTree/activeTree.js';
import type { LostVisit } from '../../dialogTree/compile/treeRegistry.js';
import { say } from './say.js';
import type { SupportTurn } from './supportTurn.js';

/**
 * Goes on after the version of a conversation was lost: its question is asked anew. False when the message of this turn is
 * not to be taken: it may answer the old question, which nobody knows any more.
 */
export async function takeUpLost(support: SupportTurn, lost: LostVisit): Promise<boolean> {
  const { dc, context, knowledge } = support;
  const { type, value, text = '' } = context.activity;
  const begins =
    type === 'message' &&
    value === undefined &&
    (knowledge.recognizer.recognizeCommand(text) !== null ||
      knowledge.recognizer.recognizeError(text).family !== null);
  if (type === 'message' && !begins) await say(support, 'bot:placeLost');
  if (!(await takeUp(dc, lost))) await enterTree(dc, 'root', { node: 'menu', facts: lost.facts });
  return type !== 'message' || begins;
}
