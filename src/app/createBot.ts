import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import tls from 'node:tls';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import ipaddr from 'ipaddr.js';
import { bestLocale } from '../answers/locales.js';
import { renderPrompt } from '../answers/renderPrompt.js';
import { toActivity } from '../answers/toActivity.js';
import type { Clock } from '../base/clock.js';
import type { JsonObject } from '../base/json.js';
import type { Log } from '../base/log.js';
import { ConnectorClients } from '../bot/connectorClients.js';
import type { Knowledge } from '../bot/conversation/knowledge.js';
import type { WaitingOf } from '../bot/conversation/supportTurn.js';
import type { FetchFile, OpenFiles } from '../bot/files/openFiles.js';
import { forDynamics } from '../bot/handoff/forDynamics.js';
import { withHubs } from '../bot/handoff/withHubs.js';
import type { RunProbe } from '../bot/probeJobs.js';
import type { ServedHere } from '../bot/servedHere.js';
import { makeSupportBot } from '../bot/supportBot.js';
import { createTurnMachinery, type TurnMachinery } from '../bot/turnMachinery.js';
import { makeTrustAnchors, type TrustAnchors } from '../certificates/trustAnchors.js';
import { directLineServiceUrl } from '../channels/directLine/directLineAddress.js';
import type { PersonSignals } from '../channels/personSignals.js';
import { contentOf } from '../dialogTree/compile/treeVersion.js';
import type { NodeListener } from '../dialogTree/dialogServices.js';
import { CaseFeed } from '../handoff/caseFeed.js';
import type { CaseReader } from '../handoff/desk/caseReader.js';
import type { FileLinks } from '../handoff/desk/files/fileLinks.js';
import { type Handoff, makeHandoff } from '../handoff/handoff.js';
import type { WebhookDoor } from '../handoff/hubs/webhook/webhookDoor.js';
import { makePersonSignals } from '../handoff/personSignals.js';
import type { Presence } from '../handoff/presence.js';
import { waiting } from '../handoff/queues/waiting.js';
import type { PictureEngine } from '../pictures/pictureReader.js';
import type { ConnectTo } from '../probe/connectTo.js';
import { makeOutboundPolicy, type OutboundPolicy } from '../probe/outboundPolicy.js';
import type { ResolveSrv } from '../probe/probeAutodiscover.js';
import type { Resolve } from '../probe/resolveAddresses.js';
import type { ConversationFeed } from '../storage/conversationFeed.js';
import type { LeasedTurn, PendingProbeJob, Storage } from '../storage/storage.js';
import { makeCaseReader } from './caseReader.js';
import type { KnowledgeFiles } from './knowledgeFiles.js';
import { loadKnowledge } from './loadKnowledge.js';
import { makeCaseWork } from './makeCaseWork.js';
import { makeFileReaders } from './makeFileReaders.js';
import { makeHubs } from './makeHubs.js';
import { openFileLinks } from './openFileLinks.js';
import { failedRecord, runProbe } from './runProbe.js';
import type { Settings } from './settingsSpec.js';

/** What the house takes from outside; tests give their own. */
export interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** Name resolution and address overrides of probes; the system's when absent. */
  readonly resolve?: Resolve;
  readonly resolveSrv?: ResolveSrv;
  readonly connectTo?: readonly ConnectTo[];
  /** Fetches of attached files; over the network, within the outbound policy, when absent. */
  readonly fetchFile?: FetchFile;
  /** What reads the text in pictures; Tesseract when absent. */
  readonly openPictureEngine?: () => PictureEngine;
}

export interface BotParts extends Surroundings {
  readonly storage: Storage;
  readonly feed: ConversationFeed;
  readonly authentication: BotFrameworkAuthentication;
  /** Takes the place of the look over the network, and may use it. */
  readonly lookBy?: (look: RunProbe) => RunProbe;
  /** Takes the place of the measured waiting time. */
  readonly waiting?: WaitingOf;
  readonly onNode?: NodeListener;
}

/** The machinery that runs the bot's turns, what the bot knows, and the way to give it other knowledge while it runs. */
export interface Bot extends TurnMachinery {
  /** How agents, hubs and time act on cases. */
  readonly handoff: Handoff;
  /** Told of every change of a case. */
  readonly caseFeed: CaseFeed;
  /** What the hub behind the webhook may ask for; null without one. */
  readonly webhook: WebhookDoor | null;
  /** Which agents' desks are open. */
  readonly presence: Presence;
  /** What a case says to agents and hubs. */
  readonly reader: CaseReader;
  /** Links to kept files, for whoever has no session here. */
  readonly fileLinks: FileLinks;
  /** Lets everything happen that is due by now, for whoever has moved the clock. */
  letTimePass(): Promise<void>;
  /** Told by the channels what they learn of a person beside their words. */
  readonly signals: PersonSignals;
  /** Opens the files of a person's message, wherever its channel keeps them. */
  readonly openFiles: OpenFiles;
  knowledge(): Knowledge;
  /**
   * From the next turn on the bot knows what these files say; turns under way go on with what they began with. Rejects
   * with a CodedError, and changes nothing, when the files are not sound.
   */
  replaceKnowledge(files: KnowledgeFiles): Promise<void>;
}

