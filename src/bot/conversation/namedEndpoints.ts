import { findEndpoints } from '../../base/findEndpoints.js';
import { type EndpointReading, parseEndpoint } from '../../base/parseEndpoint.js';
import type { Facts } from '../../dialogTree/dialogServices.js';
import { endpointFacts } from './caseFacts.js';

export type FoundEndpoint = EndpointReading & { readonly ok: true };

/** The servers that a message names, in its order. `\\\\server\\share` as the whole message names one too. */
export function namedEndpoints(text: string): readonly FoundEndpoint[] {
  const whole = parseEndpoint(text);
  if (whole.ok && whole.notes.includes('unc-path')) return [whole];
  return findEndpoints(text, { bareHosts: true }).filter((reading) => reading.ok);
}

/** The first endpoint is used and named, the others are mentioned, so that a wrong guess is seen and corrected. */
export function chosenEndpoint(endpoints: readonly FoundEndpoint[]): Facts {
  const [first, ...others] = endpoints;
  if (first === undefined) return {};
  return { ...endpointFacts(first), otherEndpoints: others.slice(0, 4).map(({ url }) => url) };
}
