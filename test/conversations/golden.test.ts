import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkKnowledge } from '../../src/app/checkKnowledge.js';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import type { Tree } from '../../src/dialogTree/tree.js';
import { waits } from '../../src/dialogTree/tree.js';
import type { LabServer } from '../lab/lab.js';
import { type BotUnderTest, Conversation, startBot } from './conversation.js';
import {
  awayMs,
  comparable,
  type GoldenTurn,
  goldenAttachment,
  goldenFiles,
  readGolden,
  writeGolden,
} from './goldenFile.js';
import { reportText } from './goldenReport.js';
import { certificates, otherHosts, type ServerName, servers, today } from './servers.js';
import { writeTrustAnchors } from './trustAnchorsFile.js';

/** `npm run golden` writes what the bot says now; read the difference before it is kept. */
const update = process.env['UPDATE_GOLDEN'] === '1';
const locales = ['en', 'fr', 'vi'] as const;
const host = 'mail.contoso.com';

describe('golden conversations', () => {
  const started = new Map<ServerName, LabServer>();
  const connectTo: { fromHost: string; fromPort: null; toHost: string; toPort: number }[] = [];
  const visited = new Map<string, Set<string>>(locales.map((locale) => [locale, new Set()]));
  let anchors: { readonly file: string; remove(): void };
  let bot: BotUnderTest;
  let now = today;

  beforeAll(async () => {
    anchors = writeTrustAnchors();
    bot = await startBot({
      now: { now: () => now },
      environment: {
        PROBE_TRUST_ANCHORS: anchors.file,
        PROBE_TIMEOUT_MS: '1000',
        SUPPORT_CONTACT: 'helpdesk@contoso.com',
      },
      connectTo,
      resolve: async (name) => {
        throw Object.assign(new Error(`no ${name} here`), { code: 'ENOTFOUND' });
      },
      resolveSrv: async (name) =>
        name === '_autodiscover._tcp.contoso.net'
          ? [{ name: 'mail.contoso.com', port: 443, priority: 0, weight: 0 }]
          : [],
    });
  });

  afterAll(async () => {
    await bot.close();
    for (const server of started.values()) await server.close();
    anchors.remove();
  });

  async function answerBy(name: ServerName): Promise<void> {
    const server = started.get(name) ?? (await servers[name]());
    started.set(name, server);
    server.restart?.();
    const rules = [host, ...(otherHosts[name] ?? [])].map((fromHost) => ({
      ...{ fromHost, fromPort: null, toHost: '127.0.0.1', toPort: server.port },
    }));
    connectTo.splice(0, connectTo.length, ...rules);
  }

  async function take(conversation: Conversation, turn: GoldenTurn, locale: string): Promise<string[]> {
    if (turn.server) await answerBy(turn.server);
    if (turn.after) now = new Date(now.getTime() + awayMs(turn.after));
    const replies = await said(conversation, turn);
    const place = await conversation.place();
    for (const node of place?.nodes ?? []) visited.get(locale)?.add(`${place?.tree}/${node}`);
    return replies.map((reply) => comparable(String(reply['text'])));
  }

  async function said(conversation: Conversation, turn: GoldenTurn) {
    const { person, report, file, refused, certificate } = turn;
    if (refused) return conversation.isRefused(refused, file ?? null);
    if (file) return conversation.attach(person, { name: file, bytes: goldenAttachment(file) });
    if (report) return conversation.say(person.replace('{{report}}', () => reportText(report)));
    return conversation.say(certificate ? `${person}\n${certificates[certificate]}` : person);
  }

  test.each(goldenFiles())('%s', async (file) => {
    const golden = readGolden(file);
    now = today;
    const conversation = new Conversation(bot, { id: file, locale: golden.locale });
    const said: GoldenTurn[] = [];
    for (const turn of golden.turns) {
      said.push({ ...turn, bot: await take(conversation, turn, golden.locale) });
    }
    if (update) writeGolden(file, { ...golden, turns: said });
    else expect(said).toEqual(golden.turns);
  });

  test.each(locales)('every node that waits is reached in %s', (locale) => {
    const { trees } = checkKnowledge(readShippedKnowledge());
    const missed = trees
      .flatMap((tree) => waitingNodes(tree).map((node) => `${tree.id}/${node}`))
      .filter((node) => !visited.get(locale)?.has(node));
    expect(missed).toEqual([]);
  });
});

function waitingNodes(tree: Tree): readonly string[] {
  return Object.entries(tree.nodes)
    .filter(([, node]) => waits(tree, node) && node.kind !== 'probeEndpoint')
    .map(([id]) => id);
}
