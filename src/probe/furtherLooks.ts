import { startDeadline } from '../base/deadline.js';
import type { FurtherLooks, TlsFacts } from './probeRecord.js';
import type { TlsLook } from './tlsLook/joinLooks.js';
import type { LookTarget } from './tlsLook/lookTarget.js';
import { nodeLook } from './tlsLook/nodeLook.js';
import { type RawLook, rawLook } from './tlsLook/rawLook.js';

export interface FurtherTarget extends Omit<LookTarget, 'tcpTimeoutMs' | 'onConnect'> {
  /** What the first look at `address` brought. */
  readonly first: TlsLook;
  /** Addresses of the name that were not looked at yet, in the resolver's order. */
  readonly otherAddresses: readonly string[];
}

export interface Further {
  readonly looks: FurtherLooks;
  /** What the first look could not tell about old versions. */
  readonly versions: TlsFacts['versions'];
}

/** All of it together, ms: it runs beside the HTTP look, which may take as long. */
const patience = 2000;
const tcpPatience = 1000;
/** With the first look's own, four. */
const freshConnections = 3;
/** Mail servers answer a burst of connections with delays and bans. */
const freshStartTls = 1;
const mostAddresses = 8;
/** The record is kept with the conversation, so that a hostile server may not fill it. */
const mostCertificates = 5;
const longestCertificate = 32 * 1024;
const protocolVersionAlert = 70;

/**
 * Cheap looks side by side after the first one: at the name's other addresses, or at the same one some times more; one
 * without SNI; one with a hello that offers nothing newer than TLS 1.1. Null without a certificate to compare with.
 * Never rejects.
 */
export async function furtherLooks(target: FurtherTarget): Promise<Further | null> {
  const [own] = target.first.chain;
  if (!own) return null;
  const deadline = startDeadline(patience, target.signal);
  const at: LookTarget = { ...target, signal: deadline.signal, tcpTimeoutMs: tcpPatience };
  const others = target.otherAddresses.slice(0, mostAddresses - 1);
  const again = Array.from(
    { length: target.startTls ? freshStartTls : freshConnections },
    () => target.address,
  );
  const addresses = others.length > 0 ? others : again;
  const versions = target.first.tls?.versions ?? {};
  // The raw hello is blind where there is nothing but TLS 1.3.
  const onlyNew = versions['TLSv1.3'] === true && versions['TLSv1.2'] === false;
  const leafOf = onlyNew ? leafByNode : leafByHello;
  try {
    const [leaves, unnamed, old] = await Promise.all([
      Promise.all(addresses.map((address) => leafOf({ ...at, address }))),
      target.serverName === null ? null : leafOf({ ...at, serverName: null }),
      versions['TLSv1.2'] === true ? rawLook({ ...at, newest: 'TLSv1.1' }) : null,
    ]);
    const seen = new SeenCertificates(own);
    const compared = leaves.map((leaf, index) => ({
      address: addresses[index] ?? target.address,
      certificate: seen.placeOf(leaf),
    }));
    const looks = [{ address: target.address, certificate: 0 }, ...compared];
    const withoutSni = seen.placeOf(unnamed);
    return {
      looks: { certificates: seen.base64(), looks, withoutSni },
      versions: old ? oldVersions(old) : {},
    };
  } finally {
    deadline.stop();
  }
}

async function leafByHello(target: LookTarget): Promise<Buffer | null> {
  return (await rawLook(target)).certificates[0] ?? null;
}

async function leafByNode(target: LookTarget): Promise<Buffer | null> {
  const { chain, destroy } = await nodeLook(target, 'empty');
  destroy();
  return chain[0] ?? null;
}

/** Where a server takes 1.1, whether it takes 1.0 too stays open: a second hello would tell nothing more worth doing. */
function oldVersions({ hello, end }: RawLook): TlsFacts['versions'] {
  if (hello?.version === 'TLSv1.1') return { 'TLSv1.1': true };
  if (hello?.version === 'TLSv1') return { TLSv1: true, 'TLSv1.1': false };
  const refused = end.kind === 'alert' && end.alert === protocolVersionAlert;
  return refused ? { TLSv1: false, 'TLSv1.1': false } : {};
}

class SeenCertificates {
  readonly #certificates: Buffer[];

  constructor(own: Buffer) {
    this.#certificates = [own];
  }

  placeOf(leaf: Buffer | null): number | null {
    if (!leaf || leaf.length > longestCertificate) return null;
    const known = this.#certificates.findIndex((certificate) => certificate.equals(leaf));
    if (known >= 0) return known;
    if (this.#certificates.length === mostCertificates) return null;
    return this.#certificates.push(leaf) - 1;
  }

  base64(): readonly string[] {
    return this.#certificates.map((der) => der.toString('base64'));
  }
}
