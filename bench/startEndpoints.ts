import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServedEndpoints } from './labEndpoints.js';

export interface RunningEndpoints extends ServedEndpoints {
  stop(): Promise<void>;
}

/** Starts loopback endpoints of TLS 1.2 and 1.3 in a process of their own. */
export async function startEndpoints(count: number): Promise<RunningEndpoints> {
  const child = fork(fileURLToPath(new URL('./labEndpoints.js', import.meta.url)), [String(count)]);
  const [served] = (await once(child, 'message')) as [ServedEndpoints];
  return {
    ...served,
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