/** The bot without its HTTP side: knowledge, conversations, probes and the machinery that runs their turns. */
export async function createBot(settings: Settings, files: KnowledgeFiles, parts: BotParts): Promise<Bot> {
  const { storage, feed, authentication, clock, log } = parts;
  const anchors = anchorsOf(settings);
  const policy = makePolicy(settings);
  const look = runProbe(settings, policy, anchors, parts);
  const load = async (from: KnowledgeFiles): Promise<Knowledge> => {
    const loaded = loadKnowledge(from, settings, anchors, (id) => storage.readTreeVersion(id));
    // Before the first conversation begins with them.
    for (const version of loaded.registry.versions) {
      await storage.saveTreeVersion(version.dialogId, contentOf(version), clock.now().toISOString());
    }
    return loaded;
  };
  let knowledge = await load(files);
  const connectors = new ConnectorClients(authentication);
  const fileReaders = makeFileReaders({ ...parts, connectors, policy });
  const caseFeed = new CaseFeed();
  const accepted: TurnMachinery['accepted'] = (entry, taken) => machinery.accepted(entry, taken);
  const handoff = makeHandoff({ storage, feed: caseFeed, accepted, clock });
  const servedHere: ServedHere = ({ serviceUrl }) => serviceUrl === directLineServiceUrl;
  const reader = makeCaseReader(() => knowledge, log);
  const fileLinks = await openFileLinks(settings, storage, clock);
  const hubs = makeHubs({
    ...{ settings, storage, feed, caseFeed, handoff, connectors, servedHere, reader, fileLinks, clock, log },
    knowledge: () => knowledge,
    typing: (caseId) => {
      machinery
        .tellTyping(caseId)
        .catch((err: unknown) => log.debug({ err, caseId }, 'Typing was not shown.'));
    },
    random: Math.random,
  });
  const supportBot = makeSupportBot(
    () => knowledge,
    (key) => storage.readPerson(key),
    fileReaders,
    parts.waiting ?? ((state) => waiting(storage.cases, state, clock.now())),
    parts.onNode,
  );
  const machinery = createTurnMachinery({
    caseFeed,
    ...{ storage, feed, authentication, clock, log },
    logic: withHubs(supportBot, hubs.doors, forDynamics),
    servedHere,
    apologise: (turn) => apologise(knowledge, storage, turn),
    runProbe: parts.lookBy?.(look) ?? look,
    failedRecord: (request) => failedRecord(request, clock),
    stepText: async (step, job) => stepText(knowledge, step, job),
    newId: randomUUID,
    random: Math.random,
    limits: { probes: settings.PROBE_CONCURRENCY },
  });
  const caseWork = makeCaseWork({
    ...{ storage, handoff, caseFeed, clock, log },
    queues: () => knowledge.queues,
    accept: machinery.runTurn,
  });
  return {
    ...machinery,
    ...{ handoff, caseFeed, reader, fileLinks, webhook: hubs.webhook },
    presence: caseWork.presence,
    openFiles: fileReaders.openFiles,
    letTimePass: caseWork.sweep,
    async start() {
      await machinery.start();
      caseWork.start();
      await hubs.relay.start();
    },
    signals: makePersonSignals({ storage, feed, caseFeed, log }),
    knowledge: () => knowledge,
    async replaceKnowledge(next) {
      knowledge = await load(next);
    },
    async stop() {
      await Promise.all([caseWork.stop(), hubs.relay.stop()]);
      // Before the turns, which wait for their pictures. One that is cut short is run again at the next start.
      await fileReaders.close();
      await machinery.stop();
    },
  };
}

/** One set for the probe and for the judgement, so that both end a path at the same roots. */
function anchorsOf({ PROBE_TRUST_ANCHORS }: Settings): TrustAnchors {
  const added = PROBE_TRUST_ANCHORS === null ? [] : [PROBE_TRUST_ANCHORS.pem];
  return makeTrustAnchors({ builtIn: () => tls.rootCertificates, added });
}

function makePolicy(settings: Settings): OutboundPolicy {
  const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return makeOutboundPolicy({
    allowedNetworks: settings.PROBE_ALLOWED_NETWORKS,
    allowedPorts: settings.PROBE_ALLOWED_PORTS,
    privateRangesAllowed: isLoopback(settings.HOST),
    ownAddresses: interfaces.map(({ address }) => address),
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || ipaddr.parse(host).range() === 'loopback';
}

async function apologise(knowledge: Knowledge, storage: Storage, { activity }: LeasedTurn) {
  const channel = String(activity['channelId'] ?? '');
  const from = activity['from'] as JsonObject | undefined;
  const person = await storage.readPerson(`${channel}/${String(from?.['id'] ?? '')}`);
  const locale =
    bestLocale(person?.locale) ?? bestLocale(String(activity['locale'] ?? '')) ?? knowledge.defaultLocale;
  return toActivity(renderPrompt(knowledge.texts.t(locale, 'bot:apology'), [], locale), {
    cards: false,
    locale,
  });
}

function stepText(knowledge: Knowledge, step: string, { request }: PendingProbeJob): string {
  const locale = bestLocale(String(request['locale'] ?? '')) ?? knowledge.defaultLocale;
  return knowledge.texts.t(locale, `bot:steps.${step}`, { host: String(request['host'] ?? '') });
}
