import { type Locale, locales } from '../../answers/locales.js';
import type { TextResources } from '../../answers/texts.js';
import type { JsonObject } from '../../base/json.js';
import type { Problem } from '../../dialogTree/problem.js';
import { lookupIn } from '../../dialogTree/treeTexts.js';
import type { KnowledgeFiles } from '../knowledgeFiles.js';
import type { KnowledgeSource } from './knowledgeSource.js';
import { readOwnFiles } from './readOwnFiles.js';
import { hashOf } from './releases.js';
import { soundKnowledge } from './soundKnowledge.js';

/**
 * The working copy of KNOWLEDGE_DIR, drafts included, for a preview: read again whenever a file has changed. Every greeting
 * says that it is a preview.
 *
 * @param tell takes why parts are left out, each time the files have been read; nothing when all are in
 */
export function workingCopy(
  folder: string,
  shipped: KnowledgeFiles,
  tell: (problems: readonly Problem[]) => void,
): KnowledgeSource {
  let shown: string | null = null;
  return {
    async next() {
      const own = await readOwnFiles(folder);
      const hash = hashOf(own);
      if (hash === shown) return null;
      shown = hash;
      const { files, problems } = soundKnowledge(shipped, own);
      tell(problems);
      return { ...files, resources: greetAsPreview(files.resources) };
    },
  };
}

/** What the root tree says first. */
const greetings = ['hello', 'menu'] as const;

function greetAsPreview(resources: TextResources): TextResources {
  const noted: { [locale in Locale]: TextResources[Locale] } = { ...resources };
  for (const locale of locales) noted[locale] = { ...resources[locale], root: greetingOf(resources, locale) };
  return noted;
}

function greetingOf(resources: TextResources, locale: Locale): JsonObject {
  const note = lookupIn(resources)(locale, 'bot:preview') ?? '';
  const root: JsonObject = resources[locale]['root'] ?? {};
  const texts = greetings.flatMap((key) => {
    const text = root[key];
    return typeof text === 'string' ? [[key, `${note}\n\n${text}`] as const] : [];
  });
  return { ...root, ...Object.fromEntries(texts) };
}
