import { visibleText } from '../../answers/escapeMarkdown.js';
import type { Clock } from '../../base/clock.js';
import type { AuditAction } from '../../storage/auditStore.js';
import type { CaseStore } from '../../storage/caseStore.js';
import type { Audit } from '../audit.js';
import type { CaseAgent, CaseState } from '../case/caseState.js';
import { caseState } from '../caseRow.js';
import type { CaseResult, Handoff, OutsideCommand } from '../handoff.js';
import type { AgentMessage } from '../handoffEvent.js';
import type { Queues } from '../queues/queues.js';

export interface HubActionsParts {
  readonly cases: Pick<CaseStore, 'read'>;
  readonly handoff: Handoff;
  readonly audit: Audit;
  /** Asked each time: the data may be exchanged while the bot runs. */
  readonly queues: () => Pick<Queues, 'standing'>;
  readonly clock: Clock;
}

/**
 * What an agent of a hub does to a case. Hubs know no `holding`: the agent's command holds for the case as it is now, and is
 * refused when they don't have it. Cases of other hubs are refused as `no-case`.
 */
export interface HubActions {
  claim(caseId: string, agent: CaseAgent): Promise<CaseResult>;
  speak(caseId: string, agent: CaseAgent, messageId: string, message: AgentMessage): Promise<CaseResult>;
  note(caseId: string, agent: CaseAgent, text: string): Promise<CaseResult>;
  /** Back to its queue. */
  release(caseId: string, agent: CaseAgent): Promise<CaseResult>;
  resolve(caseId: string, agent: CaseAgent, end: HubResolution): Promise<CaseResult>;
  fail(caseId: string, error: string): Promise<CaseResult>;
}

export interface HubResolution {
  readonly solved: boolean;
  readonly cause: string;
  readonly text: string | null;
}

export function makeHubActions(hub: string, parts: HubActionsParts): HubActions {
  const { cases, handoff, queues, audit, clock } = parts;

  async function act(
    caseId: string,
    command: (state: CaseState) => OutsideCommand,
    message?: AgentMessage,
  ): Promise<CaseResult> {
    const record = await cases.read(caseId);
    if (record === null || record.hub !== hub) return { ok: false, refusal: 'no-case' };
    const given = command(caseState(record));
    const result = await handoff.act(caseId, given, message);
    if (result.ok && result.events.length > 0) keep(caseId, given);
    return result;
  }

  /** As of the desk's agents: the case's own events go with the person. */
  function keep(caseId: string, command: OutsideCommand): void {
    const action = audited[command.type];
    if (action === undefined || !('agent' in command)) return;
    const { id, name } = command.agent;
    audit({ agentId: id, agent: name, action, caseId, detail: hub });
  }

  return {
    claim: (caseId, agent) => act(caseId, () => ({ type: 'claim', agent })),
    speak: (caseId, agent, messageId, message) =>
      act(caseId, ({ holding }) => ({ type: 'speak', agent, holding, messageId }), message),
    note: (caseId, agent, text) => act(caseId, () => ({ type: 'note', agent, text })),
    release: (caseId, agent) =>
      act(caseId, ({ holding, standing }) => ({
        ...{ type: 'release', agent, holding, reason: 'by-agent' },
        standing: queues().standing(standing.queue, clock.now()),
      })),
    resolve: (caseId, agent, end) =>
      act(caseId, ({ holding }) => ({ type: 'resolve', agent, holding, ...end })),
    fail: (caseId, error) => act(caseId, () => ({ type: 'fail', hub, error })),
  };
}

const audited: { readonly [type in OutsideCommand['type']]?: AuditAction } = {
  claim: 'claimed',
  speak: 'messaged',
  note: 'noted',
  release: 'released',
  resolve: 'resolved',
};

/** What stands for an agent's name where a hub tells none: the queue's, in the person's language. */
export type NameOfHub = (state: CaseState) => string;

const longestName = 80;

/** An agent as their hub names them; people are shown the name. */
export function hubAgent(hub: string, id: string, name: string): CaseAgent {
  return { id: `${hub}:${id}`, name: visibleText(name, longestName).trim() || hub };
}

/** The hub whose agent it is; the desk's agents have ids without one. */
export function hubOf({ id }: CaseAgent): string {
  return id.slice(0, Math.max(0, id.indexOf(':')));
}
