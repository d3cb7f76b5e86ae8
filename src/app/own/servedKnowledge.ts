import type { Surroundings } from '../createBot.js';
import { readShippedKnowledge } from '../knowledgeFiles.js';
import type { Settings } from '../settingsSpec.js';
import type { KnowledgeSource } from './knowledgeSource.js';
import { releasedKnowledge } from './releasedKnowledge.js';

/** What the server serves: the shipped knowledge, with what an organisation has published over it. */
export function servedKnowledge({ KNOWLEDGE_DIR }: Settings, { clock, log }: Surroundings): KnowledgeSource {
  const shipped = readShippedKnowledge();
  if (KNOWLEDGE_DIR !== null) return releasedKnowledge({ folder: KNOWLEDGE_DIR, shipped, clock, log });
  let given = false;
  return {
    async next() {
      if (given) return null;
      given = true;
      return shipped;
    },
  };
}
