import type { TurnIdentity } from '../storage.js';

const KEPT = 500;
const parsed = new Map<string, TurnIdentity>();

/**
 * Identities repeat turn after turn. The same text gives the same object, so that what is built from an identity
 * (connector clients) can be kept by it.
 */
export function readIdentity(text: string): TurnIdentity {
  const known = parsed.get(text);
  if (known) return known;
  const identity: TurnIdentity = JSON.parse(text);
  if (parsed.size >= KEPT) parsed.clear();
  parsed.set(text, identity);
  return identity;
}
