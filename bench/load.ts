import { Agent, request } from 'node:http';
import type { FakeConnector } from './fakeConnector.js';
import type { MeasuredBot } from './measuredBot.js';

export interface LoadResult {
  readonly turnsPerSecond: number;
  /** From the post's start to the reply's arrival, in ms. */
  readonly p50: number;
  readonly p99: number;
  readonly cpuMsPerTurn: number;
  readonly rssMiB: number;
  /** Replies that had not arrived some seconds after the last post. */
  readonly backlog: number;
}

export interface LoadOptions {
  readonly inFlight: number;
  readonly measureMs: number;
  /** What the person says in their n-th message. */
  readonly text: (turn: number) => string;
}

/** New conversations and their connections are a beginning of their own, which is not measured. */
const settleMs = 1000;

let ids = 0;

/** Keeps `inFlight` conversations talking: each posts its next message when the reply to the last one has arrived. */
export async function load(
  bot: MeasuredBot,
  connector: FakeConnector,
  options: LoadOptions,
): Promise<LoadResult> {
  const { inFlight, measureMs, text } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  let posted = 0;
  let replied = 0;
  const latencies: number[] = [];
  const begin = performance.now();
  const measuredFrom = begin + settleMs;
  const end = measuredFrom + measureMs;

  async function converse(): Promise<void> {
    const conversation = newConversation();
    for (let turn = 0; performance.now() < end; turn += 1) {
      const start = performance.now();
      posted += 1;
      await say(bot, connector, agent, conversation, text(turn));
      replied += 1;
      const now = performance.now();
      if (start >= measuredFrom && now <= end) latencies.push(now - start);
    }
  }

  const talking = Promise.all(Array.from({ length: inFlight }, converse));
  await sleep(settleMs);
  const before = await bot.usage();
  await sleep(end - performance.now());
  const after = await bot.usage();
  await Promise.race([talking, sleep(5000)]);
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    turnsPerSecond: latencies.length / (measureMs / 1000),
    p50: at(0.5),
    p99: at(0.99),
    cpuMsPerTurn: (after.cpuMs - before.cpuMs) / Math.max(1, latencies.length),
    rssMiB: after.rss / 1024 ** 2,
    backlog: posted - replied,
  };
}

/** Runs so many turns without measuring them. */
export async function warmUp(
  bot: MeasuredBot,
  connector: FakeConnector,
  { turns, inFlight, text }: { turns: number; inFlight: number; text: (turn: number) => string },
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  async function converse(): Promise<void> {
    const conversation = newConversation();
    for (let turn = 0; turn < turns / inFlight; turn += 1) {
      await say(bot, connector, agent, conversation, text(turn));
    }
  }
  await Promise.all(Array.from({ length: inFlight }, converse));
  agent.destroy();
}

function newConversation(): string {
  ids += 1;
  return `bench-${ids}`;
}

/** Resolves when the message has been taken and its reply has arrived. */
async function say(
  bot: MeasuredBot,
  connector: FakeConnector,
  agent: Agent,
  conversation: string,
  text: string,
): Promise<void> {
  ids += 1;
  const id = `m-${ids}`;
  const reply = connector.replyTo(id);
  await post(bot.url, agent, message(id, conversation, connector.serviceUrl, text));
  await reply;
}

function message(id: string, conversation: string, serviceUrl: string, text: string): string {
  return JSON.stringify({
    ...{ type: 'message', id, timestamp: new Date().toISOString(), channelId: 'bench', serviceUrl, text },
    ...{ locale: 'en', conversation: { id: conversation } },
    ...{ from: { id: `user of ${conversation}`, name: 'User' }, recipient: { id: 'bot', name: 'Bot' } },
  });
}

function post(url: string, agent: Agent, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`the bot answered ${response.statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
