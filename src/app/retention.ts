import type { Clock } from '../base/clock.js';
import { isJsonObject } from '../base/isJsonObject.js';
import type { JsonValue } from '../base/json.js';
import type { Log } from '../base/log.js';
import type { Storage } from '../storage/storage.js';
import type { Settings } from './settingsSpec.js';

export interface RetentionParts {
  readonly storage: Pick<Storage, 'records' | 'audit'>;
  readonly settings: Pick<Settings, 'RETENTION_DAYS' | 'AUDIT_RETENTION_DAYS'>;
  /** Dialog ids of the tree versions that new conversations begin with. */
  readonly currentVersions: () => readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  readonly pause: (ms: number) => Promise<void>;
}

const dayMs = 24 * 60 * 60 * 1000;
const everyMs = 60 * 60 * 1000;
/** Files are read when they come; a week is for the person who wants to see again what they sent. */
const fileDays = 7;
/** Rows of one transaction, so that no turn waits for it longer than for another turn. */
const slice = 200;
const fileSlice = 4;
/** Between two slices others have the database and the event loop. */
const breathMs = 2;
/** A state has some kB. */
const statePage = 100;

/** Removes what has been kept long enough: at the start and every hour, slice by slice, beside the work. */
export class Retention {
  readonly #parts: RetentionParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => void this.sweep(), everyMs);
    this.#timer.unref();
    void this.sweep();
  }

  /** Resolves when nothing is under way any more; what is left is for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Never rejects: what failed is logged and tried again the next time. */
  sweep(): Promise<void> {
    this.#running ??= this.#sweep().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #sweep(): Promise<void> {
    const { settings, storage, log } = this.#parts;
    const { RETENTION_DAYS: days, AUDIT_RETENTION_DAYS: auditDays } = settings;
    const { records, audit } = storage;
    try {
      const files = this.#before(days === 0 ? fileDays : Math.min(days, fileDays));
      let gone = await this.#drain(() => records.removeAttachmentsBefore(files, fileSlice));
      if (days > 0) {
        const day = this.#before(days).slice(0, 10);
        gone += await this.#drain(() => records.removeIdle(day, slice));
        gone += await this.#drain(() => records.trimOld(day, slice));
        gone += await this.#removeVersions(day);
      }
      if (auditDays > 0) await this.#drain(() => audit.removeBefore(this.#before(auditDays), slice));
      if (gone > 0) await records.scrub();
    } catch (err) {
      log.error({ err }, 'What is old could not be removed; tried again in an hour.');
    }
  }

  #before(days: number): string {
    return new Date(this.#parts.clock.now().getTime() - days * dayMs).toISOString();
  }

  /** Removes slices until nothing comes any more; returns how much it was. */
  async #drain(remove: () => Promise<number>): Promise<number> {
    let all = 0;
    for (let gone = 1; gone > 0 && !this.#stopped; all += gone) {
      gone = await remove();
      await this.#parts.pause(breathMs);
    }
    return all;
  }

  /** Tree versions that no conversation stands on, comes from or may begin with. */
  async #removeVersions(day: string): Promise<number> {
    const { storage, currentVersions } = this.#parts;
    const stored = await storage.records.treeVersionsBefore(day);
    const unused = new Set(stored);
    for (const id of currentVersions()) unused.delete(id);
    for (let after: string | null = ''; after !== null && unused.size > 0 && !this.#stopped; ) {
      const page = await storage.records.statesAfter(after, statePage);
      for (const state of page.states) for (const text of stringsIn(state)) unused.delete(text);
      after = page.after;
      await this.#parts.pause(breathMs);
    }
    if (this.#stopped) return 0;
    for (const id of unused) await storage.records.removeTreeVersion(id, day);
    return unused.size;
  }
}

/** A state names the versions it needs in several places (the dialog stack, the way back); each stands as a string of its own. */
function* stringsIn(value: JsonValue): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* stringsIn(item);
  else if (isJsonObject(value)) for (const item of Object.values(value)) yield* stringsIn(item);
}
