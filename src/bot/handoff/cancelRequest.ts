import { say } from '../conversation/say.js';
import { showPlace } from '../conversation/showPlace.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { tellCancelled } from './tellEnd.js';

/** The person takes back what waits for a human. */
export async function cancelRequest(support: SupportTurn): Promise<void> {
  const { handoff } = support.turn;
  const cancelled = handoff.current() !== null && handoff.act({ type: 'cancel', reason: 'by-person' }).ok;
  if (cancelled) return tellCancelled(support);
  await say(support, 'handoff:noRequest');
  await showPlace(support);
}
