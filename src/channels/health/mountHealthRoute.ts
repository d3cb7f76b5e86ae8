import type { Server } from 'restify';
import type { Storage } from '../../storage/storage.js';
import { answerJson } from '../answer.js';

/** `GET /health`: 200 `{status: "ok"}` while the process serves and reaches its database, else 503. */
export function mountHealthRoute(server: Server, storage: Pick<Storage, 'lastSeq'>): void {
  server.get('/health', async (_request, response) => {
    const reachable = await storage.lastSeq('health/check').then(
      () => true,
      () => false,
    );
    answerJson(response, reachable ? 200 : 503, { status: reachable ? 'ok' : 'database-unreachable' });
  });
}
