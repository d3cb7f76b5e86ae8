import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Server } from 'restify';
import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import { makeByteRoom } from '../channels/byteRoom.js';
import { makeOwnOrigin } from '../channels/directLine/ownOrigin.js';
import { makeRateLimit } from '../channels/directLine/rateLimit.js';
import { loadPageFiles, type PageFiles } from '../channels/widget/pageFiles.js';
import type { CaseReader } from '../handoff/desk/caseReader.js';
import { mountDeskRoutes } from '../handoff/desk/mountDeskRoutes.js';
import type { DeskSockets } from '../handoff/desk/socket/deskSockets.js';
import type { ConversationFeed } from '../storage/conversationFeed.js';
import type { Storage } from '../storage/storage.js';
import type { Bot } from './createBot.js';
import { keepAudit } from './keepAudit.js';
import { projectRoot } from './knowledgeFiles.js';
import type { Erase } from './makeErase.js';
import type { Settings } from './settingsSpec.js';

export interface DeskParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly feed: ConversationFeed;
  readonly machinery: Bot;
  readonly reader: CaseReader;
  readonly erase: Erase;
  readonly clock: Clock;
  readonly log: Log;
}

/** Held in memory by all files that agents send at once. */
const uploadBytes = 16 * 1_048_576;

/** The agents' desk under /desk. Returns its sockets, to be closed with the server. */
export function mountDesk(server: Server, parts: DeskParts): DeskSockets {
  const { settings, storage, feed, machinery, reader, erase, clock, log } = parts;
  const now = () => clock.now().getTime();
  const limit = (burst: number, perSecond: number) =>
    makeRateLimit({ burst, perSecond, maxCallers: 10_000, now });
  return mountDeskRoutes(server, {
    ...{ storage, feed, erase, clock, log },
    handoff: machinery.handoff,
    caseFeed: machinery.caseFeed,
    queues: () => machinery.knowledge().queues,
    reader,
    exportTexts: (locale) => machinery.knowledge().texts.in(locale),
    presence: machinery.presence,
    audit: keepAudit(storage, clock, log),
    tellTyping: machinery.tellTyping,
    signIn: {
      passwords: true,
      limits: {
        // By socket address: behind a proxy everybody comes from the same one.
        address: settings.PUBLIC_URL === null ? limit(30, 0.2) : limit(120, 2),
        pair: limit(6, 1 / 30),
        // Somebody who guesses from many addresses gets no further than this, and locks the agent out no longer.
        email: limit(30, 1 / 20),
      },
    },
    files: deskPage(),
    uploadRoom: makeByteRoom(uploadBytes),
    ownOrigin: makeOwnOrigin(settings.PUBLIC_URL),
    secure: settings.PUBLIC_URL?.startsWith('https:') ?? false,
    newId: () => randomBytes(16).toString('hex'),
  });
}

function deskPage(): PageFiles | null {
  const folder = path.join(projectRoot, 'dist', 'web', 'desk');
  return existsSync(folder) ? loadPageFiles(folder) : null;
}
