import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { systemClock } from '../../../src/base/clock.js';
import { silentLog } from '../../../src/base/log.js';
import { pause } from '../../../src/bot/pause.js';
import type { BotLogic } from '../../../src/bot/turnScope.js';
import { makeByteRoom } from '../../../src/channels/byteRoom.js';
import { makeOwnOrigin } from '../../../src/channels/directLine/ownOrigin.js';
import { makeRateLimit } from '../../../src/channels/directLine/rateLimit.js';
import { createHttpServer } from '../../../src/channels/server.js';
import { newAgent } from '../../../src/handoff/agents/newAgent.js';
import { hashPassword } from '../../../src/handoff/agents/passwordHash.js';
import type { AuditLine } from '../../../src/handoff/audit.js';
import { CaseFeed } from '../../../src/handoff/caseFeed.js';
import type { DeskCommand, DeskNews } from '../../../src/handoff/desk/deskApi.js';
import type { DeskServices } from '../../../src/handoff/desk/deskServices.js';
import { makeFileLinks } from '../../../src/handoff/desk/files/fileLinks.js';
import { mountDeskRoutes } from '../../../src/handoff/desk/mountDeskRoutes.js';
import { makePasswordCheck } from '../../../src/handoff/desk/signIn/passwordCheck.js';
import { makeHandoff } from '../../../src/handoff/handoff.js';
import { type HandoffEventValue, handoffEventName } from '../../../src/handoff/handoffEvent.js';
import { makePresence } from '../../../src/handoff/presence.js';
import type { Queues } from '../../../src/handoff/queues/queues.js';
import { erasePerson } from '../../../src/handoff/rights/erasePerson.js';
import type { AgentRecord } from '../../../src/storage/agentStore.js';
import { conversationKey, personKey } from '../../../src/storage/storage.js';
import { shippedTexts } from '../../answers/shippedTexts.js';
import { ownServiceUrl, said, testMachinery } from '../../bot/testMachinery.js';

export const password = 'nine tall birches by the lake';
const standing = {
  hub: 'desk',
  opensAt: null,
  expiresAt: null,
  remindAfterMs: 60_000,
  releaseAfterMs: 60_000,
};
const queues: Queues = {
  ids: ['support'],
  choose: () => 'support',
  standing: (queue) => ({ ...standing, queue }),
  timeZone: () => 'Etc/UTC',
  name: (queue) => `${queue} queue`,
  mail: () => null,
};
const texts = shippedTexts();
const cheap = { logN: 4, r: 8, p: 1 };
let ids = 0;
const newId = () => {
  ids += 1;
  return `${String(ids).padStart(8, '0')}aaaaaaaaaaaaaaaaaaaaaaaa`;
};

/** A bot that opens a case when it hears "human", says agents' words, is silent while claimed, and else says "bot: …". */
const logic: BotLogic = async (context, turn) => {
  const { activity } = context;
  const open = turn.handoff.current();
  if (activity.type === 'event' && activity.name === handoffEventName) {
    const { event, message } = activity.value as HandoffEventValue;
    if (event.type === 'agent-spoke' && event.by.kind === 'agent' && message)
      await context.sendActivity({
        ...{ type: 'message', text: message.text },
        ...(message.attachments ? { attachments: [...message.attachments] } : {}),
        channelData: {
          trustdesk: { kind: 'agent-message', agent: event.by.agent.name, messageId: event.messageId },
        },
      });
    return;
  }
  if (activity.type !== 'message') return;
  if (open !== null) {
    turn.handoff.act({ type: 'person-spoke' });
    if (open.status === 'claimed') return;
  }
  if (activity.text === 'human') {
    turn.handoff.act({
      ...{ type: 'request', caseId: `case-${turn.turnId}`, reference: `TD-${turn.turnId}` },
      conversation: turn.entry.conversation,
      person: personKey('test', 'user'),
      request: {
        ...{ reason: 'asked', locale: 'fr', channelId: 'test', personName: 'A person', family: null },
        facts: { endpointShown: 'mail.contoso.com', endpoint: { host: 'mail.contoso.com' } },
        ...{ place: null, words: null, consentAt: null, timeZone: null },
      },
      standing: queues.standing('support', new Date()),
    });
  }
  await context.sendActivity(`bot: ${activity.text}`);
};

export interface TestDeskOptions {
  readonly services?: Partial<Omit<DeskServices, 'signIn'>>;
  readonly signIn?: Partial<DeskServices['signIn']>;
  readonly sessionMs?: number;
}

