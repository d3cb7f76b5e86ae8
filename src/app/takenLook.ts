import type { JsonObject } from '../base/json.js';
import type { ProbeRecord } from '../probe/probeRecord.js';
import { startTlsOfPort } from '../probe/tlsLook/startTls.js';

/** One look as it was taken, to be shown again without a network. */
export interface TakenLook {
  /** What was asked for: a probe job's request without the person's own words and language. */
  readonly request: JsonObject;
  /** Its target is empty where it was the person's own words. */
  readonly record: ProbeRecord;
}

/** The same for everybody who asks for the same. */
export function askedFor(request: JsonObject): JsonObject {
  const { typed: _, locale: __, ...rest } = request;
  return rest;
}

/**
 * The look that was asked for in the same way; else one at the same host in the same protocol, since the servers of
 * conversations answer on every port and path. Null when there is none.
 */
export function findTakenLook(looks: readonly TakenLook[], request: JsonObject): TakenLook | null {
  const wanted = JSON.stringify(askedFor(request));
  const same = looks.find((look) => JSON.stringify(look.request) === wanted);
  return same ?? looks.find((look) => near(look.request) === near(request)) ?? null;
}

function near(request: JsonObject): string {
  const { port, path: _, ...rest } = askedFor(request);
  return JSON.stringify({ ...rest, startTls: startTlsOfPort(Number(port)) ?? null });
}
