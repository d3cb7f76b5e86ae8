import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../answer.js';

/**
 * Without an app id nobody can be told apart, so only this machine is served. A forwarding header means that a proxy
 * on this machine speaks for somebody else; a foreign Host means that a web page had its name point here (DNS
 * rebinding). Null when the caller may pass.
 */
export function refusalOfStranger(request: Pick<IncomingMessage, 'headers' | 'socket'>): Refusal | null {
  if (!isLoopbackAddress(request.socket.remoteAddress ?? '')) return loopbackOnly;
  if (Object.keys(request.headers).some((name) => forwardingHeader.test(name))) return loopbackOnly;
  return isLoopbackUrl(`http://${request.headers.host}`) ? null : loopbackOnly;
}

const loopbackOnly: Refusal = {
  status: 403,
  code: 'loopback-only',
  message: 'Without MicrosoftAppId, only callers on this machine are served.',
};

const forwardingHeader =
  /^(?:forwarded|via|x-forwarded(?:-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|x-original-.*|x-envoy-.*|x-arr-.*|true-client-ip|cf-.*|fastly-client-ip)$/;

/** True for http(s) URLs of `localhost` and loopback addresses. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return hostname === 'localhost' || isLoopbackAddress(hostname.replace(/^\[|\]$/g, ''));
}

function isLoopbackAddress(address: string): boolean {
  return /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address) || address === '::1';
}
