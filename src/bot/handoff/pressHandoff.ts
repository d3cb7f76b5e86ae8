import type { CaseReason } from '../../handoff/case/caseState.js';
import { say } from '../conversation/say.js';
import { showPlace } from '../conversation/showPlace.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { askForHuman } from './askForHuman.js';
import { isAsking, showAsking } from './asking.js';
import { cancelRequest } from './cancelRequest.js';
import { type HandoffAction, handoffActions } from './handoffChoice.js';
import { sendRequest } from './sendRequest.js';
import { pressMail } from './takeMailAddress.js';
import { tellQueue } from './tellQueue.js';
import { tellWaiting } from './tellWaiting.js';

/** Does what a button around the handoff says; false when its time has passed, or it is none. */
export async function pressHandoff(
  support: SupportTurn,
  { handoff, reason }: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const action = handoffActions.find((known) => known === handoff);
  return action !== undefined && presses[action](support, reason);
}

type Press = (support: SupportTurn, reason: unknown) => Promise<boolean>;

const presses: { readonly [action in HandoffAction]: Press } = {
  async ask(support, reason) {
    await askForHuman(support, offered.find((known) => known === reason) ?? 'asked');
    return true;
  },
  async send(support) {
    const { memory, turn } = support;
    const open = turn.handoff.current();
    // Pressed twice.
    if (open !== null) await tellWaiting(support, open, 'again');
    else if (memory.asking && isAsking(memory)) await sendRequest(support, memory.asking);
    else return false;
    return true;
  },
  async add(support) {
    const { memory } = support;
    if (!memory.asking || !isAsking(memory)) return false;
    memory.asking = { ...memory.asking, step: 'words' };
    await showAsking(support);
    return true;
  },
  async decline(support) {
    support.memory.asking = null;
    await say(support, 'handoff:declined');
    await showPlace(support);
    return true;
  },
  async queue(support) {
    await tellQueue(support);
    return true;
  },
  mail: pressMail,
  async cancel(support) {
    await cancelRequest(support);
    return true;
  },
  async keep(support) {
    if (support.turn.handoff.current() === null) return false;
    await say(support, 'handoff:kept');
    return true;
  },
};

/** Why the bot may have offered a human; anybody can forge what a button sends. */
const offered: readonly CaseReason[] = ['loop', 'failed-attempts'];
