import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, listen } from './ask.js';
import { Journal, readJournal } from './journal.js';
import { type Numbered, numberedText, personJournal, readNumbered, type SoakPlan } from './soakPlan.js';

/** What a person's browser remembers. */
export type PersonMemory =
  | { readonly type: 'session'; readonly conversationId: string; readonly token: string }
  | { readonly type: 'send'; readonly n: number; readonly sentAt: number }
  | { readonly type: 'sent'; readonly n: number }
  /** A frame of the stream: the agent's messages in it, and how often the bot spoke although a human had the conversation. */
  | {
      readonly type: 'frame';
      readonly watermark: string;
      readonly at: number;
      readonly got: readonly Numbered[];
      readonly botSpoke: number;
    }
  | { readonly type: 'case'; readonly reference: string }
  | { readonly type: 'claimed' };

interface Said {
  readonly type: string;
  readonly text?: string;
  readonly from?: { readonly role?: string };
  readonly channelData?: { readonly trustdesk?: { readonly kind?: string; readonly event?: string } };
}

/** One person in one conversation, over Direct Line as it is spoken on the wire. */
export class PersonClient {
  readonly #plan: SoakPlan;
  readonly #journal: Journal<PersonMemory>;
  readonly #sent = new Set<number>();
  readonly #sentAt = new Map<number, number>();
  #session: { conversationId: string; token: string } | null = null;
  #watermark = '';
  #reference: string | null = null;
  #claimed = false;
  #heard = 0;

  constructor(plan: SoakPlan, person: number) {
    this.#plan = plan;
    const file = path.join(plan.folder, personJournal(person));
    for (const memory of readJournal<PersonMemory>(file)) this.#remember(memory);
    this.#journal = new Journal(file);
  }

  /** Never ends by itself: what comes must be heard until the process is ended. */
  async run(): Promise<void> {
    this.#session ??= await this.#begin();
    void this.#hear(this.#session.conversationId);
    if (this.#reference === null) await this.#askForHuman();
    await this.#until(() => this.#claimed);
    for (let n = 0; n < this.#plan.messages; n += 1) if (!this.#sent.has(n)) await this.#say(n);
  }

  #remember(memory: PersonMemory): void {
    switch (memory.type) {
      case 'session':
        this.#session = memory;
        return;
      case 'send':
        this.#sentAt.set(memory.n, memory.sentAt);
        return;
      case 'sent':
        this.#sent.add(memory.n);
        return;
      case 'frame':
        this.#watermark = memory.watermark;
        return;
      case 'case':
        this.#reference = memory.reference;
        return;
      case 'claimed':
        this.#claimed = true;
    }
  }

  #keep(memory: PersonMemory): void {
    this.#journal.write(memory);
    this.#remember(memory);
  }

  async #begin(): Promise<{ conversationId: string; token: string }> {
    const { url } = this.#plan;
    const session = await ask(`${url}/chat/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ locale: 'en' }),
    });
    const { conversationId, token } = session.body as { conversationId: string; token: string };
    await ask(`${url}/v3/directline/conversations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    this.#keep({ type: 'session', conversationId, token });
    return { conversationId, token };
  }

  async #hear(conversationId: string): Promise<void> {
    for (;;) {
      const query = new URLSearchParams({ watermark: this.#watermark });
      const { body } = await ask(`${this.#plan.url}/v3/directline/conversations/${conversationId}?${query}`, {
        headers: { authorization: `Bearer ${this.#session?.token}` },
      });
      await listen(
        new WebSocket(String(body['streamUrl'])),
        () => undefined,
        (text) => this.#take(text),
      );
    }
  }

  #take(text: string): void {
    if (text === '') return;
    const { activities, watermark } = JSON.parse(text) as { activities: Said[]; watermark?: string };
    // Typing and progress come without one.
    if (watermark === undefined) return;
    const got: Numbered[] = [];
    let botSpoke = 0;
    for (const activity of activities) {
      const { type, channelData, from, text: words = '' } = activity;
      const mark = channelData?.trustdesk;
      const numbered = mark?.kind === 'agent-message' ? readNumbered('a', words) : null;
      if (numbered !== null) got.push(numbered);
      else if (type === 'message' && from?.role !== 'user' && mark?.kind !== 'handoff-notice') {
        this.#heard += 1;
        if (this.#claimed) botSpoke += 1;
      }
      const [reference] = from?.role === 'user' ? [] : (/TD-[0-9A-Z]{6}/.exec(words) ?? []);
      if (reference !== undefined && this.#reference === null) this.#keep({ type: 'case', reference });
      if (mark?.event === 'claimed') this.#keep({ type: 'claimed' });
    }
    this.#keep({ type: 'frame', watermark, at: Date.now(), got, botSpoke });
  }

  async #askForHuman(): Promise<void> {
    await this.#until(() => this.#heard > 0);
    const heard = this.#heard;
    await this.#post('human', 'ask');
    await this.#until(() => this.#heard > heard);
    await this.#post('send it', 'send-it');
    await this.#until(() => this.#reference !== null);
  }

  async #say(n: number): Promise<void> {
    const sentAt = this.#sentAt.get(n) ?? Date.now();
    if (!this.#sentAt.has(n)) this.#keep({ type: 'send', n, sentAt });
    await this.#post(numberedText('u', { n, sentAt }), `message-${n}`);
    this.#keep({ type: 'sent', n });
    await pause(this.#plan.paceMs);
  }

  async #post(text: string, clientActivityID: string): Promise<void> {
    const { status } = await ask(
      `${this.#plan.url}/v3/directline/conversations/${this.#session?.conversationId}/activities`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${this.#session?.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          type: 'message',
          from: { id: 'me' },
          text,
          channelData: { clientActivityID },
        }),
      },
    );
    if (status !== 200) throw new Error(`a person's post was refused: ${status}`);
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) await pause(25);
  }
}
