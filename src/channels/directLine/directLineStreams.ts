import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Refusal } from '../answer.js';
import { onUpgrade, refuseUpgrade } from '../onUpgrade.js';
import { socketSink } from '../socketSink.js';
import { ActivityStream } from './activityStream.js';
import { directLineKey } from './directLineAddress.js';
import type { DirectLineServices } from './directLineServices.js';
import type { ClientView } from './outboundActivity.js';
import { queryOf } from './queryOf.js';
import { readWatermark } from './watermark.js';
import { admit } from './withConversation.js';

const streamPath = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
/** Clients send empty frames only. */
const maxFrameBytes = 1_024;
const maxStreamsPerConversation = 10;

export interface StreamOptions {
  /** Milliseconds between pings; a client that has not answered one by the next is gone. */
  readonly heartbeatMs: number;
  /** Milliseconds a client may take to accept a frame. */
  readonly sendTimeoutMs: number;
}

/** The open streams of our own Direct Line: one WebSocket a page, on the server's upgrade event. */
export class DirectLineStreams {
  readonly #services: DirectLineServices;
  readonly #options: StreamOptions;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  });
  readonly #open = new Map<string, Set<WebSocket>>();

  constructor(services: DirectLineServices, options: StreamOptions) {
    this.#services = services;
    this.#options = options;
  }

  listen(server: Server): void {
    onUpgrade(server, streamPath, (request, socket, head) => {
      this.#upgrade(request, socket, head).catch((error) => {
        this.#services.log.error({ err: error }, 'A Direct Line stream could not be opened.');
        refuseUpgrade(socket, { status: 500, code: 'internal', message: 'Something went wrong here.' });
      });
    });
  }

  /** Whether somebody has the conversation open. */
  isOpen(conversationId: string): boolean {
    return this.#open.has(conversationId);
  }

  /** Ends the streams of a conversation that was forgotten. */
  endConversation(conversationId: string): void {
    for (const socket of this.#open.get(conversationId) ?? []) socket.close(1000);
  }

  /** Ends all streams; clients come back by themselves after some seconds. */
  close(): void {
    for (const conversationId of [...this.#open.keys()]) {
      for (const socket of this.#open.get(conversationId) ?? []) {
        socket.close(1001);
        socket.terminate();
      }
    }
    this.#sockets.close();
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const conversationId = streamPath.exec(request.url?.split('?')[0] ?? '')?.[1] ?? '';
    const query = queryOf(request);
    const origin = this.#services.ownOrigin.of(request);
    if (origin === null || this.#services.ownOrigin.refusal(request) !== null)
      return refuseUpgrade(socket, foreign);
    const admission = await admit(this.#services, query.get('t'), conversationId);
    if (!admission.ok) return refuseUpgrade(socket, admission.refusal);
    if ((this.#open.get(conversationId)?.size ?? 0) >= maxStreamsPerConversation)
      return refuseUpgrade(socket, tooMany);
    const watermark = readWatermark(query.get('watermark'));
    this.#sockets.handleUpgrade(request, socket, head, (opened) =>
      this.#stream({ conversationId, origin: origin.origin }, watermark, opened),
    );
  }

  #stream(view: ClientView, watermark: number, socket: WebSocket): void {
    const { conversationId } = view;
    const { storage, feed, log, signals } = this.#services;
    const key = directLineKey(conversationId);
    const stream = new ActivityStream(watermark, {
      view,
      readLog: (after, limit) => storage.readLog(key, after, limit),
      sink: socketSink(socket, this.#options.sendTimeoutMs),
      onGiven: (entries) => signals.given(key, entries),
      onFailure: (error) => {
        log.info(
          { err: error, conversationId },
          'A Direct Line stream broke off; its client will come back.',
        );
        socket.terminate();
      },
    });
    const unsubscribe = feed.subscribe(key, stream);
    const stopHeartbeat = this.#beat(conversationId, socket, stream);
    this.#remember(conversationId, socket);
    // Without a listener an error of the connection would end the process.
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      stream.end();
      unsubscribe();
      stopHeartbeat();
      this.#forget(conversationId, socket);
    });
    stream.catchUp();
  }

  /** Finds dead clients, forgotten conversations, and entries that another instance wrote. */
  #beat(conversationId: string, socket: WebSocket, stream: ActivityStream): () => void {
    let alive = true;
    socket.on('pong', () => {
      alive = true;
    });
    const timer = setInterval(async () => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
      stream.catchUp();
      const known = await this.#services.storage
        .readDirectLineConversation(conversationId)
        .catch(() => undefined);
      if (known === null) socket.close(1000);
    }, this.#options.heartbeatMs);
    timer.unref();
    return () => clearInterval(timer);
  }

  #remember(conversationId: string, socket: WebSocket): void {
    const sockets = this.#open.get(conversationId) ?? new Set();
    this.#open.set(conversationId, sockets.add(socket));
  }

  #forget(conversationId: string, socket: WebSocket): void {
    const sockets = this.#open.get(conversationId);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#open.delete(conversationId);
  }
}

const foreign: Refusal = { status: 403, code: 'foreign-origin', message: 'Only our own page may open this.' };
const tooMany: Refusal = {
  status: 429,
  code: 'too-many-streams',
  message: 'This conversation has too many streams.',
};
