import type { Server } from 'restify';
import { guarded } from '../guarded.js';
import { forgetSession } from './forgetSession.js';
import { openSession } from './openSession.js';
import type { PageServices } from './pageServices.js';
import { serveAsset } from './serveAsset.js';
import { servePage } from './servePage.js';

/** The chat page and its own backend. */
export function mountPageRoutes(server: Server, services: PageServices): void {
  const page = guarded(services, (request, response) => servePage(services, request, response));
  server.get('/', page);
  server.head('/', page);
  server.get(
    '/assets/:name',
    guarded(services, (request, response) => serveAsset(services, request, response)),
  );
  server.post(
    '/chat/session',
    guarded(services, (request, response) => openSession(services, request, response)),
  );
  server.del(
    '/chat/session',
    guarded(services, (request, response) => forgetSession(services, request, response)),
  );
}
