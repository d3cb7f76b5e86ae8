import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { countMessages, type SoakCount } from './countMessages.js';
import { MortalProcess } from './mortalProcess.js';
import type { SoakPlan } from './soakPlan.js';

export interface SoakWish {
  /** A file that runs a client: `node FILE soak person|agent PLAN`. */
  readonly clients: string;
  readonly folder: string;
  readonly people: number;
  readonly agents: number;
  /** Each way, of each person. */
  readonly messages: number;
  readonly paceMs: number;
  readonly kills: number;
  /** Mean time between a process being up again and the next kill, at the least. */
  readonly killEveryMs: number;
  /** After so long it counts what there is. */
  readonly limitMs: number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly say: (line: string) => void;
}

/** From a kill to the killed process being up again, in ms since 1970. */
export interface Outage {
  readonly who: 'server' | 'person' | 'agent';
  readonly from: number;
  readonly to: number;
}

export interface SoakResult extends SoakCount {
  readonly outages: readonly Outage[];
  readonly seconds: number;
}

/** Relays numbered messages both ways while processes are killed, until all have come or the time is over. */
export async function runSoak(wish: SoakWish): Promise<SoakResult> {
  const { folder, people, messages, paceMs, say } = wish;
  const url = `http://127.0.0.1:${await freePort()}`;
  const agents = Array.from({ length: wish.agents }, (_, at) => `agent-${at}@contoso.com`);
  const password = 'a password of a soak only';
  const plan: SoakPlan = { url, folder, people, messages, paceMs, agents, password };
  mkdirSync(folder, { recursive: true });
  const processes = makeProcesses(wish, plan);
  const begin = Date.now();
  try {
    await processes.server.start();
    addAgents(plan);
    await Promise.all([processes.person.start(), processes.agent.start()]);
    await waitFor(plan, processes, wish.limitMs, ({ agents: { come } }) => come > 0);
    say(`${people} people talk with ${agents.length} agents at ${url}`);
    const outages = await killOften(wish, plan, processes);
    await waitFor(plan, processes, wish.limitMs, (count) => isWhole(count, plan));
    // For what would come twice.
    await pause(1_000);
    return { ...countMessages(plan), outages, seconds: (Date.now() - begin) / 1000 };
  } finally {
    await Promise.all(Object.values(processes).map((process) => process.kill()));
  }
}

type Processes = { readonly [who in Outage['who']]: MortalProcess };

function serverEnvironment({ url, folder }: SoakPlan): Record<string, string> {
  // A public address lets a hundred conversations begin at once from one computer.
  return { DATA_DIR: path.join(folder, 'data'), PORT: new URL(url).port, PUBLIC_URL: url };
}

function makeProcesses({ clients }: SoakWish, plan: SoakPlan): Processes {
  const client = (who: string) =>
    new MortalProcess({
      argv: [clients, 'soak', who, JSON.stringify(plan)],
      ...{ environment: {}, ready: /is there/ },
    });
  const environment = serverEnvironment(plan);
  return {
    server: new MortalProcess({ argv: ['dist/main.js'], environment, ready: /TrustDesk serves/ }),
    person: client('person'),
    agent: client('agent'),
  };
}

function addAgents(plan: SoakPlan): void {
  const file = path.join(plan.folder, 'password');
  writeFileSync(file, plan.password);
  for (const email of plan.agents)
    execFileSync(process.execPath, ['dist/cli.js', 'agents', 'add', email, '--password-file', file], {
      env: { PATH: process.env['PATH'] ?? '', ...serverEnvironment(plan) },
    });
}

/** One kill after the other, spread over all messages, each kind as often as the others, in an order that chance decides. */
async function killOften(wish: SoakWish, plan: SoakPlan, processes: Processes): Promise<readonly Outage[]> {
  const outages: Outage[] = [];
  let left: Outage['who'][] = [];
  while (outages.length < wish.kills) {
    const share = outages.length / (wish.kills + 1);
    await waitFor(plan, processes, wish.limitMs, (count) => relayed(count) >= 2 * share * wholeOf(plan));
    await pause(wish.killEveryMs * (0.5 + wish.random()));
    mustLive(processes);
    if (left.length === 0) left = ['server', 'person', 'agent'];
    const [who = 'server'] = left.splice(Math.floor(wish.random() * left.length), 1);
    const from = Date.now();
    await processes[who].kill();
    await processes[who].start();
    outages.push({ who, from, to: Date.now() });
    if (outages.length % 10 === 0) {
      wish.say(`${outages.length} kills, ${relayed(countMessages(plan))} messages relayed`);
    }
  }
  return outages;
}

/** Messages of one way. */
function wholeOf({ people, messages }: SoakPlan): number {
  return people * messages;
}

function relayed({ people, agents }: SoakCount): number {
  return people.come + agents.come;
}

function isWhole({ people, agents, agentsOwn }: SoakCount, plan: SoakPlan): boolean {
  return [people, agents, agentsOwn].every(({ come }) => come === wholeOf(plan));
}

async function waitFor(
  plan: SoakPlan,
  processes: Processes,
  limitMs: number,
  reached: (count: SoakCount) => boolean,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!reached(countMessages(plan)) && Date.now() < end) {
    mustLive(processes);
    await pause(500);
  }
}

function mustLive(processes: Processes): void {
  for (const [who, { failure }] of Object.entries(processes))
    if (failure !== null) throw new Error(`the ${who} process ended by itself:\n${failure}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
