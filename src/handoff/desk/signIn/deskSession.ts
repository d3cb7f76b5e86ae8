import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AgentRecord, AgentSession, SignedIn } from '../../../storage/agentStore.js';
import type { DeskServices } from '../deskServices.js';
import { type DeskCookie, readCookie, setCookie } from './deskCookie.js';

const minute = 60_000;
/** However busy it is. */
const longestMs = 12 * 60 * minute;
/** Without a request or a word of its desk. */
const idleMs = 2 * 60 * minute;
/** A session in use is not written with every request. */
const touchMs = minute;

const sessionCookie: DeskCookie = {
  name: 'trustdesk-desk',
  sameSite: 'Strict',
  maxAgeSeconds: longestMs / 1000,
};

type SessionServices = Pick<DeskServices, 'storage' | 'clock' | 'newId' | 'secure'>;

/** Signs the agent in on this browser, under a new token; the session that it had is ended. */
export async function openSession(
  services: SessionServices,
  request: IncomingMessage,
  response: ServerResponse,
  agent: AgentRecord,
): Promise<AgentSession> {
  const { storage, clock, newId, secure } = services;
  const former = readCookie(request, sessionCookie, secure);
  if (former !== null) await storage.agents.endSession(hashOf(former));
  const now = clock.now();
  await storage.agents.removeSessions(now.toISOString(), before(now, idleMs));
  const token = `${newId()}${newId()}`;
  const session: AgentSession = {
    tokenHash: hashOf(token),
    agentId: agent.id,
    csrf: newId(),
    createdAt: now.toISOString(),
    lastSeenAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + longestMs).toISOString(),
  };
  await storage.agents.openSession(session);
  setCookie(response, sessionCookie, token, secure);
  return session;
}

/** Who is signed in on the browser that sent this; null when nobody is. */
export async function readSession(
  services: SessionServices,
  request: IncomingMessage,
): Promise<SignedIn | null> {
  const token = readCookie(request, sessionCookie, services.secure);
  return token === null ? null : touchSession(services, hashOf(token));
}

/** The session while it holds. Whoever calls this uses it, which puts its idle end off. */
export async function touchSession(services: SessionServices, tokenHash: string): Promise<SignedIn | null> {
  const signedIn = await holdingSession(services, tokenHash);
  if (signedIn === null) return null;
  const now = services.clock.now();
  if (signedIn.session.lastSeenAt < before(now, touchMs))
    await services.storage.agents.sessionSeen(tokenHash, now.toISOString());
  return signedIn;
}

/** The same without using it: an open page alone keeps nobody signed in. */
export async function holdingSession(
  { storage, clock }: SessionServices,
  tokenHash: string,
): Promise<SignedIn | null> {
  const signedIn = await storage.agents.readSession(tokenHash);
  if (signedIn === null || signedIn.agent.disabled) return null;
  const now = clock.now();
  const { expiresAt, lastSeenAt } = signedIn.session;
  return expiresAt <= now.toISOString() || lastSeenAt < before(now, idleMs) ? null : signedIn;
}

export async function endSession(
  { storage, secure }: SessionServices,
  response: ServerResponse,
  { tokenHash }: AgentSession,
): Promise<void> {
  await storage.agents.endSession(tokenHash);
  setCookie(response, sessionCookie, '', secure);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function before(now: Date, ms: number): string {
  return new Date(now.getTime() - ms).toISOString();
}
