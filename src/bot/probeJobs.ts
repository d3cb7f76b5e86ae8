import { type Activity, ActivityTypes, type ConversationReference, TurnContext } from 'botbuilder';
import type { Clock } from '../base/clock.js';
import type { JsonObject } from '../base/json.js';
import type { Log } from '../base/log.js';
import { humanHas } from '../handoff/humanHas.js';
import type { Accepted, InboundEntry, PendingProbeJob, Storage, StoredActivity } from '../storage/storage.js';
import type { Ephemeral } from './ephemeral.js';
import { progress } from './progress.js';
import { type ProbeResultValue, probeResultEvent } from './turnScope.js';

/** Looks at an endpoint. `onStep` takes the name of the phase that begins; the signal ends a look nobody waits for. */
export type RunProbe = (
  request: JsonObject,
  onStep: (step: string) => void,
  signal: AbortSignal,
) => Promise<JsonObject>;

export interface ProbeJobsParts {
  readonly storage: Storage;
  readonly ephemeral: Ephemeral;
  readonly runProbe: RunProbe;
  /** The record of a look that could not be brought to an end; it is told to the person like any other result. */
  readonly failedRecord: (request: JsonObject) => JsonObject;
  /** What the person reads while this step runs. */
  readonly stepText: (step: string, job: PendingProbeJob) => Promise<string>;
  /** Called with the entry that brings the result. */
  readonly accepted: (entry: InboundEntry, accepted: Accepted) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly concurrent: number;
}

const TRIES = 3;

/** Runs the stored probe jobs beside the conversations, so that a person is served while a look takes its time. */
export class ProbeJobs {
  readonly #parts: ProbeJobsParts;
  readonly #waiting: PendingProbeJob[] = [];
  readonly #running = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();
  #stopped = false;

  constructor(parts: ProbeJobsParts) {
    this.#parts = parts;
  }

  /** Runs again what an earlier process left open. */
  async start(): Promise<void> {
    this.add(await this.#parts.storage.pendingProbeJobs());
  }

  /** Ends the looks under way; their jobs stay open and are run again at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { abort } of this.#running.values()) abort.abort();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  add(jobs: readonly PendingProbeJob[]): void {
    this.#waiting.push(...jobs);
    this.#fill();
  }

  cancel(jobIds: readonly string[]): void {
    for (const jobId of jobIds) {
      this.#running.get(jobId)?.abort.abort();
      const index = this.#waiting.findIndex((job) => job.jobId === jobId);
      if (index >= 0) this.#waiting.splice(index, 1);
    }
  }

  #fill(): void {
    while (!this.#stopped && this.#running.size < this.#parts.concurrent) {
      const job = this.#waiting.shift();
      if (!job) return;
      const abort = new AbortController();
      const done = this.#run(job, abort.signal)
        .catch((err: unknown) => {
          this.#parts.log.error({ err, jobId: job.jobId }, 'A probe job could not be brought to its end.');
        })
        .then(() => {
          this.#running.delete(job.jobId);
          this.#fill();
        });
      this.#running.set(job.jobId, { abort, done });
    }
  }

  async #run(job: PendingProbeJob, signal: AbortSignal): Promise<void> {
    const record = await this.#probe(job, signal);
    if (signal.aborted) return;
    const entry = this.#resultEntry(job, record);
    const accepted = await this.#parts.storage.finishProbeJob(job.jobId, entry);
    if (accepted) this.#parts.accepted(entry, accepted);
  }

  async #probe(job: PendingProbeJob, signal: AbortSignal): Promise<JsonObject> {
    const { failedRecord, log, runProbe, storage } = this.#parts;
    for (let tries = job.tries; tries < TRIES && !signal.aborted; tries += 1) {
      await storage.probeJobStarted(job.jobId);
      try {
        return await runProbe(job.request, (step) => void this.#tell(job, step, signal), signal);
      } catch (err) {
        if (!signal.aborted)
          log.error({ err, jobId: job.jobId, tries: tries + 1 }, 'A probe failed by itself.');
      }
    }
    return failedRecord(job.request);
  }

  async #tell(job: PendingProbeJob, step: string, signal: AbortSignal): Promise<void> {
    try {
      const text = await this.#parts.stepText(step, job);
      const isSilent = await humanHas(this.#parts.storage.cases, job.conversation);
      if (signal.aborted || isSilent) return;
      await this.#parts.ephemeral.send(
        job.identity,
        TurnContext.applyConversationReference(progress(step, text), reference(job)),
      );
    } catch (err) {
      this.#parts.log.debug({ err, jobId: job.jobId, step }, 'A step could not be told.');
    }
  }

  #resultEntry(job: PendingProbeJob, record: JsonObject): InboundEntry {
    const { activityId: _, ...from } = reference(job);
    const value: ProbeResultValue = { jobId: job.jobId, record };
    const receivedAt = this.#parts.clock.now().toISOString();
    // Without an id: the channel has never heard of this activity, and a reply must not point to it.
    const event: Partial<Activity> = { type: ActivityTypes.Event, name: probeResultEvent, value };
    const activity = {
      ...TurnContext.applyConversationReference(event, from, true),
      timestamp: receivedAt,
    } as unknown as StoredActivity;
    return {
      conversation: job.conversation,
      activity,
      identity: job.identity,
      dedupeKey: `probe ${job.jobId}`,
      direction: 'internal',
      mode: 'queued',
      receivedAt,
    };
  }
}

function reference(job: PendingProbeJob): Partial<ConversationReference> {
  return job.reference as unknown as Partial<ConversationReference>;
}
