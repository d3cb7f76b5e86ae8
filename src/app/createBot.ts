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
import { type FetchFile, makeOpenFiles, type OpenFiles } from '../bot/files/openFiles.js';
import type { ReadPicture } from '../bot/files/takeFiles.js';
import { forDynamics } from '../bot/handoff/forDynamics.js';
import { withHubs } from '../bot/handoff/withHubs.js';
import type { RunProbe } from '../bot/probeJobs.js';
import type { ServedHere } from '../bot/servedHere.js';
import { makeSupportBot } from '../bot/supportBot.js';
import { Throttle } from '../bot/throttle.js';
import { createTurnMachinery, type TurnMachinery } from '../bot/turnMachinery.js';
import { makeTrustAnchors, type TrustAnchors } from '../certificates/trustAnchors.js';
import { directLineServiceUrl } from '../channels/directLine/directLineAddress.js';
import type { PersonSignals } from '../channels/personSignals.js';
import { contentOf } from '../dialogTree/compile/treeVersion.js';
import type { NodeListener } from '../dialogTree/dialogServices.js';
import { CaseFeed } from '../handoff/caseFeed.js';
import { CaseTimers } from '../handoff/caseTimers.js';
import { type Handoff, makeHandoff } from '../handoff/handoff.js';
import type { WebhookDoor } from '../handoff/hubs/webhook/webhookDoor.js';
import { watchLines } from '../handoff/nextInLine.js';
import { OfflineReleases } from '../handoff/offlineReleases.js';
import { makePersonSignals } from '../handoff/personSignals.js';
import { makePresence, type Presence } from '../handoff/presence.js';
import { waiting } from '../handoff/queues/waiting.js';
import { openTesseract } from '../pictures/openTesseract.js';
import { type PictureEngine, PictureReader } from '../pictures/pictureReader.js';
import type { ConnectTo } from '../probe/connectTo.js';
import { fetchFile } from '../probe/fetchFile.js';
import { makeOutboundPolicy, type OutboundPolicy } from '../probe/outboundPolicy.js';
import type { ResolveSrv } from '../probe/probeAutodiscover.js';
import { type Resolve, systemResolve } from '../probe/resolveAddresses.js';
import type { ConversationFeed } from '../storage/conversationFeed.js';
import type { LeasedTurn, PendingProbeJob, Storage } from '../storage/storage.js';
import type { KnowledgeFiles } from './knowledgeFiles.js';
import { loadKnowledge } from './loadKnowledge.js';
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
  const openFiles = makeOpenFiles({
    storage,
    log,
    fetchFile: parts.fetchFile ?? fetchFileWithin(policy, parts),
    fetches: new Throttle(clock, 12, 60_000),
    channelToken: (identity, serviceUrl) => connectors.token(identity, serviceUrl),
  });
  const pictures = new PictureReader(parts.openPictureEngine ?? openTesseract, log);
  // One person's pictures must not keep everybody else's waiting.
  const pictureTurns = new Throttle(clock, 6, 60_000);
  const readPicture: ReadPicture = async (picture, person) =>
    pictureTurns.take(person) > 0 ? { ok: false, problem: 'too-many-uploads' } : pictures.read(picture);
  const caseFeed = new CaseFeed();
  const accepted: TurnMachinery['accepted'] = (entry, taken) => machinery.accepted(entry, taken);
  const handoff = makeHandoff({ storage, feed: caseFeed, accepted, clock });
  const servedHere: ServedHere = ({ serviceUrl }) => serviceUrl === directLineServiceUrl;
  const hubs = makeHubs({
    ...{ settings, storage, feed, caseFeed, handoff, connectors, servedHere, clock, log },
    knowledge: () => knowledge,
    fileLinks: await openFileLinks(settings, storage, clock),
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
    { openFiles, readPicture },
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
  const unwatchLines = watchLines({
    ...{ cases: storage.cases, feed: caseFeed, clock, log },
    accept: machinery.runTurn,
  });
  const standing = (queue: string, now: Date) => knowledge.queues.standing(queue, now);
  const presence = makePresence(clock, (agentId, at) => keepSeen(storage, agentId, at, log));
  const timers = new CaseTimers({ ...{ storage, handoff, standing, clock, log }, feed: caseFeed });
  const releases = new OfflineReleases({ storage, handoff, presence, standing, clock, log });
  return {
    ...machinery,
    ...{ handoff, caseFeed, presence, openFiles, webhook: hubs.webhook },
    async letTimePass() {
      await timers.sweep();
      await releases.sweep();
    },
    async start() {
      await machinery.start();
      timers.start();
      releases.start();
      await hubs.relay.start();
    },
    signals: makePersonSignals({ storage, feed, caseFeed, log }),
    knowledge: () => knowledge,
    async replaceKnowledge(next) {
      knowledge = await load(next);
    },
    async stop() {
      unwatchLines();
      await Promise.all([timers.stop(), releases.stop(), hubs.relay.stop()]);
      // Before the turns, which wait for their pictures. One that is cut short is run again at the next start.
      await pictures.close();
      await machinery.stop();
    },
  };
}

function keepSeen(storage: Storage, agentId: string, lastSeenAt: string, log: Log): void {
  storage.agents.change(agentId, { lastSeenAt }).catch((err: unknown) => {
    log.error({ err, agentId }, 'When an agent’s desk was last open could not be kept.');
  });
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

function fetchFileWithin(policy: OutboundPolicy, { resolve, connectTo }: Surroundings): FetchFile {
  const surroundings = { policy, resolve: resolve ?? systemResolve, connectTo: connectTo ?? [] };
  const { signal } = new AbortController();
  return (url, token) => fetchFile({ url, token, signal }, surroundings);
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
