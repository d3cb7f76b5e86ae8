import { locales } from '../answers/locales.js';
import { parseSources } from '../answers/parseSources.js';
import { makeProcedures } from '../answers/procedures.js';
import { type LocaleTexts, makeTexts, type TextResources, type Texts } from '../answers/texts.js';
import { CodedError } from '../base/codedError.js';
import { makeJudge } from '../bot/conversation/judge.js';
import type { Knowledge } from '../bot/conversation/knowledge.js';
import type { TrustAnchors } from '../certificates/trustAnchors.js';
import { type LoadVersion, TreeRegistry } from '../dialogTree/compile/treeRegistry.js';
import { makeTreeVersion } from '../dialogTree/compile/treeVersion.js';
import { lookupIn } from '../dialogTree/treeTexts.js';
import { makeRecognizer } from '../recognizer/makeRecognizer.js';
import { checkKnowledge } from './checkKnowledge.js';
import type { KnowledgeFiles } from './knowledgeFiles.js';
import { makeSignatures } from './makeSignatures.js';
import { proceduresOf } from './proceduresOf.js';
import type { Settings } from './settingsSpec.js';

/** Everything the bot knows, made of its files. Throws CodedError naming the file that is wrong. */
export function loadKnowledge(
  files: KnowledgeFiles,
  settings: Settings,
  anchors: TrustAnchors,
  loadVersion: LoadVersion,
): Knowledge {
  const texts = makeTexts(files.resources);
  const registry = new TreeRegistry(loadTreeVersions(files), loadVersion);
  return {
    texts,
    textsOfVersion: versionTexts(texts, registry),
    recognizer: makeRecognizer(makeSignatures(files.signatures)),
    judge: makeJudge(anchors, settings.SUPPORT_CONTACT),
    procedures: makeProcedures(proceduresOf(files)),
    sources: parseSources(files.sources.text, files.sources.file),
    registry,
    defaultLocale: settings.DEFAULT_LOCALE,
    supportContact: settings.SUPPORT_CONTACT,
  };
}

function loadTreeVersions(files: KnowledgeFiles) {
  const { problems, trees } = checkKnowledge(files);
  const [first] = problems.filter(({ severity }) => severity === 'error');
  if (first !== undefined) {
    throw new CodedError(
      'dialogs-invalid',
      `${first.file}:${first.line}:${first.column}: ${first.message}`,
      `${first.mend} \`npx trustdesk dialogs check\` shows every problem.`,
    );
  }
  const lookup = lookupIn(files.resources);
  return trees.map((tree) => makeTreeVersion(tree, locales, lookup));
}

/** A conversation on an older version reads that version's texts; what they lack comes from the shipped ones. */
function versionTexts(current: Texts, registry: TreeRegistry): Knowledge['textsOfVersion'] {
  const made = new Map<string, Texts>();
  return (dialogId, locale) => {
    const treeId = dialogId.split('@')[0] ?? dialogId;
    const kept = registry.current(treeId)?.dialogId === dialogId ? null : registry.textsOf(dialogId);
    if (kept === null) return current.in(locale);
    const texts = made.get(dialogId) ?? makeTexts(kept as TextResources);
    made.set(dialogId, texts);
    return withFallback(texts.in(locale), current.in(locale));
  };
}

function withFallback(first: LocaleTexts, second: LocaleTexts): LocaleTexts {
  const holding = (key: string) => (first.has(key) ? first : second);
  return {
    ...first,
    t: (key, params) => holding(key).t(key, params),
    takesParams: (key) => holding(key).takesParams(key),
  };
}
