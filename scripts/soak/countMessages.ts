import path from 'node:path';
import type { AgentMemory } from './agentClient.js';
import { readJournal } from './journal.js';
import type { PersonMemory } from './personClient.js';
import { agentJournal, type Numbered, personJournal, type SoakPlan } from './soakPlan.js';

export interface SideCount {
  /** Different messages that have come. */
  readonly come: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
}

export interface SoakCount {
  /** What people got of agents. */
  readonly people: SideCount;
  /** What agents got of people. */
  readonly agents: SideCount;
  /** Agents' own messages as the conversation shows them to the agent. */
  readonly agentsOwn: SideCount;
  /** Messages of the bot while a human had the conversation. */
  readonly botSpoke: number;
  /** The instants of the messages that agents got of people, in ms since 1970. */
  readonly ways: readonly { readonly sentAt: number; readonly gotAt: number }[];
}

/** Reads what the clients remember; each conversation is counted alone. */
export function countMessages(plan: SoakPlan): SoakCount {
  const people = Array.from({ length: plan.people }, (_, person) =>
    readJournal<PersonMemory>(path.join(plan.folder, personJournal(person))),
  );
  const pages = plan.agents.flatMap((_, agent) =>
    readJournal<AgentMemory>(path.join(plan.folder, agentJournal(agent))).filter(
      ({ type }) => type === 'page',
    ),
  ) as (AgentMemory & { type: 'page' })[];
  const frames = people.map((memories) => memories.filter((memory) => memory.type === 'frame'));
  const cases = [...new Set(pages.map(({ caseId }) => caseId))];
  const ofCase = (caseId: string) => pages.filter((page) => page.caseId === caseId);
  const all = (lists: readonly (readonly Numbered[])[]) => sum(lists, plan).reduce(add, nothing);
  return {
    people: all(frames.map((own) => own.flatMap(({ got }) => got))),
    agents: all(
      padded(
        cases.map((caseId) => ofCase(caseId).flatMap(({ got }) => got)),
        plan,
      ),
    ),
    agentsOwn: all(
      padded(
        cases.map((caseId) => ofCase(caseId).flatMap(({ own }) => own)),
        plan,
      ),
    ),
    botSpoke: frames.flat().reduce((total, { botSpoke }) => total + botSpoke, 0),
    ways: pages.flatMap(({ got, at }) => got.map(({ sentAt }) => ({ sentAt, gotAt: at }))),
  };
}

const nothing: SideCount = { come: 0, lost: 0, doubled: 0, outOfOrder: 0 };

/** A case of which nothing has come counts with all its messages. */
function padded(
  lists: readonly (readonly Numbered[])[],
  { people }: SoakPlan,
): readonly (readonly Numbered[])[] {
  return [...lists, ...Array.from({ length: Math.max(0, people - lists.length) }, () => [])];
}

function sum(lists: readonly (readonly Numbered[])[], { messages }: SoakPlan): readonly SideCount[] {
  return lists.map((list) => {
    const numbers = list.map(({ n }) => n);
    const come = new Set(numbers).size;
    const outOfOrder = numbers.filter((n, at) => at > 0 && n < (numbers[at - 1] ?? 0)).length;
    return { come, lost: messages - come, doubled: numbers.length - come, outOfOrder };
  });
}

function add(one: SideCount, other: SideCount): SideCount {
  return {
    come: one.come + other.come,
    lost: one.lost + other.lost,
    doubled: one.doubled + other.doubled,
    outOfOrder: one.outOfOrder + other.outOfOrder,
  };
}
