import {
  type Activity,
  ActivityTypes,
  CloudAdapterBase,
  type ConversationReference,
  type InvokeResponse,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import {
  type BotFrameworkAuthentication,
  ConnectorClient,
  MicrosoftAppCredentials,
} from 'botframework-connector';
import { speakerOf } from '../handoff/spoken.js';
import type { LeasedTurn, OutgoingKind, StoredActivity } from '../storage/storage.js';
import { type ConnectorClients, claimsIdentity } from './connectorClients.js';
import { type Ephemeral, isEphemeral } from './ephemeral.js';
import { NoSignIn } from './noSignIn.js';
import { reviveActivity } from './reviveActivity.js';
import type { ServedHere } from './servedHere.js';
import type { TurnCollector } from './turnCollector.js';

export interface TurnAdapterParts {
  readonly authentication: BotFrameworkAuthentication;
  readonly connectors: ConnectorClients;
  readonly ephemeral: Ephemeral;
  readonly servedHere: ServedHere;
  /** Ids of our own for the messages the bot sends. */
  readonly newId: () => string;
}

interface RunningTurn {
  readonly turn: LeasedTurn;
  readonly collector: TurnCollector;
}

/**
 * Gathers what the bot sends instead of sending it: the outbox does that once the turn is committed. These three methods
 * are the place for it, since an `onSendActivities` hook that skips `next` leaves `context.responded` false.
 */
export class TurnAdapter extends CloudAdapterBase {
  readonly #parts: TurnAdapterParts;
  readonly #nowhere = new ConnectorClient(new MicrosoftAppCredentials('', ''), {
    baseUri: 'https://nowhere.invalid',
  });
  readonly #running = new WeakMap<Activity, RunningTurn>();

  constructor(parts: TurnAdapterParts) {
    super(new NoSignIn(parts.authentication));
    this.#parts = parts;
  }

  /** Runs the bot over a turn's activity, as its stored caller. Rejects with whatever the bot throws. */
  runTurn(
    turn: LeasedTurn,
    collector: TurnCollector,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const activity = reviveActivity(turn.activity);
    this.#running.set(activity, { turn, collector });
    const { identity } = turn;
    const caller = {
      audience: identity.audience,
      claimsIdentity: claimsIdentity(identity),
      ...(identity.callerId === null ? {} : { callerId: identity.callerId }),
      connectorFactory: { create: async () => this.#connector(turn, activity) },
    };
    return this.processActivity(caller, activity, logic);
  }

  /** Callers of a channel served here hold no app's token, so there are no credentials to make a client with. */
  async #connector({ identity }: LeasedTurn, activity: Activity): Promise<ConnectorClient> {
    if (this.#parts.servedHere(activity)) return this.#nowhere;
    return this.#parts.connectors.get(identity, activity.serviceUrl);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) responses.push(await this.#take(context, activity));
    return responses;
  }

  override async updateActivity(
    context: TurnContext,
    activity: Partial<Activity>,
  ): Promise<ResourceResponse> {
    const id = activity.id ?? '';
    this.#gather(context, 'update', id, activity);
    return { id };
  }

  override async deleteActivity(
    context: TurnContext,
    reference: Partial<ConversationReference>,
  ): Promise<void> {
    const removal = TurnContext.applyConversationReference({ type: ActivityTypes.MessageDelete }, reference);
    delete removal.replyToId;
    this.#gather(context, 'delete', reference.activityId ?? '', removal);
  }

  async #take(context: TurnContext, activity: Partial<Activity>): Promise<ResourceResponse> {
    if (activity.type === ActivityTypes.InvokeResponse) {
      await super.sendActivities(context, [activity]);
      return { id: '' };
    }
    // A trace is for the Emulator's eyes; a delay would only hold the turn, since nothing leaves before its end.
    const forEmulator = activity.channelId === 'emulator';
    if (activity.type === 'delay' || (activity.type === ActivityTypes.Trace && !forEmulator))
      return { id: '' };
    const id = this.#parts.newId();
    if (isEphemeral(activity)) {
      void this.#parts.ephemeral.send(this.#turnOf(context).turn.identity, { ...activity, id });
    } else {
      this.#gather(context, 'send', id, activity);
    }
    return { id };
  }

  #gather(context: TurnContext, kind: OutgoingKind, id: string, activity: Partial<Activity>): void {
    const delivery = this.#parts.servedHere(activity) ? 'log' : 'connector';
    const stored = { ...activity, id } as unknown as StoredActivity;
    this.#turnOf(context).collector.outgoing.push({
      ...{ id, kind, activity: stored, delivery, speaker: speakerOf(activity) },
    });
  }

  #turnOf(context: TurnContext): RunningTurn {
    const running = this.#running.get(context.activity);
    if (!running) throw new Error('an activity was sent outside a turn');
    return running;
  }
}
