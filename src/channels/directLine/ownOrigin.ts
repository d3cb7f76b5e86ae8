import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Refusal } from '../answer.js';

export interface OwnOrigin {
  /**
   * The origin under which the browser reached us; null when the Host header names a host that isn't ours. Such a
   * request comes from a page that pointed its own name at this machine (DNS rebinding).
   */
  of(request: IncomingMessage): URL | null;
  /** Null when the request may come from our own page or a program, a refusal when another site's page sent it. */
  refusal(request: IncomingMessage): Refusal | null;
}

/** `publicUrl`: the origin people open when a proxy stands before us; null: only loopback names and IP literals are ours. */
export function makeOwnOrigin(publicUrl: string | null): OwnOrigin {
  const known = publicUrl === null ? null : new URL(publicUrl);
  const of = (request: IncomingMessage): URL | null => {
    const host = request.headers.host ?? '';
    if (known !== null && (host === known.host || isForwarded(request))) return known;
    return isLocalHost(host) ? new URL(`http://${host}`) : null;
  };
  return {
    of,
    refusal(request) {
      const origin = of(request);
      if (origin === null) {
        return {
          status: 403,
          code: 'unknown-host',
          message: 'This host is not known here; the operator can name it in PUBLIC_URL.',
        };
      }
      const { origin: caller, 'sec-fetch-site': site } = request.headers;
      // The WebSocket handshake has an Origin but not always Sec-Fetch-Site, so that one only decides without it.
      const foreign =
        caller === undefined
          ? site !== undefined && site !== 'same-origin' && site !== 'none'
          : caller !== origin.origin && caller !== known?.origin;
      return foreign
        ? { status: 403, code: 'foreign-origin', message: 'Only our own page may call this.' }
        : null;
    },
  };
}

function isForwarded({ headers }: IncomingMessage): boolean {
  return ['forwarded', 'x-forwarded-host', 'x-forwarded-proto'].some((name) => headers[name] !== undefined);
}

function isLocalHost(host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname, host: canonical } = new URL(`http://${host}`);
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return (
    canonical !== '' && (hostname === 'localhost' || hostname.endsWith('.localhost') || isIP(address) !== 0)
  );
}
