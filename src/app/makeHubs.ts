import { bestLocale, type Locale } from '../answers/locales.js';
import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { ConnectorClients } from '../bot/connectorClients.js';
import type { Knowledge } from '../bot/conversation/knowledge.js';
import type { ServedHere } from '../bot/servedHere.js';
import type { CaseFeed } from '../handoff/caseFeed.js';
import { caseState } from '../handoff/caseRow.js';
import type { CaseReader } from '../handoff/desk/caseReader.js';
import { readLooks } from '../handoff/desk/cases/readLooks.js';
import type { FileLinks } from '../handoff/desk/files/fileLinks.js';
import type { Handoff } from '../handoff/handoff.js';
import { makeBotFrameworkDoor } from '../handoff/hubs/botFramework/botFrameworkDoor.js';
import { makeBotFrameworkHub } from '../handoff/hubs/botFramework/botFrameworkHub.js';
import { makeDynamicsDoor } from '../handoff/hubs/dynamics365/dynamicsDoor.js';
import { makeDynamicsHub } from '../handoff/hubs/dynamics365/dynamicsHub.js';
import type { Hub } from '../handoff/hubs/hub.js';
import { makeHubActions, type NameOfHub } from '../handoff/hubs/hubActions.js';
import type { HubDoor } from '../handoff/hubs/hubDoor.js';
import type { HubId } from '../handoff/hubs/hubIds.js';
import { HubRelay, hubRelayLimits } from '../handoff/hubs/hubRelay.js';
import { refusingHub } from '../handoff/hubs/refusingHub.js';
import { makeTeamsDoor } from '../handoff/hubs/teams/teamsDoor.js';
import { makeTeamsHub } from '../handoff/hubs/teams/teamsHub.js';
import type { TeamsServices } from '../handoff/hubs/teams/teamsServices.js';
import { makeWebhookDoor, type WebhookDoor } from '../handoff/hubs/webhook/webhookDoor.js';
import { makeWebhookHub } from '../handoff/hubs/webhook/webhookHub.js';
import type { CaseRecord } from '../storage/caseStore.js';
import type { ConversationFeed } from '../storage/conversationFeed.js';
import type { Storage, TurnIdentity } from '../storage/storage.js';
import { makeHubWire } from './hubWire.js';
import { keepAudit } from './keepAudit.js';
import type { Settings } from './settingsSpec.js';

export interface HubParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly feed: ConversationFeed;
  readonly caseFeed: CaseFeed;
  readonly handoff: Handoff;
  readonly knowledge: () => Knowledge;
  readonly connectors: ConnectorClients;
  readonly servedHere: ServedHere;
  readonly reader: Pick<CaseReader, 'summary' | 'causes'>;
  readonly fileLinks: Pick<FileLinks, 'of'>;
  /** Shows the person of a case that somebody writes. */
  readonly typing: (caseId: string) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
}

/** The hubs beside the desk. */
export interface Hubs {
  readonly relay: HubRelay;
  /** What the hubs that speak by activities take from the bot. */
  readonly doors: readonly HubDoor[];
  /** Null without a webhook. */
  readonly webhook: WebhookDoor | null;
}

const webhookTimeoutMs = 10_000;

