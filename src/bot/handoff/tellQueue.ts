import { say } from '../conversation/say.js';
import { showPlace } from '../conversation/showPlace.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { tellWaiting } from './tellWaiting.js';

/** Answers "how long will it take?". */
export async function tellQueue(support: SupportTurn): Promise<void> {
  const open = support.turn.handoff.current();
  if (open !== null) return tellWaiting(support, open, 'again');
  await say(support, 'handoff:noRequest');
  await showPlace(support);
}
