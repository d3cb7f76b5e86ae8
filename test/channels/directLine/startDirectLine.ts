import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../../src/base/json.js';
import { type Log, silentLog } from '../../../src/base/log.js';
import { makeByteRoom } from '../../../src/channels/byteRoom.js';
import { directLineKey } from '../../../src/channels/directLine/directLineAddress.js';
import type { DirectLineServices } from '../../../src/channels/directLine/directLineServices.js';
import type { DirectLineStreams, StreamOptions } from '../../../src/channels/directLine/directLineStreams.js';
import { mountDirectLineRoutes } from '../../../src/channels/directLine/mountDirectLineRoutes.js';
import { makeOwnOrigin } from '../../../src/channels/directLine/ownOrigin.js';
import { makeRateLimit } from '../../../src/channels/directLine/rateLimit.js';
import { makeTokenSigner } from '../../../src/channels/directLine/tokenSigner.js';
import type { RunTurn } from '../../../src/channels/runTurn.js';
import { createHttpServer } from '../../../src/channels/server.js';
import { mountPageRoutes } from '../../../src/channels/widget/mountPageRoutes.js';
import type { PageServices } from '../../../src/channels/widget/pageServices.js';
import { makeResumeLinks, type ResumeLinks } from '../../../src/channels/widget/resumeLinks.js';
import { caseEndedByLeaving } from '../../../src/handoff/caseEndedByLeaving.js';
import { ConversationFeed } from '../../../src/storage/conversationFeed.js';
import { removeRecordsOf } from '../../../src/storage/removeRecordsOf.js';
import { openSqliteStorage } from '../../../src/storage/sqlite/sqliteStorage.js';
import type { InboundEntry, Storage } from '../../../src/storage/storage.js';

/** What the stub bot answers an entry with. */
export type StubBot = (entry: InboundEntry) => readonly JsonObject[];

export interface Signal {
  readonly signal: 'given' | 'read' | 'typing';
  readonly conversation: string;
  /** The last given, or the read one. */
  readonly seq: number;
}

export interface TestServer {
  readonly url: string;
  readonly storage: Storage;
  readonly feed: ConversationFeed;
  readonly streams: DirectLineStreams;
  readonly entries: InboundEntry[];
  /** A link to a conversation, as mails hold it. */
  readonly resumeLink: ResumeLinks;
  /** What the channel told of people, in order. */
  readonly signals: Signal[];
  /** Moves the clock that tokens, cookies and limits go by. */
  pass(milliseconds: number): void;
  /** Writes a message of the bot into a conversation, as a committed turn does. */
  say(conversationId: string, activity: JsonObject): Promise<void>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly bot?: StubBot;
  readonly publicUrl?: string;
  readonly streams?: StreamOptions;
  readonly page?: Pick<PageServices, 'files'>;
  readonly log?: Log;
  readonly limits?: { readonly burst?: number; readonly uploads?: number };
  readonly uploadBytes?: number;
}

/** Our Direct Line (and, with `page`, the page) on a loopback port, over a stub bot and a database in memory. */
export async function startDirectLine(options: TestServerOptions = {}): Promise<TestServer> {
  const storage = openSqliteStorage(':memory:');
  const feed = new ConversationFeed();
  const entries: InboundEntry[] = [];
  const signals: Signal[] = [];
  let ahead = 0;
  const clock = { now: () => new Date(Date.now() + ahead) };
  let ids = 0;
  const newId = () => `id${++ids}`;
  const limit = (burst = options.limits?.burst ?? 1_000) => {
    return makeRateLimit({ burst, perSecond: 1, maxCallers: 100, now: () => clock.now().getTime() });
  };

  const write = async (conversation: string, outgoing: readonly JsonObject[]) => {
    const now = clock.now().toISOString();
    const until = new Date(clock.now().getTime() + 10_000).toISOString();
    const turn = await storage.leaseTurn(conversation, 'test', now, until);
    if (turn === null) return;
    const commit = await storage.commitTurn({
      turnId: turn.turnId,
      conversation,
      fence: turn.fence,
      state: new Map(),
      outgoing: outgoing.map((activity) => ({
        id: String(activity['id'] ?? newId()),
        kind: 'send',
        activity,
        speaker: 'bot',
        delivery: 'log',
      })),
      probeJobs: [],
      seenCase: null,
      cases: [],
      cancelledJobs: [],
      person: null,
      response: null,
      at: now,
    });
    if (commit.outcome === 'committed') feed.publish(conversation, commit.entries);
  };

  const runTurn: RunTurn = async (entry) => {
    const accepted = await storage.accept(entry);
    const activityId = String(entry.activity['id']);
    if (accepted.duplicate) return { activityId, duplicate: true, response: null };
    entries.push(entry);
    feed.publish(entry.conversation, await storage.readLog(entry.conversation, accepted.seq - 1, 1));
    await write(entry.conversation, options.bot?.(entry) ?? []);
    return { activityId, duplicate: false, response: null };
  };

  const services: DirectLineServices = {
    storage,
    feed,
    runTurn,
    signals: {
      given: (conversation, given) =>
        signals.push({ signal: 'given', conversation, seq: given.at(-1)?.seq ?? 0 }),
      read: (conversation, seq) => signals.push({ signal: 'read', conversation, seq }),
      typing: (conversation) => signals.push({ signal: 'typing', conversation, seq: 0 }),
    },
    tokens: makeTokenSigner({
      secret: 'test secret',
      audience: 'direct-line',
      lifetimeSeconds: 1_800,
      clock,
    }),
    ownOrigin: makeOwnOrigin(options.publicUrl ?? null),
    limits: { generate: limit(), post: limit(), upload: limit(options.limits?.uploads) },
    uploadRoom: makeByteRoom(options.uploadBytes ?? 20_000_000),
    clock,
    log: options.log ?? silentLog,
    newId,
  };
  const server = createHttpServer(services.log);
  const streams = mountDirectLineRoutes(server, services, options.streams);
  const signer = (audience: 'page' | 'resume', days: number) =>
    makeTokenSigner({ secret: 'test secret', audience, lifetimeSeconds: days * 86_400, clock });
  const links = signer('resume', 14);
  if (options.page !== undefined) {
    mountPageRoutes(server, {
      ...services,
      ...options.page,
      streams,
      links,
      caseEndedByLeaving: (conversation) => caseEndedByLeaving(storage.cases, conversation),
      forget: (person) => removeRecordsOf(storage.records, person),
      cookies: signer('page', 30),
      secure: options.publicUrl?.startsWith('https:') ?? false,
    });
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;

  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    resumeLink: makeResumeLinks(storage, links, options.publicUrl ?? url, clock),
    storage,
    feed,
    streams,
    entries,
    signals,
    pass: (milliseconds) => {
      ahead += milliseconds;
    },
    async say(conversationId, activity) {
      const conversation = directLineKey(conversationId);
      const now = clock.now().toISOString();
      const identity = { claims: [], audience: '', callerId: null };
      const dedupeKey = newId();
      await storage.accept({
        conversation,
        activity: { type: 'event' },
        identity,
        dedupeKey,
        direction: 'internal',
        mode: 'queued',
        receivedAt: now,
      });
      await write(conversation, [activity]);
    },
    async close() {
      streams.close();
      server.server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await storage.close();
    },
  };
}