export function makeHubs(parts: HubParts): Hubs {
  const { settings, storage, feed, caseFeed, handoff, clock, log, random } = parts;
  const { cases } = storage;
  warnOfMissing(parts);
  const audit = keepAudit(storage, clock, log);
  const actions = (hub: HubId) =>
    makeHubActions(hub, { cases, handoff, audit, queues: () => parts.knowledge().queues, clock });
  const wire = makeHubWire(parts.connectors, clock);
  const summarize = makeSummarize(parts);
  const toPerson = { wire, storage, servedHere: parts.servedHere };
  const nameOf = nameOfHub(parts);
  const teams = teamsServices(parts, summarize);
  const webhook = webhookOf(settings);
  const hubs: readonly Hub[] = [
    makeBotFrameworkHub(toPerson),
    makeDynamicsHub({ ...toPerson, nameOf, actions: actions('dynamics365') }),
    teams === null
      ? refusingHub('teams', 'TEAMS_HUB_CHANNEL is not set')
      : makeTeamsHub({
          ...teams,
          wire,
          identity: ownIdentity(settings),
          serviceUrl: settings.TEAMS_HUB_SERVICE_URL,
        }),
    webhook === null
      ? refusingHub('webhook', 'HANDOFF_WEBHOOK_URL is not set')
      : makeWebhookHub({ ...webhook, clock, timeoutMs: webhookTimeoutMs }),
  ];
  return {
    relay: new HubRelay({
      ...{ storage, feed, caseFeed, hubs, handoff, summarize, clock, log, random },
      limits: { ...hubRelayLimits, downMs: settings.HANDOFF_HUB_LIMIT_MINUTES * 60_000 },
    }),
    doors: [
      ...(teams === null ? [] : [makeTeamsDoor({ ...teams, actions: actions('teams') })]),
      makeBotFrameworkDoor({ actions: actions('bot-framework'), nameOf, cases, log }),
      makeDynamicsDoor({ actions: actions('dynamics365'), nameOf, clock }),
    ],
    webhook:
      webhook &&
      makeWebhookDoor({
        ...{ storage, clock, typing: parts.typing, secret: webhook.secret },
        actions: actions('webhook'),
      }),
  };
}

/** Whoever asks there for a human gets the bot back at once. */
function warnOfMissing({ settings, knowledge, clock, log }: HubParts): void {
  const { queues } = knowledge();
  const missing: { readonly [hub: string]: boolean } = {
    teams: settings.TEAMS_HUB_CHANNEL === null,
    webhook: webhookOf(settings) === null,
  };
  for (const queue of queues.ids) {
    const { hub } = queues.standing(queue, clock.now());
    if (missing[hub])
      log.warn({ queue, hub }, 'A queue names a hub that is not set up; see “Other hubs” in the README.');
  }
}

function webhookOf({ HANDOFF_WEBHOOK_URL: url, HANDOFF_WEBHOOK_SECRET: secret }: Settings) {
  return url === null || secret === null ? null : { url, secret };
}

function nameOfHub({ knowledge }: HubParts): NameOfHub {
  return ({ standing, request }) => {
    const { queues, defaultLocale } = knowledge();
    return queues.name(standing.queue, bestLocale(request.locale) ?? defaultLocale);
  };
}

/** In the language in which a queue's agents get their mail, where it says one. */
function makeSummarize({ knowledge, storage, reader }: HubParts) {
  return async (record: CaseRecord) => {
    const { queues, defaultLocale } = knowledge();
    const locale: Locale = queues.mail(record.queue)?.locale ?? defaultLocale;
    return reader.summary(caseState(record), await readLooks(storage, record), locale);
  };
}

function teamsServices(
  { settings, storage, knowledge, fileLinks, reader }: HubParts,
  summarize: TeamsServices['summarize'],
): TeamsServices | null {
  const { TEAMS_HUB_CHANNEL: channel } = settings;
  if (channel === null) return null;
  const locale = () => knowledge().defaultLocale;
  return {
    ...{ channel, cases: storage.cases, summarize },
    texts: () => knowledge().texts.in(locale()),
    fileLink: (conversation, fileId) => fileLinks.of({ conversation, fileId }),
    queueName: (queue) => knowledge().queues.name(queue, locale()),
    causes: () => reader.causes(locale()),
  };
}

/** The caller that a turn of the bot in that channel would have. */
function ownIdentity({ MicrosoftAppId }: Settings): TurnIdentity {
  const claims = ['aud', 'appid'].map((type) => ({ type, value: MicrosoftAppId ?? '' }));
  return {
    claims: MicrosoftAppId === null ? [] : claims,
    audience: 'https://api.botframework.com',
    callerId: null,
  };
}