/** The desk over the real machinery, with a small bot behind it. */
export async function openTestDesk({ services = {}, sessionMs = 50, signIn = {} }: TestDeskOptions = {}) {
  const caseFeed = new CaseFeed();
  const machinery = testMachinery(logic, { caseFeed });
  const { storage, feed } = machinery;
  const audited: AuditLine[] = [];
  const handoff = makeHandoff({ storage, feed: caseFeed, accepted: machinery.accepted, clock: systemClock });
  const erasure = {
    storage,
    handoff,
    caseFeed,
    clock: systemClock,
    newSecret: () => 'salt',
    pause,
    longestWaitMs: 1_000,
  };
  const server = createHttpServer(silentLog);
  const limit = () => makeRateLimit({ burst: 1_000, perSecond: 100, maxCallers: 100, now: () => Date.now() });
  const house: DeskServices = {
    ...{ storage, feed, handoff, caseFeed, newId, log: silentLog, clock: systemClock },
    runTurn: machinery.runTurn,
    queues: () => queues,
    reader: {
      summary: (_state, looks, locale) => [
        { id: 'error', title: locale, facts: [], text: `${looks.length} looks` },
      ],
      primary: () => 'self-signed',
      causes: () => [{ code: 'self-signed', name: 'Self-signed certificate' }],
      replies: () => ({}),
    },
    presence: makePresence(systemClock, () => undefined),
    exportTexts: (locale) => texts.in(locale),
    audit: (line) => audited.push(line),
    erase: (person, by) => erasePerson(erasure, person, by),
    tellTyping: async () => undefined,
    signIn: {
      passwords: makePasswordCheck(storage.agents, cheap),
      oidc: null,
      limits: { address: limit(), pair: limit(), email: limit() },
      ...signIn,
    },
    files: null,
    uploadRoom: makeByteRoom(8_000_000),
    fileLinks: makeFileLinks({
      ...{ secret: 'of the test alone', publicUrl: 'https://trustdesk.contoso.com', clock: systemClock },
    }),
    servedHere: ({ serviceUrl }) => serviceUrl === ownServiceUrl,
    fetchForeign: async (_record, _activity, index) => ({
      name: 'foreign.cer',
      bytes: Buffer.from(`bytes ${index}`),
    }),
    ownOrigin: makeOwnOrigin(null),
    secure: false,
    ...services,
  };
  const sockets = mountDeskRoutes(server, house, { sessionMs, heartbeatMs: 5_000, sendTimeoutMs: 5_000 });
  await machinery.start();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  return {
    url,
    services: house,
    storage,
    feed,
    handoff,
    caseFeed,
    audited,
    async addAgent(name: string, more: Partial<AgentRecord> = {}): Promise<AgentRecord> {
      const email = `${name.toLowerCase()}@contoso.com`;
      const passwordHash = await hashPassword(password, cheap);
      const wish = { id: `agent-${name}`, email, name, role: 'agent', locale: 'en', oidc: null } as const;
      const agent = { ...newAgent({ ...wish, passwordHash, now: new Date() }), ...more };
      await storage.agents.add(agent);
      return agent;
    },
    async say(text: string, conversationId = 'c1', more = {}) {
      await machinery.runTurn(said(ownServiceUrl, { text, conversationId, more }));
    },
    /** Opens a case in a conversation and returns its id. */
    async openCase(conversationId = 'c1'): Promise<string> {
      await this.say('human', conversationId);
      for (;;) {
        const found = await storage.cases.openOf(conversationKey('test', conversationId));
        if (found !== null) return found.caseId;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async close() {
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        (server.server as { closeAllConnections?: () => void }).closeAllConnections?.();
      });
      await machinery.stop();
      await storage.close();
    },
  };
}

export type TestDesk = Awaited<ReturnType<typeof openTestDesk>>;

export interface Answer {
  readonly status: number;
  // Tests read what they expect to be there.
  readonly body: { readonly [name: string]: unknown } & { readonly error?: { readonly code: string } };
  readonly headers: Headers;
  readonly text: string;
}

/** One browser. */
export class TestBrowser {
  cookie = '';
  csrf = '';
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'GET' ? {} : { 'x-trustdesk-csrf': this.csrf }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) this.#keep(set.split(';')[0] ?? '');
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text.startsWith('{') ? JSON.parse(text) : {},
    };
  }

  #keep(pair: string): void {
    const [name] = pair.split('=');
    const others = this.cookie.split('; ').filter((one) => one !== '' && !one.startsWith(`${name}=`));
    this.cookie = [...others, ...(pair.endsWith('=') ? [] : [pair])].join('; ');
  }

  async signIn(email: string): Promise<Answer> {
    const answer = await this.call('POST', '/desk/api/sign-in', { email, password });
    this.csrf = String(answer.body['csrf'] ?? '');
    return answer;
  }

  async open(): Promise<TestSocket> {
    const socket = new WebSocket(`${this.#url.replace('http', 'ws')}/desk/socket`, {
      headers: { cookie: this.cookie },
    });
    const opened = new TestSocket(socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return opened;
  }
}

/** The page's end of a desk socket. */
export class TestSocket {
  readonly news: DeskNews[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      this.news.push(JSON.parse(data.toString()) as DeskNews);
      for (const look of this.#waiting) look();
    });
    this.closed = new Promise((resolve) => socket.on('close', (code) => resolve(code)));
  }

  send(command: DeskCommand): void {
    this.#socket.send(JSON.stringify(command));
  }

  /** The first news for which `wanted` says yes, of those to come and those there. */
  async until<T extends DeskNews['type']>(
    type: T,
    wanted: (news: DeskNews & { type: T }) => boolean = () => true,
  ): Promise<DeskNews & { type: T }> {
    const is = (news: DeskNews): news is DeskNews & { type: T } =>
      news.type === type && wanted(news as DeskNews & { type: T });
    return new Promise((resolve) => {
      const look = () => {
        const found = this.news.find(is);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Everything that timelines have brought of a case, in order. */
  lines(caseId: string): readonly string[] {
    return this.news.flatMap((news) =>
      news.type === 'timeline' && news.caseId === caseId
        ? news.entries.map(({ from, text }) => `${from}: ${text}`)
        : [],
    );
  }

  cut(): void {
    this.#socket.terminate();
  }
}
