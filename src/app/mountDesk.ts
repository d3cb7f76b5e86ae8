import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Activity } from 'botbuilder';
import type { Server } from 'restify';
import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { OpenFiles } from '../bot/files/openFiles.js';
import { makeByteRoom } from '../channels/byteRoom.js';
import { directLineServiceUrl } from '../channels/directLine/directLineAddress.js';
import { makeOwnOrigin } from '../channels/directLine/ownOrigin.js';
import { makeRateLimit } from '../channels/directLine/rateLimit.js';
import { loadPageFiles, type PageFiles } from '../channels/widget/pageFiles.js';
import { mountDeskRoutes } from '../handoff/desk/mountDeskRoutes.js';
import type { OidcSignIn } from '../handoff/desk/signIn/oidcAgent.js';
import { makeOidcIssuer } from '../handoff/desk/signIn/oidcIssuer.js';
import { makePasswordCheck } from '../handoff/desk/signIn/passwordCheck.js';
import type { DeskSockets } from '../handoff/desk/socket/deskSockets.js';
import type { CaseRecord } from '../storage/caseStore.js';
import type { ConversationFeed } from '../storage/conversationFeed.js';
import type { Storage, StoredActivity } from '../storage/storage.js';
import type { Bot } from './createBot.js';
import { keepAudit } from './keepAudit.js';
import { projectRoot } from './knowledgeFiles.js';
import type { Erase } from './makeErase.js';
import type { Settings } from './settingsSpec.js';

/** What the pages of people and agents are served with. */
export interface PageParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly feed: ConversationFeed;
  readonly machinery: Bot;
  readonly erase: Erase;
  readonly clock: Clock;
  readonly log: Log;
}

/** Held in memory by all files that agents send at once. */
const uploadBytes = 16 * 1_048_576;

/** The agents' desk under /desk. Returns its sockets, to be closed with the server. */
export function mountDesk(server: Server, parts: PageParts): DeskSockets {
  const { settings, storage, feed, machinery, erase, clock, log } = parts;
  const oidc = oidcSignIn(settings);
  const now = () => clock.now().getTime();
  const limit = (burst: number, perSecond: number) =>
    makeRateLimit({ burst, perSecond, maxCallers: 10_000, now });
  return mountDeskRoutes(server, {
    ...{ storage, feed, erase, clock, log },
    handoff: machinery.handoff,
    runTurn: machinery.runTurn,
    caseFeed: machinery.caseFeed,
    queues: () => machinery.knowledge().queues,
    reader: machinery.reader,
    exportTexts: (locale) => machinery.knowledge().texts.in(locale),
    presence: machinery.presence,
    audit: keepAudit(storage, clock, log),
    tellTyping: machinery.tellTyping,
    signIn: {
      passwords: oidc === null ? makePasswordCheck(storage.agents) : null,
      oidc,
      limits: {
        // By the socket's network: behind a proxy everybody comes from the same one.
        address: settings.PUBLIC_URL === null ? limit(30, 0.2) : limit(120, 2),
        pair: limit(6, 1 / 30),
        // Somebody who guesses from many addresses gets no further than this, and locks the agent out no longer.
        email: limit(30, 1 / 20),
      },
    },
    files: deskPage(),
    uploadRoom: makeByteRoom(uploadBytes),
    fileLinks: machinery.fileLinks,
    servedHere: ({ serviceUrl }) => serviceUrl === directLineServiceUrl,
    fetchForeign: (record, activity, index) => foreignFile(machinery.openFiles, record, activity, index),
    ownOrigin: makeOwnOrigin(settings.PUBLIC_URL),
    secure: settings.PUBLIC_URL?.startsWith('https:') ?? false,
    newId: () => randomBytes(16).toString('hex'),
  });
}

/** Where an issuer is configured agents sign in there and nowhere else. */
function oidcSignIn(settings: Settings): OidcSignIn | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings;
  if (issuer === null || clientId === null || clientSecret === null) return null;
  return {
    issuer: makeOidcIssuer({
      issuer: new URL(issuer),
      clientId,
      clientSecret,
      roleClaim: settings.OIDC_ROLE_CLAIM,
    }),
    agentRole: settings.OIDC_AGENT_ROLE,
    supervisorRole: settings.OIDC_SUPERVISOR_ROLE,
  };
}

async function foreignFile(
  openFiles: OpenFiles,
  record: CaseRecord,
  activity: StoredActivity,
  index: number,
) {
  const attachments = Array.isArray(activity['attachments']) ? activity['attachments'] : [];
  const alone = { ...activity, attachments: attachments.slice(index, index + 1) };
  const [file] = await openFiles(alone as unknown as Activity, record);
  return file?.ok ? file : null;
}

function deskPage(): PageFiles | null {
  const folder = path.join(projectRoot, 'dist', 'web', 'desk');
  return existsSync(folder) ? loadPageFiles(folder) : null;
}
