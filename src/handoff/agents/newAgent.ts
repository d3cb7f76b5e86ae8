import type { Locale } from '../../answers/locales.js';
import type { AgentRecord } from '../../storage/agentStore.js';

/** An address as agents are known by it; null for what is none. */
export function readEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return email.length <= 254 && /^[^\s@<>"'(),:;\\[\]]{1,64}@[a-z0-9.-]{1,190}$/u.test(email) ? email : null;
}

/** In one line and of bearable length; people read it. */
export function readAgentName(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, 80);
}

export interface AgentWish {
  readonly id: string;
  readonly email: string;
  /** Null: what stands before the @. */
  readonly name: string | null;
  readonly role: AgentRecord['role'];
  readonly locale: Locale;
  readonly passwordHash: string | null;
  readonly oidc: AgentRecord['oidc'];
  readonly now: Date;
}

export function newAgent({ now, name, ...wish }: AgentWish): AgentRecord {
  return {
    ...wish,
    name: readAgentName(name ?? '') || (wish.email.split('@')[0] ?? wish.email),
    disabled: false,
    createdAt: now.toISOString(),
    lastSeenAt: null,
  };
}
