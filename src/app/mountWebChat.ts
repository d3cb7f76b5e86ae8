import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Server } from 'restify';
import { makeByteRoom } from '../channels/byteRoom.js';
import { mountDirectLineRoutes } from '../channels/directLine/mountDirectLineRoutes.js';
import { makeOwnOrigin } from '../channels/directLine/ownOrigin.js';
import { makeRateLimit } from '../channels/directLine/rateLimit.js';
import { makeTokenSigner } from '../channels/directLine/tokenSigner.js';
import { mountPageRoutes } from '../channels/widget/mountPageRoutes.js';
import { loadPageFiles } from '../channels/widget/pageFiles.js';
import { makeResumeLinks } from '../channels/widget/resumeLinks.js';
import { caseEndedByLeaving } from '../handoff/caseEndedByLeaving.js';
import { projectRoot } from './knowledgeFiles.js';
import type { PageParts } from './mountDesk.js';

/** New conversations of one address, and of a proxy's address. */
const alone = { burst: 20, perSecond: 0.2 };
const shared = { burst: 120, perSecond: 2 };
/** Held in memory by all uploads under way. */
const uploadBytes = 64 * 1_048_576;
const tokenSeconds = 30 * 60;
const cookieSeconds = 30 * 24 * 60 * 60;
const linkSeconds = 14 * 24 * 60 * 60;

/** The chat page and our own Direct Line beneath it. */
export async function mountWebChat(server: Server, parts: PageParts) {
  const { settings, storage, feed, machinery, clock, log } = parts;
  const secret = await storage.keepSecret('tokens', randomBytes(32).toString('base64url'));
  const now = () => clock.now().getTime();
  const services = {
    ...{ storage, feed, clock, log, runTurn: machinery.runTurn, signals: machinery.signals },
    tokens: makeTokenSigner({ secret, audience: 'direct-line', lifetimeSeconds: tokenSeconds, clock }),
    ownOrigin: makeOwnOrigin(settings.PUBLIC_URL),
    limits: {
      // By the socket's network: behind a proxy everybody comes from the same one.
      generate: makeRateLimit({
        ...(settings.PUBLIC_URL === null ? alone : shared),
        maxCallers: 10_000,
        now,
      }),
      post: makeRateLimit({ burst: 30, perSecond: 1, maxCallers: 10_000, now }),
      upload: makeRateLimit({ burst: 6, perSecond: 0.1, maxCallers: 10_000, now }),
    },
    uploadRoom: makeByteRoom(uploadBytes),
    newId: () => randomBytes(16).toString('hex'),
  };
  const streams = mountDirectLineRoutes(server, services);
  const links = makeTokenSigner({ secret, audience: 'resume', lifetimeSeconds: linkSeconds, clock });
  mountPageRoutes(server, {
    ...services,
    links,
    files: loadPageFiles(path.join(projectRoot, 'dist', 'web', 'widget')),
    streams,
    caseEndedByLeaving: (conversation) => caseEndedByLeaving(storage.cases, conversation),
    forget: (person) => parts.erase(person, { agentId: null, agent: 'the person' }),
    cookies: makeTokenSigner({ secret, audience: 'page', lifetimeSeconds: cookieSeconds, clock }),
    secure: settings.PUBLIC_URL?.startsWith('https:') ?? false,
  });
  return { streams, resumeLink: makeResumeLinks(storage, links, settings.PUBLIC_URL, clock) };
}
