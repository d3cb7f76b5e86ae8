import { locales } from '../answers/locales.js';
import { parseSources } from '../answers/parseSources.js';
import { makeProcedures } from '../answers/procedures.js';
import { makeTexts } from '../answers/texts.js';
import { CodedError } from '../base/codedError.js';
import { makeJudge } from '../bot/conversation/judge.js';
import type { Knowledge } from '../bot/conversation/knowledge.js';
import type { TrustAnchors } from '../certificates/trustAnchors.js';
import { directLineChannelId, directLineServiceUrl } from '../channels/directLine/directLineAddress.js';
import { type LoadVersion, TreeRegistry } from '../dialogTree/compile/treeRegistry.js';
import { makeTreeVersion } from '../dialogTree/compile/treeVersion.js';
import type { Problem } from '../dialogTree/problem.js';
import { lookupIn } from '../dialogTree/treeTexts.js';
import { makeQueues } from '../handoff/queues/makeQueues.js';
import { parseQueues } from '../handoff/queues/parseQueues.js';
import type { Queues } from '../handoff/queues/queues.js';
import { makeRecognizer } from '../recognizer/makeRecognizer.js';
import { checkKnowledge } from './checkKnowledge.js';
import type { KnowledgeFiles, TextFile } from './knowledgeFiles.js';
import { makeSignatures } from './makeSignatures.js';
import { readProcedures } from './readProcedures.js';
import type { Settings } from './settingsSpec.js';
import { versionTexts } from './versionTexts.js';

/** Everything the bot knows, made of these files. Throws CodedError naming the file that is wrong. */
export function loadKnowledge(
  files: KnowledgeFiles,
  settings: Settings,
  anchors: TrustAnchors,
  loadVersion: LoadVersion,
): Knowledge {
  const texts = makeTexts(files.resources);
  const versions = loadTreeVersions(files);
  const registry = new TreeRegistry(versions, loadVersion);
  return {
    texts,
    textsOfVersion: versionTexts(texts, registry, settings.DEFAULT_LOCALE),
    recognizer: makeRecognizer(makeSignatures(files.signatures)),
    judge: makeJudge(anchors, settings.SUPPORT_CONTACT),
    procedures: makeProcedures(readProcedures(files)),
    sources: parseSources(files.sources.text, files.sources.file),
    registry,
    queues: loadQueues(files.queues),
    defaultLocale: settings.DEFAULT_LOCALE,
    supportContact: settings.SUPPORT_CONTACT,
    asksConsent: settings.HANDOFF_CONSENT,
    // Of other channels nobody here knows whether the person is still there.
    sendsMail: ({ channelId, serviceUrl }) =>
      settings.SMTP_URL !== null && channelId === directLineChannelId && serviceUrl === directLineServiceUrl,
  };
}

function loadTreeVersions(files: KnowledgeFiles) {
  const { problems, trees } = checkKnowledge(files);
  refuseErrors(problems);
  const lookup = lookupIn(files.resources);
  return trees.map((tree) => makeTreeVersion(tree, locales, lookup));
}

function loadQueues({ file, text }: TextFile): Queues {
  const { queues, problems } = parseQueues(file, text, []);
  refuseErrors(problems);
  if (queues === null) throw new Error(`${file} gave neither queues nor an error`);
  return makeQueues(queues);
}

function refuseErrors(problems: readonly Problem[]): void {
  const first = problems.find(({ severity }) => severity === 'error');
  if (first === undefined) return;
  throw new CodedError(
    'dialogs-invalid',
    `${first.file}:${first.line}:${first.column}: ${first.message}`,
    `${first.mend} \`npx trustdesk dialogs check\` shows every problem.`,
  );
}
