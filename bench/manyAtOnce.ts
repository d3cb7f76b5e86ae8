import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { TrustAnchors } from '../src/certificates/trustAnchors.js';
import { makeStartPace } from '../src/probe/startPace.js';
import { lookAndJudge } from './lookWays.js';

/** Whole diagnoses of all endpoints at the same time in this process. */
export async function manyAtOnce(ports: readonly number[], anchors: TrustAnchors): Promise<void> {
  const pace = makeStartPace(8);
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 5);
  const before = process.memoryUsage.rss();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  delay.enable();
  const begin = performance.now();
  const times = await Promise.all(
    ports.map(async (port) => {
      const start = performance.now();
      await lookAndJudge(port, anchors, { http: true, timeoutMs: 30_000, pace });
      return performance.now() - start;
    }),
  );
  const all = performance.now() - begin;
  delay.disable();
  clearInterval(sampling);
  console.log(`${ports.length} endpoints at once, the whole diagnosis with the HTTP look`);
  console.log(`  endpoints/s            ${((ports.length / all) * 1000).toFixed(0)}`);
  console.log(`  all / slowest one      ${all.toFixed(0)} ms / ${Math.max(...times).toFixed(0)} ms`);
  console.log(`  peak memory (RSS)      ${mib(peak)} MiB, ${mib(peak - before)} MiB more than before`);
  console.log(
    `  event-loop delay       p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, worst ${(delay.max / 1e6).toFixed(1)} ms`,
  );
}

function mib(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(0);
}
