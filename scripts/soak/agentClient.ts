import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket as AgentSocket } from 'ws';
import type { CaseListItem, CaseView, DeskNews, Timeline } from '../../src/handoff/desk/deskApi.js';
import { type Asked, ask, listen } from './ask.js';
import { Journal, readJournal } from './journal.js';
import { agentJournal, type Numbered, numberedText, readNumbered, type SoakPlan } from './soakPlan.js';

/** What an agent's browser remembers. */
export type AgentMemory =
  | { readonly type: 'session'; readonly cookie: string; readonly csrf: string }
  | {
      readonly type: 'claimed';
      readonly caseId: string;
      readonly reference: string;
      readonly holding: number;
    }
  | { readonly type: 'send'; readonly caseId: string; readonly n: number; readonly sentAt: number }
  | { readonly type: 'sent'; readonly caseId: string; readonly n: number }
  /** News of a case: the person's messages in them, and the agent's own as they stand in the conversation. */
  | {
      readonly type: 'page';
      readonly caseId: string;
      readonly afterSeq: number;
      readonly afterEvent: number;
      readonly at: number;
      readonly got: readonly Numbered[];
      readonly own: readonly Numbered[];
    };

interface Held {
  readonly holding: number;
  readonly sent: Set<number>;
  readonly sentAt: Map<number, number>;
  afterSeq: number;
  afterEvent: number;
}

/** One agent with their share of the cases, over the desk's API as it is spoken on the wire. */
export class AgentClient {
  readonly #plan: SoakPlan;
  readonly #agent: number;
  readonly #journal: Journal<AgentMemory>;
  readonly #cases = new Map<string, Held>();
  #session: { readonly cookie: string; readonly csrf: string } | null = null;
  #socket: AgentSocket | null = null;

  constructor(plan: SoakPlan, agent: number) {
    this.#plan = plan;
    this.#agent = agent;
    const file = path.join(plan.folder, agentJournal(agent));
    for (const memory of readJournal<AgentMemory>(file)) this.#remember(memory);
    this.#journal = new Journal(file);
  }

  /** Never ends by itself: what comes must be heard until the process is ended. */
  async run(): Promise<void> {
    if (this.#session === null) await this.#signIn();
    void this.#hear();
    for (const [caseId, held] of this.#cases) void this.#talk(caseId, held);
    await this.#claimShare();
  }

  #remember(memory: AgentMemory): void {
    if (memory.type === 'session') {
      this.#session = memory;
      return;
    }
    if (memory.type === 'claimed') {
      const nothing = {
        sent: new Set<number>(),
        sentAt: new Map<number, number>(),
        afterSeq: 0,
        afterEvent: 0,
      };
      this.#cases.set(memory.caseId, { holding: memory.holding, ...nothing });
      return;
    }
    const held = this.#cases.get(memory.caseId);
    if (held === undefined) throw new Error(`${memory.type} of a case that was not claimed`);
    if (memory.type === 'send') held.sentAt.set(memory.n, memory.sentAt);
    else if (memory.type === 'sent') held.sent.add(memory.n);
    else Object.assign(held, { afterSeq: memory.afterSeq, afterEvent: memory.afterEvent });
  }

  #keep(memory: AgentMemory): void {
    this.#journal.write(memory);
    this.#remember(memory);
  }

  async #signIn(): Promise<void> {
    const email = this.#plan.agents[this.#agent];
    const { body, headers, status } = await this.#call('POST', 'sign-in', {
      ...{ email, password: this.#plan.password },
    });
    if (status !== 200) throw new Error(`an agent could not sign in: ${status}`);
    const cookie = headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ');
    this.#keep({ type: 'session', cookie, csrf: String(body['csrf']) });
  }

  /** Claims what waits until it has its share. A claim whose answer was lost is found among its own. */
  async #claimShare(): Promise<void> {
    const { people, agents } = this.#plan;
    const share = Math.ceil((people - this.#agent) / agents.length);
    while (this.#cases.size < share) {
      for (const view of ['mine', 'waiting']) {
        const { body } = await this.#call('GET', `cases?view=${view}`);
        for (const item of body['cases'] as CaseListItem[])
          if (this.#cases.size < share && !this.#cases.has(item.caseId)) await this.#claim(item);
      }
      await pause(200);
    }
  }

  async #claim({ caseId, reference }: CaseListItem): Promise<void> {
    const { status, body } = await this.#call('POST', `cases/${caseId}/claim`, {});
    if (status !== 200) return;
    this.#keep({ type: 'claimed', caseId, reference, holding: (body as unknown as CaseView).holding });
    this.#watch(caseId);
    const held = this.#cases.get(caseId);
    if (held) void this.#talk(caseId, held);
  }

  async #talk(caseId: string, { holding, sent, sentAt: known }: Held): Promise<void> {
    for (let n = 0; n < this.#plan.messages; n += 1) {
      if (sent.has(n)) continue;
      const sentAt = known.get(n) ?? Date.now();
      if (!known.has(n)) this.#keep({ type: 'send', caseId, n, sentAt });
      const text = numberedText('a', { n, sentAt });
      const message = { holding, messageId: `message-${n}`, text, fileIds: [] };
      const { status, body } = await this.#call('POST', `cases/${caseId}/message`, message);
      if (status !== 200)
        throw new Error(`an agent's message was refused: ${status} ${JSON.stringify(body)}`);
      this.#keep({ type: 'sent', caseId, n });
      await pause(this.#plan.paceMs);
    }
  }

  async #hear(): Promise<void> {
    for (;;) {
      const socket = new AgentSocket(`${this.#plan.url.replace('http', 'ws')}/desk/socket`, {
        headers: { cookie: this.#session?.cookie ?? '' },
      });
      await listen(
        socket as unknown as WebSocket,
        () => {
          this.#socket = socket;
          for (const caseId of this.#cases.keys()) this.#watch(caseId);
        },
        (text) => this.#take(JSON.parse(text) as DeskNews),
      );
      this.#socket = null;
    }
  }

  #watch(caseId: string): void {
    const held = this.#cases.get(caseId);
    if (held === undefined || this.#socket?.readyState !== AgentSocket.OPEN) return;
    const { afterSeq, afterEvent } = held;
    this.#socket.send(JSON.stringify({ type: 'watch', caseId, afterSeq, afterEvent }));
  }

  #take(news: DeskNews): void {
    if (news.type !== 'timeline') return;
    const { caseId, entries, afterSeq, afterEvent } = news;
    const place = this.#cases.get(caseId)?.afterSeq ?? 0;
    // An entry that stands there already comes again when something has become of it.
    const fresh = entries.filter(({ seq }) => seq > place);
    const of = (from: Timeline['entries'][number]['from'], side: 'u' | 'a') =>
      fresh.flatMap((entry) => (entry.from === from ? (readNumbered(side, entry.text) ?? []) : []));
    this.#keep({
      ...{ type: 'page', caseId, afterSeq, afterEvent, at: Date.now() },
      ...{ got: of('person', 'u'), own: of('agent', 'a') },
    });
  }

  #call(method: string, what: string, body?: object): Promise<Asked> {
    return ask(`${this.#plan.url}/desk/api/${what}`, {
      method,
      headers: {
        cookie: this.#session?.cookie ?? '',
        'x-trustdesk-csrf': this.#session?.csrf ?? '',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
