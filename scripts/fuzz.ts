import fc from 'fast-check';
import { mutationProperties } from '../test/fuzz/mutationProperties.js';

/**
 * `npm run fuzz -- N [SEED]`: the mutation properties of the tests, N runs in all (default 1,000,000). Exit 1 with the
 * seed and the smallest failing input when one fails, 64 when N is no number.
 */
const [count = '1000000', givenSeed] = process.argv.slice(3);
const runs = Number(count);
if (!Number.isSafeInteger(runs) || runs < 1) {
  console.error('usage: npm run fuzz -- N [SEED]');
  process.exit(64);
}
const seed = givenSeed === undefined ? Date.now() & 0x7fffffff : Number(givenSeed);
console.log(`seed ${seed}`);

let mostRss = 0;
for (const { name, share, property } of mutationProperties) {
  const begin = performance.now();
  const ofThis = Math.ceil((runs * share) / 100);
  // In slices, so that the memory is measured on the way.
  for (let done = 0; done < ofThis; done += 10_000) {
    const result = fc.check(property, { numRuns: Math.min(10_000, ofThis - done), seed: seed + done });
    mostRss = Math.max(mostRss, process.memoryUsage().rss);
    if (!result.failed) continue;
    console.error(fc.defaultReportMessage(result), result.errorInstance);
    process.exit(1);
  }
  const seconds = (performance.now() - begin) / 1000;
  console.log(
    `${name.padEnd(20)}${ofThis} runs in ${seconds.toFixed(1)} s, ${Math.round(ofThis / seconds)} a second`,
  );
}
console.log(`most memory ${Math.round(mostRss / 2 ** 20)} MB; nothing crashed or hung`);
