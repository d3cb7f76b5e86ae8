import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkStory } from './checkStory.js';
import { liveStory, type ModelStory, stories } from './modelRun.js';

const numRuns = Math.ceil(Number(process.env['HANDOFF_RUNS'] ?? 4_000) / 40);

async function check(story: ModelStory): Promise<number> {
  const { house, promised } = await liveStory(story);
  try {
    await checkStory(house.storage, promised);
    return promised.spoken.length;
  } finally {
    await house.close();
  }
}

test('whoever speaks, claims, leaves or dies at whatever moment: no word is lost, doubled or out of order, and nobody is talked over', async () => {
  let spoken = 0;
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      spoken += await check(story);
    }),
    { numRuns },
  );
  // The stories are not about nothing.
  expect(spoken).toBeGreaterThan(numRuns);
}, 600_000);
