import { isJsonObject } from '../../base/isJsonObject.js';
import type { FeedListener } from '../../storage/conversationFeed.js';
import type { LogEntry, StoredActivity } from '../../storage/storage.js';
import { type ClientView, ephemeralActivity, toActivitySet } from './outboundActivity.js';

const pageSize = 50;

/** Where a stream's frames go. */
export interface FrameSink {
  /** Resolves when the frame has left this process; rejects when the client is gone or too slow. */
  send(frame: string): Promise<void>;
}

export interface ActivityStreamOptions {
  readonly view: ClientView;
  readonly readLog: (afterSeq: number, limit: number) => Promise<readonly LogEntry[]>;
  readonly sink: FrameSink;
  /** Called when a page of the log has left for the client. */
  readonly onGiven: (entries: readonly LogEntry[]) => void;
  readonly onFailure: (error: unknown) => void;
}

/**
 * Brings one client everything in a conversation's log after its watermark, in order. The feed only says that there is
 * something new; what is sent is read from the log, one page at a time and none before the last has left, so nothing is
 * lost or doubled and a slow client costs one page of memory.
 */
export class ActivityStream implements FeedListener {
  readonly #options: ActivityStreamOptions;
  #position: number;
  #wanted = false;
  #running = false;
  #ended = false;

  constructor(watermark: number, options: ActivityStreamOptions) {
    this.#position = watermark;
    this.#options = options;
  }

  entries(entries: readonly LogEntry[]): void {
    if (entries.some(({ seq }) => seq > this.#position)) this.catchUp();
  }

  /** Dropped while log entries are on their way: it would be stale by the time they have arrived. */
  ephemeral(activity: StoredActivity): void {
    if (this.#running || this.#ended || isOwn(activity)) return;
    const { view, sink, onFailure } = this.#options;
    const frame = { activities: [ephemeralActivity(view.conversationId, this.#position, activity)] };
    sink.send(JSON.stringify(frame)).catch(onFailure);
  }

  /** Sends what the log holds beyond what was sent. */
  catchUp(): void {
    this.#wanted = true;
    if (this.#running || this.#ended) return;
    this.#running = true;
    void this.#run();
  }

  end(): void {
    this.#ended = true;
  }

  async #run(): Promise<void> {
    try {
      while (this.#wanted && !this.#ended) {
        this.#wanted = false;
        await this.#sendPage();
      }
    } catch (error) {
      if (!this.#ended) this.#options.onFailure(error);
    } finally {
      this.#running = false;
    }
  }

  async #sendPage(): Promise<void> {
    const { view, readLog, sink, onGiven } = this.#options;
    const entries = await readLog(this.#position, pageSize);
    const last = entries.at(-1);
    if (last === undefined || this.#ended) return;
    const set = toActivitySet(view, entries, this.#position);
    this.#position = last.seq;
    if (set.activities.length > 0) {
      await sink.send(JSON.stringify(set));
      onGiven(entries);
    }
    if (entries.length === pageSize) this.#wanted = true;
  }
}

/** The person's own typing is for others. */
function isOwn({ from }: StoredActivity): boolean {
  return isJsonObject(from) && from['role'] === 'user';
}
