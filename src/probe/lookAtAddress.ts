import { startDeadline } from '../base/deadline.js';
import { joinLooks, type TlsLook } from './tlsLook/joinLooks.js';
import type { LookTarget } from './tlsLook/lookTarget.js';
import { type NodeLook, nodeLook } from './tlsLook/nodeLook.js';
import { type RawLook, rawLook } from './tlsLook/rawLook.js';

export interface AddressTarget extends LookTarget {
  /** Milliseconds from the TCP connection to the end of the looks. */
  readonly tlsTimeoutMs: number;
  /** Filled in: milliseconds for the TCP connection, and for the looks after it. */
  readonly timings: { tcp?: number; tls?: number };
}

/** How long a server may take to refuse the missing client certificate after a TLS 1.3 handshake, ms. */
const latePatience = 150;

/** OpenSSL reads on through a flood that the raw look has given up; it is not given the whole time for it, ms. */
const floodPatience = 250;

/** The raw look and Node's handshake, side by side on two connections to one address; one answer. Never rejects. */
export async function lookAtAddress(target: AddressTarget): Promise<TlsLook> {
  const begin = performance.now();
  // Its time begins with the TCP connection; until then each look has its own timer.
  const over = new AbortController();
  let deadline = startDeadline(target.tcpTimeoutMs + target.tlsTimeoutMs, target.signal);
  const endWith = (signal: AbortSignal): void =>
    signal.aborted ? over.abort() : signal.addEventListener('abort', () => over.abort(), { once: true });
  endWith(deadline.signal);
  let connectedAt: number | null = null;
  let grace: NodeJS.Timeout | undefined;
  const looked: LookTarget = {
    ...target,
    signal: over.signal,
    onConnect: () => {
      connectedAt = performance.now();
      deadline.stop();
      deadline = startDeadline(target.tlsTimeoutMs, target.signal);
      endWith(deadline.signal);
      target.onConnect?.();
    },
  };
  try {
    const [raw, node] = await Promise.all([
      rawLook(looked).then((seen) => {
        if (seen.end.kind === 'oversized') grace = setTimeout(() => over.abort(), floodPatience);
        return seen;
      }),
      nodeLook(looked),
    ]);
    try {
      const joined = joinLooks(raw, node, await lateRefusal(raw, node));
      return joined.chain.length === 0 && node.agreed
        ? { ...joined, chain: await chainByNode(looked) }
        : joined;
    } finally {
      node.destroy();
      target.timings.tcp = rounded((connectedAt ?? performance.now()) - begin);
      if (connectedAt !== null) target.timings.tls = rounded(performance.now() - connectedAt);
    }
  } finally {
    clearTimeout(grace);
    deadline.stop();
  }
}

/** Waits only where a refusal can still come: the raw look saw a request, or it could see nothing. */
async function lateRefusal(raw: RawLook, node: NodeLook): ReturnType<NodeLook['afterHandshake']> {
  const possible = node.agreed?.version === 'TLSv1.3' && (raw.certificateRequested || raw.hello === null);
  return possible ? node.afterHandshake(latePatience) : null;
}

/** A server of TLS 1.3 alone shows the raw hello nothing: one more handshake, with a store that adds nothing. */
async function chainByNode(target: LookTarget): Promise<readonly Buffer[]> {
  const { chain, destroy } = await nodeLook({ ...target, onConnect: () => {} }, 'empty');
  destroy();
  return chain;
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
