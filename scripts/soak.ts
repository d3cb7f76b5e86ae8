import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AgentClient } from './soak/agentClient.js';
import { PersonClient } from './soak/personClient.js';
import { runSoak, type SoakResult } from './soak/runSoak.js';
import type { SoakPlan } from './soak/soakPlan.js';

/**
 * `npm run soak -- [--messages N] [--kills N] [--people N] [--pace MS] [--every MS] [--limit MS] [--json] [--keep]`: relays N messages in
 * all (default 10,000) between people and agents while the server, the people's and the agents' processes are killed
 * N times (default 50). Exit 1 when a message was lost, doubled or out of order, or the bot spoke beside a human.
 */
const [role, given] = process.argv.slice(3);
if (role === 'person' || role === 'agent') await runClients(role, JSON.parse(String(given)) as SoakPlan);
else await main();

async function runClients(role: 'person' | 'agent', plan: SoakPlan): Promise<void> {
  const clients =
    role === 'person'
      ? Array.from({ length: plan.people }, (_, person) => new PersonClient(plan, person))
      : plan.agents.map((_, agent) => new AgentClient(plan, agent));
  console.log(`${role} is there`);
  await Promise.all(clients.map((client) => client.run()));
}

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const number = (standard: number) => ({ type: 'string', default: String(standard) }) as const;
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      ...{ messages: number(10_000), kills: number(50), people: number(40) },
      ...{ pace: number(1_050), every: number(2_000), limit: number(30 * 60_000) },
      ...{ json: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
    },
  });
  const people = Number(values.people);
  const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-soak-'));
  const result = await runSoak({
    ...{ folder, people, clients: import.meta.filename, random: Math.random },
    // The desk watches twenty cases of an agent at once.
    agents: Math.max(2, Math.ceil(people / 20)),
    messages: Math.ceil(Number(values.messages) / people / 2),
    paceMs: Number(values.pace),
    kills: Number(values.kills),
    killEveryMs: Number(values.every),
    limitMs: Number(values.limit),
    say: (line) => console.error(line),
  });
  const summary = summarize(result);
  console.log(values.json ? JSON.stringify(summary) : summary);
  if (values.keep) console.error(`journals and database: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
  process.exit(summary.wrong === 0 ? 0 : 1);
}

/** Latencies are those of a person's message, from being sent to being at the agent's desk. */
function summarize({ people, agents, agentsOwn, botSpoke, ways, outages, seconds }: SoakResult) {
  const sides = [people, agents, agentsOwn];
  const wrong = sides.reduce(
    (sum, { lost, doubled, outOfOrder }) => sum + lost + doubled + outOfOrder,
    botSpoke,
  );
  const killed = (who: string) => outages.filter((outage) => outage.who === who).length;
  const settledMs = 3_000;
  const calm = ways.filter(
    ({ sentAt, gotAt }) => !outages.some(({ from, to }) => sentAt < to + settledMs && gotAt > from),
  );
  const ms = (list: typeof ways) => list.map(({ sentAt, gotAt }) => gotAt - sentAt).sort((a, b) => a - b);
  const at = (list: readonly number[], share: number) =>
    list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? null;
  return {
    ...{ wrong, seconds: Math.round(seconds), people, agents, agentsOwn, botSpoke },
    kills: { server: killed('server'), person: killed('person'), agent: killed('agent') },
    latencyMs: { p50: at(ms(calm), 0.5), p99: at(ms(calm), 0.99), messages: calm.length },
    latencyMsWithOutages: { p50: at(ms(ways), 0.5), p99: at(ms(ways), 0.99), messages: ways.length },
  };
}
