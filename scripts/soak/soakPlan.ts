/** What the clients of a soak are told. */
export interface SoakPlan {
  /** The server's origin. */
  readonly url: string;
  /** Where the journals lie. */
  readonly folder: string;
  /** People, each with a conversation and a case of their own. */
  readonly people: number;
  /** Messages of each person, and of the agent to each person. */
  readonly messages: number;
  /** Between two messages of one sender to one reader, in ms. */
  readonly paceMs: number;
  readonly agents: readonly string[];
  readonly password: string;
}

/** The journal of a conversation's person. */
export const personJournal = (person: number): string => `person-${person}.jsonl`;

/** The journal of an agent. */
export const agentJournal = (agent: number): string => `agent-${agent}.jsonl`;

/** The n-th message of a side: `u.17 1782112345678`. The instant is when it was first sent, in ms since 1970. */
export interface Numbered {
  readonly n: number;
  readonly sentAt: number;
}

export function numberedText(side: 'u' | 'a', { n, sentAt }: Numbered): string {
  return `${side}.${n} ${sentAt}`;
}

/** Null for what is no message of that side. */
export function readNumbered(side: 'u' | 'a', text: string): Numbered | null {
  const [, of, n, sentAt] = /^([ua])\.(\d+) (\d+)$/.exec(text) ?? [];
  return of === side ? { n: Number(n), sentAt: Number(sentAt) } : null;
}
