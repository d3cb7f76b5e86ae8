import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Refusal } from '../../../channels/answer.js';
import { onUpgrade, refuseUpgrade } from '../../../channels/onUpgrade.js';
import { socketSink } from '../../../channels/socketSink.js';
import type { SignedIn } from '../../../storage/agentStore.js';
import type { DeskNews } from '../deskApi.js';
import type { DeskServices } from '../deskServices.js';
import { holdingSession, readSession, touchSession } from '../signIn/deskSession.js';
import { signedOut } from '../withAgent.js';
import { DeskConnection } from './deskConnection.js';
import { readDeskCommand } from './readDeskCommand.js';

const socketPath = /^\/desk\/socket$/;
const maxFrameBytes = 4_096;
const mostOfOneAgent = 10;
/** Commands that one page may send in a row, and how many a second after that. */
const burst = 60;
const perSecond = 10;
/** Application's close code (4000–4999): the page shows the sign-in and does not come back by itself. */
const signedOutCode = 4401;

export interface DeskSocketOptions {
  /** Milliseconds between looks whether the agent is still signed in. */
  readonly sessionMs: number;
  /** Milliseconds between pings; a page that has not answered one by the next is gone. */
  readonly heartbeatMs: number;
  /** Milliseconds a page may take to accept a frame. */
  readonly sendTimeoutMs: number;
}

/** The open pages of all agents: one WebSocket each, on the server's upgrade event. */
export class DeskSockets {
  readonly #services: DeskServices;
  readonly #options: DeskSocketOptions;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  });
  readonly #open = new Map<WebSocket, SignedIn>();

  constructor(services: DeskServices, options: DeskSocketOptions) {
    this.#services = services;
    this.#options = options;
  }

  listen(server: Server): void {
    onUpgrade(server, socketPath, (request, socket, head) => {
      this.#upgrade(request, socket, head).catch((error) => {
        this.#services.log.error({ err: error }, 'A desk’s socket could not be opened.');
        refuseUpgrade(socket, { status: 500, code: 'internal', message: 'Something went wrong here.' });
      });
    });
  }

  /** Ends the sockets of a session that was signed out. */
  endSession(tokenHash: string): void {
    for (const [socket, { session }] of this.#open) if (session.tokenHash === tokenHash) endSignedOut(socket);
  }

  /** Ends all sockets; pages come back by themselves after some seconds. */
  close(): void {
    for (const socket of this.#open.keys()) {
      socket.close(1001);
      socket.terminate();
    }
    this.#sockets.close();
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const foreign = this.#services.ownOrigin.refusal(request);
    if (foreign !== null) return refuseUpgrade(socket, foreign);
    const signedIn = await readSession(this.#services, request);
    if (signedIn === null) return refuseUpgrade(socket, signedOut);
    const own = [...this.#open.values()].filter(({ agent }) => agent.id === signedIn.agent.id);
    if (own.length >= mostOfOneAgent) return refuseUpgrade(socket, tooMany);
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#serve(opened, signedIn));
  }

  #serve(socket: WebSocket, signedIn: SignedIn): void {
    const { presence, log } = this.#services;
    this.#open.set(socket, signedIn);
    const disconnected = presence.connected(signedIn.agent.id);
    const connection = new DeskConnection({
      ...{ services: this.#services, signedIn, sink: socketSink(socket, this.#options.sendTimeoutMs) },
      onFailure: (err) => {
        log.info({ err, agentId: signedIn.agent.id }, 'A desk’s socket broke off; its page will come back.');
        socket.terminate();
      },
    });
    const stops = [this.#beat(socket, connection), this.#watchSession(socket, signedIn), disconnected];
    this.#takeCommands(socket, signedIn, connection);
    // Without a listener an error of the connection would end the process.
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#open.delete(socket);
      connection.end();
      for (const stop of stops) stop();
    });
  }

  #takeCommands(socket: WebSocket, { session }: SignedIn, connection: DeskConnection): void {
    let left = burst;
    let at = this.#services.clock.now().getTime();
    socket.on('message', (data, isBinary) => {
      const now = this.#services.clock.now().getTime();
      left = Math.min(burst, left + (Math.max(0, now - at) / 1000) * perSecond) - 1;
      at = now;
      const command = isBinary ? null : readDeskCommand(data.toString());
      // An empty frame keeps proxies from closing the connection.
      if (command === null || left < 0) return;
      connection.take(command);
      touchSession(this.#services, session.tokenHash).catch(() => undefined);
    });
  }

  /** Finds dead pages, and what another process wrote. */
  #beat(socket: WebSocket, connection: DeskConnection): () => void {
    let alive = true;
    socket.on('pong', () => {
      alive = true;
    });
    const timer = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
      connection.catchUp();
    }, this.#options.heartbeatMs);
    timer.unref();
    return () => clearInterval(timer);
  }

  /** Signed out elsewhere, disabled, or idle for too long. */
  #watchSession(socket: WebSocket, { session }: SignedIn): () => void {
    const timer = setInterval(() => {
      holdingSession(this.#services, session.tokenHash).then(
        (held) => {
          if (held === null) endSignedOut(socket);
        },
        (err: unknown) => this.#services.log.error({ err }, 'A desk’s session could not be read.'),
      );
    }, this.#options.sessionMs);
    timer.unref();
    return () => clearInterval(timer);
  }
}

function endSignedOut(socket: WebSocket): void {
  const news: DeskNews = { type: 'signed-out' };
  socket.send(JSON.stringify(news), () => socket.close(signedOutCode));
}

const tooMany: Refusal = {
  status: 429,
  code: 'too-many-desks',
  message: 'This agent has too many desks open.',
};
