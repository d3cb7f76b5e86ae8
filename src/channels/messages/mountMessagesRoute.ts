import type { BotFrameworkAuthentication } from 'botframework-connector';
import type { Server } from 'restify';
import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import { guarded } from '../guarded.js';
import type { PersonSignals } from '../personSignals.js';
import type { RunTurn } from '../runTurn.js';
import { postMessage } from './postMessage.js';

export interface MessagesServices {
  readonly authentication: BotFrameworkAuthentication;
  /** False without an app id: then the SDK would accept everybody, and only callers on this machine are served. */
  readonly authenticated: boolean;
  readonly runTurn: RunTurn;
  readonly signals: Pick<PersonSignals, 'typing'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The door for Teams, Azure and the Emulator. */
export function mountMessagesRoute(server: Server, services: MessagesServices): void {
  server.post(
    '/api/messages',
    guarded(services, (request, response) => postMessage(services, request, response)),
  );
}
