import type { ConversationBot } from '../../app/conversationBot.js';
import { attachmentPath } from '../../base/attachmentUrl.js';
import { CodedError } from '../../base/codedError.js';
import type { JsonObject } from '../../base/json.js';
import { type UploadRefusal, uploadRefusedEvent } from '../../base/uploadRefusal.js';
import type { StoredActivity } from '../../storage/storage.js';

/** Longest time for all that follows from one message, ms. */
const patience = 60_000;
const pauseMs = 2;

/** One person talking with the bot over a channel; replies are what the channel would show. */
export class Person {
  readonly bot: ConversationBot;
  readonly id: string;
  readonly channelId: string;
  readonly #locale: string | undefined;
  #sent: number;
  #read = 0;

  constructor(
    bot: ConversationBot,
    options: {
      readonly id: string;
      readonly locale?: string;
      readonly channelId?: string;
      /** Messages of this conversation that an earlier bot has taken. */
      readonly sent?: number;
    },
  ) {
    this.bot = bot;
    this.id = options.id;
    this.channelId = options.channelId ?? 'sms';
    this.#locale = options.locale;
    this.#sent = options.sent ?? 0;
  }

  get key(): string {
    return `${this.channelId}/${this.id}`;
  }

  say(text: string): Promise<readonly StoredActivity[]> {
    return this.send({ type: 'message', text });
  }

  /** Sends a file as our own channel brings it. */
  async attach(
    text: string,
    ...files: readonly { readonly name: string; readonly bytes: Buffer }[]
  ): Promise<readonly StoredActivity[]> {
    const kept = files.map(({ name, bytes }, index) => ({ id: `${this.#sent}-${index}`, name, bytes }));
    const room = { inConversation: 1e9, inAll: 1e9 };
    await this.bot.storage.saveAttachments(this.key, kept, room, '');
    const attachments = kept.map(({ id, name }) => ({
      ...{ contentType: 'application/octet-stream', contentUrl: attachmentPath(id), name },
    }));
    return this.send({ type: 'message', text, attachments });
  }

  /** The channel tells that it did not take a file. */
  isRefused(code: UploadRefusal, name: string | null): Promise<readonly StoredActivity[]> {
    return this.send({ type: 'event', name: uploadRefusedEvent, value: { code, name } });
  }

  /** Sends one activity and waits until everything that follows from it, probes included, has been said. */
  async send(activity: JsonObject): Promise<readonly StoredActivity[]> {
    await this.post(activity);
    return this.settle();
  }

  /** Sends without waiting. */
  async post(activity: JsonObject): Promise<void> {
    this.#sent += 1;
    const id = `${this.id}-${this.#sent}`;
    await this.bot.machinery.runTurn({
      conversation: this.key,
      activity: {
        ...activity,
        id,
        channelId: this.channelId,
        serviceUrl: this.bot.serviceUrl,
        conversation: { id: this.id },
        from: { id: `person-${this.id}`, role: 'user' },
        recipient: { id: 'trustdesk', role: 'bot' },
        ...(this.#locale ? { locale: this.#locale } : {}),
      },
      identity: { claims: [], audience: '', callerId: null },
      dedupeKey: id,
      direction: 'in',
      mode: 'queued',
      receivedAt: this.bot.clock.now().toISOString(),
    });
  }

  /** What has been said since the last look, once nothing is under way any more. Throws CodedError after a minute. */
  async settle(): Promise<readonly StoredActivity[]> {
    const end = performance.now() + patience;
    while (await this.#underWay()) {
      if (performance.now() > end) {
        throw new CodedError(
          'conversation-stuck',
          `The bot is still busy with ${this.key} after ${patience / 1000} seconds`,
          'Look for a turn or a look that does not end.',
        );
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    const entries = await this.bot.storage.readLog(this.key, this.#read, 1000);
    this.#read = entries.at(-1)?.seq ?? this.#read;
    return entries.filter(({ direction }) => direction === 'out').map(({ activity }) => activity);
  }

  async #underWay(): Promise<boolean> {
    const turns = await this.bot.storage.conversationsWithTurns();
    const jobs = await this.bot.storage.pendingProbeJobs();
    return turns.includes(this.key) || jobs.some(({ conversation }) => conversation === this.key);
  }
}
