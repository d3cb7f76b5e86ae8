import type { SentFile } from '../../../src/handoff/desk/deskApi.js';

/** A message that the timeline has not brought yet. */
export interface OutgoingMessage {
  readonly caseId: string;
  readonly messageId: string;
  readonly text: string;
  readonly files: readonly SentFile[];
  /** ISO 8601 UTC, by the agent's clock. */
  readonly at: string;
  /** `sent`: the server has it. `failed` holds why. */
  readonly state: 'sending' | 'sent' | 'failed';
  readonly error: string | null;
}

export interface OutboxParts {
  /** Resolves when the server has it; rejects as deskServer does. */
  readonly send: (message: OutgoingMessage) => Promise<void>;
  /** The code of what `send` rejected with, and whether trying again by itself makes sense. */
  readonly judge: (error: unknown) => { readonly code: string; readonly passing: boolean };
  /** Called with every change; it also keeps them over a reload. */
  readonly onChange: (messages: readonly OutgoingMessage[]) => void;
}

/** Messages leave one after the other, so that they arrive in the order in which they were written. */
export class Outbox {
  readonly #parts: OutboxParts;
  #messages: readonly OutgoingMessage[];
  #busy = false;

  constructor(parts: OutboxParts, kept: readonly OutgoingMessage[]) {
    this.#parts = parts;
    this.#messages = kept;
  }

  get messages(): readonly OutgoingMessage[] {
    return this.#messages;
  }

  add(message: Pick<OutgoingMessage, 'caseId' | 'messageId' | 'text' | 'files' | 'at'>): void {
    this.#set([...this.#messages, { ...message, state: 'sending', error: null }]);
    void this.#work();
  }

  /** Sends a case's failed messages again, under the ids they had. */
  retry(caseId: string): void {
    this.#change((message) => message.caseId === caseId && message.state === 'failed', 'sending', null);
    void this.#work();
  }

  /** The server is reached again: what failed because it was not leaves by itself. */
  resume(): void {
    this.#change(({ state, error }) => state === 'failed' && error === 'offline', 'sending', null);
    void this.#work();
  }

  discard(messageId: string): void {
    this.#set(this.#messages.filter((message) => message.messageId !== messageId));
  }

  /** The timeline has brought these. */
  arrived(messageIds: ReadonlySet<string>): void {
    if (!this.#messages.some(({ messageId }) => messageIds.has(messageId))) return;
    this.#set(this.#messages.filter(({ messageId }) => !messageIds.has(messageId)));
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) await this.#send(next);
    this.#busy = false;
  }

  #next(): OutgoingMessage | undefined {
    return this.#messages.find(({ state }) => state === 'sending');
  }

  async #send(message: OutgoingMessage): Promise<void> {
    const { caseId, messageId } = message;
    try {
      await this.#parts.send(message);
      this.#change((one) => one.messageId === messageId && one.state === 'sending', 'sent', null);
    } catch (error) {
      const { code, passing } = this.#parts.judge(error);
      // Those behind it would overtake it.
      const held = (one: OutgoingMessage) => one.caseId === caseId && one.state === 'sending';
      this.#change(held, 'failed', passing ? 'offline' : code);
    }
  }

  #change(
    which: (message: OutgoingMessage) => boolean,
    state: OutgoingMessage['state'],
    error: string | null,
  ): void {
    if (!this.#messages.some(which)) return;
    this.#set(this.#messages.map((one) => (which(one) ? { ...one, state, error } : one)));
  }

  #set(messages: readonly OutgoingMessage[]): void {
    this.#messages = messages;
    this.#parts.onChange(messages);
  }
}
