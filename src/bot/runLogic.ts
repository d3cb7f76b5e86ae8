import { type Activity, ActivityTypes, type InvokeResponse, StatusCodes, TurnContext } from 'botbuilder';
import type { Clock } from '../base/clock.js';
import type { CaseReach } from '../handoff/caseRow.js';
import { speakerOf } from '../handoff/spoken.js';
import { collectCase, type TurnHandoff } from '../handoff/turnHandoff.js';
import {
  type HeldResponse,
  type LeasedTurn,
  personKey,
  type Storage,
  type StoredActivity,
  type TurnWrites,
} from '../storage/storage.js';
import { CollectingStorage } from './collectingStorage.js';
import { isEphemeral } from './ephemeral.js';
import { keepSilent } from './handoff/keepSilent.js';
import type { TurnAdapter } from './turnAdapter.js';
import { TurnCollector } from './turnCollector.js';
import type { BotLogic, TurnScope } from './turnScope.js';

export interface RunLogicParts {
  readonly adapter: TurnAdapter;
  readonly storage: Pick<Storage, 'readState' | 'cases'>;
  readonly logic: BotLogic;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly random: () => number;
}

/** Runs the bot over a leased turn and returns what is to be written. Rejects, with nothing kept, when the bot throws. */
export async function runLogic(parts: RunLogicParts, turn: LeasedTurn): Promise<TurnWrites> {
  const collector = new TurnCollector();
  const state = new CollectingStorage(parts.storage);
  const latestCase = await parts.storage.cases.latestOf(turn.conversation);
  const collected = collectCase(latestCase, caseReach(turn), parts.clock.now());
  let replies: readonly Partial<Activity>[] = [];
  const result = await parts.adapter.runTurn(turn, collector, async (context) => {
    const noteUnsaid = keepSilent(context, collected.handoff);
    await parts.logic(context, turnScope(parts, turn, collector, state, collected.handoff, context));
    noteUnsaid();
    replies = context.bufferedReplyActivities;
  });
  for (const reply of replies) takeReply(parts, collector, reply);
  return {
    turnId: turn.turnId,
    conversation: turn.conversation,
    fence: turn.fence,
    state: state.writes,
    outgoing: collector.outgoing,
    probeJobs: collector.probeJobs,
    cancelledJobs: collector.cancelledJobs,
    person: collector.person,
    seenCase: collected.seen,
    cases: collected.changes(),
    response: heldResponse(turn, result),
    at: parts.clock.now().toISOString(),
  };
}

function turnScope(
  parts: RunLogicParts,
  turn: LeasedTurn,
  collector: TurnCollector,
  state: CollectingStorage,
  handoff: TurnHandoff,
  context: TurnContext,
): TurnScope {
  const { activity } = context;
  const person = personKey(activity.channelId, activity.from?.id ?? '');
  return {
    turnId: turn.turnId,
    entry: turn,
    personKey: person,
    now: parts.clock.now(),
    newId: parts.newId,
    random: parts.random,
    state,
    handoff,
    startProbe(request) {
      const jobId = parts.newId();
      const reference = TurnContext.getConversationReference(activity) as unknown as StoredActivity;
      collector.probeJobs.push({ jobId, conversation: turn.conversation, request, reference });
      return jobId;
    },
    cancelProbe(jobId) {
      collector.cancelledJobs.push(jobId);
    },
    rememberLocale(locale) {
      collector.person = { ...collector.person, personKey: person, locale };
    },
    rememberLooks(looks) {
      collector.person = { ...collector.person, personKey: person, looks };
    },
  };
}

function caseReach({ identity, activity }: LeasedTurn): CaseReach {
  const reference = TurnContext.getConversationReference(activity as Partial<Activity>);
  return { identity, conversationReference: reference as unknown as StoredActivity };
}

/** The replies of an expectReplies turn leave in the held response; the log keeps them as part of the conversation. */
function takeReply(parts: RunLogicParts, collector: TurnCollector, reply: Partial<Activity>): void {
  if (reply.type === ActivityTypes.InvokeResponse || reply.type === ActivityTypes.Trace || isEphemeral(reply))
    return;
  const id = parts.newId();
  const activity = { ...reply, id } as unknown as StoredActivity;
  collector.outgoing.push({ id, kind: 'send', speaker: speakerOf(reply), activity, delivery: 'response' });
}

function heldResponse(turn: LeasedTurn, result: InvokeResponse | undefined): HeldResponse | null {
  if (turn.mode === 'queued') return null;
  return { status: result?.status ?? StatusCodes.NOT_IMPLEMENTED, body: result?.body ?? null };
}
