import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkKnowledge } from '../../src/app/checkKnowledge.js';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { ConversationClock } from '../../src/cli/dialogs/conversationClock.js';
import { failureLog } from '../../src/cli/dialogs/failureLog.js';
import { conversationSettings, conversationWaiting } from '../../src/cli/dialogs/openStage.js';
import { playConversation, type Stage } from '../../src/cli/dialogs/playConversation.js';
import { treeCoverage } from '../../src/cli/dialogs/treeCoverage.js';
import { WrittenPictures } from '../../src/cli/dialogs/writtenPictures.js';
import { startBot } from './conversation.js';
import { goldenFiles, readGolden, writeGolden } from './goldenFile.js';
import { reports } from './goldenReport.js';
import { makeLabBackend } from './labBackend.js';
import { Recording, recordedFacts } from './recording.js';
import { certificates, servers } from './servers.js';
import { writeTrustAnchors } from './trustAnchorsFile.js';

/** `npm run golden` writes what the bot says now; read the difference before it is kept. */
const update = process.env['UPDATE_GOLDEN'] === '1';
const locales = ['en', 'fr', 'vi'] as const;

describe('golden conversations', () => {
  const backend = makeLabBackend();
  const recording = new Recording(backend.current);
  const reached = new Map<string, Set<string>>(locales.map((locale) => [locale, new Set()]));
  const failures: string[] = [];
  let spoken = '';
  let anchors: { readonly file: string; remove(): void };
  let stage: Stage;

  beforeAll(async () => {
    anchors = writeTrustAnchors();
    const clock = new ConversationClock();
    const pictures = new WrittenPictures();
    const bot = await startBot({
      now: clock,
      environment: {
        ...conversationSettings,
        PROBE_TRUST_ANCHORS: anchors.file,
        PROBE_TIMEOUT_MS: '1000',
      },
      connectTo: backend.connectTo,
      resolve: backend.resolve,
      resolveSrv: backend.resolveSrv,
      log: failureLog((message) => failures.push(message)),
      lookBy: recording.lookBy,
      waiting: conversationWaiting,
      openPictureEngine: pictures.open,
      onNode: (tree, node) => reached.get(spoken)?.add(`${tree}/${node}`),
    });
    stage = {
      bot,
      clock,
      pictures,
      answerBy: backend.answerBy,
      certificates: new Map(Object.entries(certificates)),
      reports: new Map(Object.entries(reports)),
    };
  });

  afterAll(async () => {
    await stage.bot.close();
    await backend.close();
    anchors.remove();
  });

  test.each(goldenFiles())('%s', async (file) => {
    const golden = readGolden(file);
    const { locale, turns } = golden.conversation;
    spoken = locale;
    failures.length = 0;
    const said = await playConversation(stage, file, golden);
    expect(failures).toEqual([]);
    if (update) writeGolden(golden, said);
    else expect(turns.map((turn, index) => ({ ...turn, bot: said[index] }))).toEqual(turns);
  });

  test('what the servers show is recorded, for conversations without them', () => {
    const seen = recording.facts();
    expect(Object.keys(seen.looks)).toEqual(Object.keys(servers).sort());
    if (update && !isDeepStrictEqual(recordedFacts(), seen)) recording.write();
    expect(recordedFacts()).toEqual(seen);
  });

  test.each(locales)('every node that waits, and every leaf, is reached in %s', (locale) => {
    const { trees } = checkKnowledge(readShippedKnowledge());
    const missed = trees.flatMap((tree) =>
      treeCoverage(tree, locale, reached.get(locale) ?? new Set()).missed.map((node) => `${tree.id}/${node}`),
    );
    expect(missed).toEqual([]);
  });
});
