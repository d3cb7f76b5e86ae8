import { randomBytes } from 'node:crypto';
import type { Clock } from '../base/clock.js';
import { pause } from '../bot/pause.js';
import { type Eraser, type Erasure, erasePerson } from '../handoff/rights/erasePerson.js';
import type { Storage } from '../storage/storage.js';
import type { Bot } from './createBot.js';

export type Erase = (person: string, by: Eraser) => Promise<Erasure | null>;

/** The one way in which a person is erased: for the desk, the command line and "forget me on this computer". */
export function makeErase(parts: {
  readonly storage: Storage;
  readonly machinery: Pick<Bot, 'handoff' | 'caseFeed'>;
  readonly clock: Clock;
}): Erase {
  const { storage, machinery, clock } = parts;
  const { handoff, caseFeed } = machinery;
  const longestWaitMs = 10_000;
  const newSecret = () => randomBytes(32).toString('hex');
  return (person, by) =>
    erasePerson({ storage, handoff, caseFeed, clock, newSecret, pause, longestWaitMs }, person, by);
}
