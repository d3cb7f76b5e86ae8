import type { Visit } from '../compile/visit.js';
import type { HandoffNode } from '../tree.js';
import type { NodeHandler } from './nodeHandler.js';

/** What is passed on, and whether at all, is between the bot and the person: the tree waits until they have decided. */
export const handoff: NodeHandler<'handoff'> = {
  async enter(visit, node) {
    await ask(visit, node);
    return { to: 'wait' };
  },
  show: ask,
  receive: async (visit) => ({ to: visit.activity.type === 'message' ? 'unmatched' : 'ignored' }),
};

async function ask(visit: Visit, { text }: HandoffNode): Promise<void> {
  if (text !== undefined) await visit.say(text);
  visit.services.askForHuman();
}
