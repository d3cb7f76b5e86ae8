import type { Hub } from './hub.js';

/** Stands where a queue names a hub that nobody has set up: nobody waits there in vain. */
export function refusingHub(id: string, error: string): Hub {
  return { id, deliver: async () => ({ outcome: 'refused', error }) };
}
