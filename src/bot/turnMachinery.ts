import type { Activity } from 'botbuilder';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import type { Clock } from '../base/clock.js';
import type { JsonObject } from '../base/json.js';
import type { Log } from '../base/log.js';
import type { CaseFeed } from '../handoff/caseFeed.js';
import { caseEvent } from '../handoff/caseRow.js';
import { humanHas } from '../handoff/humanHas.js';
import type { ConversationFeed } from '../storage/conversationFeed.js';
import type {
  Accepted,
  ConversationKey,
  HeldResponse,
  InboundEntry,
  LeasedTurn,
  PendingProbeJob,
  Storage,
} from '../storage/storage.js';
import { apology } from './apology.js';
import { ConnectorClients } from './connectorClients.js';
import { Ephemeral } from './ephemeral.js';
import { tellReading } from './handoff/tellReading.js';
import { makeTellTyping, type TellTyping } from './handoff/tellTyping.js';
import { withhold } from './handoff/withhold.js';
import { Outbox, type OutboxLimits, outboxLimits } from './outbox.js';
import { ProbeJobs, type RunProbe } from './probeJobs.js';
import { runLogic } from './runLogic.js';
import type { ServedHere } from './servedHere.js';
import { Throttle } from './throttle.js';
import { TurnAdapter } from './turnAdapter.js';
import { TurnQueue, type TurnQueueLimits, turnQueueLimits } from './turnQueue.js';
import type { BotLogic } from './turnScope.js';

export interface TurnMachineryParts {
  readonly storage: Storage;
  readonly feed: ConversationFeed;
  readonly authentication: BotFrameworkAuthentication;
  readonly logic: BotLogic;
  readonly servedHere: ServedHere;
  /** What the person reads, in their language, when their message could not be worked on. */
  readonly apologise: (turn: LeasedTurn) => Promise<Partial<Activity>>;
  /** Told of every handoff case that a turn has changed. */
  readonly caseFeed: CaseFeed;
  readonly runProbe: RunProbe;
  readonly failedRecord: (request: JsonObject) => JsonObject;
  readonly stepText: (step: string, job: PendingProbeJob) => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
  /** A fresh id, never given before (a UUID). */
  readonly newId: () => string;
  readonly random: () => number;
  readonly limits?: {
    readonly turns?: Partial<TurnQueueLimits>;
    readonly outbox?: Partial<OutboxLimits>;
    /** Probes at once; 8 when not given. */
    readonly probes?: number;
  };
}

/** The bot's engine: what comes in is stored, run, committed and delivered. */
export interface TurnMachinery {
  /** Fits the channels' `RunTurn`. */
  runTurn(entry: InboundEntry): Promise<{
    readonly activityId: string;
    readonly duplicate: boolean;
    readonly response: Promise<HeldResponse> | null;
  }>;
  /** Runs the turn of an entry that was stored by another way. */
  accepted(entry: InboundEntry, accepted: Accepted): void;
  readonly tellTyping: TellTyping;
  /** Takes up what an earlier process left: turns, deliveries, probes. */
  start(): Promise<void>;
  /** Resolves when nothing is under way any more; the rest waits in storage. */
  stop(): Promise<void>;
}

export function createTurnMachinery(parts: TurnMachineryParts): TurnMachinery {
  const { storage, feed, caseFeed, authentication, servedHere, clock, log, newId, limits } = parts;
  const connectors = new ConnectorClients(authentication);
  const ephemeral = new Ephemeral(feed, connectors, servedHere, log);
  const adapter = new TurnAdapter({ authentication, connectors, ephemeral, servedHere, newId });
  // Microsoft's limit for one Teams thread; its longer windows are beyond what one conversation with this bot reaches.
  const teams = new Throttle(clock, 7, 1000);
  const outbox = new Outbox({
    ...{ storage, connectors, clock, log, random: parts.random },
    withhold: (item) => withhold({ storage, caseFeed, clock }, item),
    settled: ({ conversation }) => void tellSettled(parts, conversation),
    throttleOf: (channelId) => (channelId === 'msteams' ? teams : null),
    limits: { ...outboxLimits, ...limits?.outbox },
  });
  const jobs = new ProbeJobs({
    ...{ storage, ephemeral, clock, log, concurrent: limits?.probes ?? 8 },
    runProbe: parts.runProbe,
    failedRecord: parts.failedRecord,
    stepText: parts.stepText,
    accepted: (entry, accepted) => queue.accepted(entry, accepted),
  });
  const endReading = tellReading({ storage, caseFeed, ephemeral, servedHere, log });
  const isSilent = ({ conversation }: Pick<LeasedTurn, 'conversation'>) =>
    humanHas(storage.cases, conversation);
  const queue = new TurnQueue(
    {
      ...{ storage, feed, clock, log, limits: { ...turnQueueLimits, ...limits?.turns } },
      run: (turn) =>
        runLogic({ adapter, storage, logic: parts.logic, clock, newId, random: parts.random }, turn),
      park: (turn, error) =>
        apology({ apologise: parts.apologise, isSilent, servedHere, newId, clock, log }, turn, error),
      committed: ({ conversation, identity }, writes) => {
        if (writes.outgoing.some(({ delivery }) => delivery === 'connector')) outbox.wake(conversation);
        for (const { row, events } of writes.cases) caseFeed.publish(row.caseId, events.map(caseEvent));
        jobs.cancel(writes.cancelledJobs);
        const cancelled = new Set(writes.cancelledJobs);
        const started = writes.probeJobs.filter(({ jobId }) => !cancelled.has(jobId));
        jobs.add(started.map((job) => ({ ...job, identity, tries: 0 })));
      },
    },
    newId(),
  );
  return {
    async runTurn(entry) {
      const { duplicate, response } = await queue.accept(entry);
      return { activityId: String(entry.activity['id'] ?? ''), duplicate, response };
    },
    accepted: (entry, accepted) => queue.accepted(entry, accepted),
    tellTyping: makeTellTyping({ storage, ephemeral, clock }),
    // Turns last: they add to the others' work, which must have been read from storage before.
    async start() {
      await outbox.start();
      await jobs.start();
      await queue.start();
    },
    async stop() {
      endReading();
      await jobs.stop();
      await queue.stop();
      await outbox.stop();
    },
  };
}

/** What became of an agent's message is told to whoever shows the case. */
async function tellSettled(
  { storage, caseFeed, log }: Pick<TurnMachineryParts, 'storage' | 'caseFeed' | 'log'>,
  conversation: ConversationKey,
): Promise<void> {
  try {
    const record = await storage.cases.latestOf(conversation);
    if (record !== null) caseFeed.publish(record.caseId, []);
  } catch (err) {
    log.error({ err, conversation }, 'The case of a delivered message could not be read.');
  }
}
