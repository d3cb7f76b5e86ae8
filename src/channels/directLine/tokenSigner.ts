import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../base/clock.js';

/** What a token lets its bearer do: speak in one conversation as one user. */
export interface Grant {
  readonly conversationId: string;
  readonly userId: string;
  /** The page's locale when the token was made; the greeting needs it before the person has said anything. */
  readonly locale: string | null;
}

export type GrantReading =
  | { readonly ok: true; readonly grant: Grant }
  | { readonly ok: false; readonly problem: 'expired' | 'malformed' };

export interface TokenSigner {
  readonly lifetimeSeconds: number;
  mint(grant: Grant): Promise<string>;
  verify(token: string): Promise<GrantReading>;
}

/**
 * Signed tokens (HS256). `audience` keeps a page's cookie or a mailed link from being used as a Direct Line token and the
 * other way round, since all are signed with one secret. Web Chat reads the claim `user` as its own user id.
 */
export function makeTokenSigner(options: {
  readonly secret: string;
  readonly audience: 'direct-line' | 'page' | 'resume';
  readonly lifetimeSeconds: number;
  readonly clock: Clock;
}): TokenSigner {
  const { audience, lifetimeSeconds, clock } = options;
  const key = new TextEncoder().encode(options.secret);
  return {
    lifetimeSeconds,
    mint({ conversationId, userId, locale }) {
      const now = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({ conv: conversationId, user: userId, ...(locale === null ? {} : { locale }) })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + lifetimeSeconds)
        .sign(key);
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          audience,
          algorithms: ['HS256'],
          currentDate: clock.now(),
        });
        return readGrant(payload);
      } catch (error) {
        return { ok: false, problem: error instanceof errors.JWTExpired ? 'expired' : 'malformed' };
      }
    },
  };
}

function readGrant({ conv, user, locale }: Readonly<Record<string, unknown>>): GrantReading {
  if (typeof conv !== 'string' || typeof user !== 'string') return { ok: false, problem: 'malformed' };
  return {
    ok: true,
    grant: { conversationId: conv, userId: user, locale: typeof locale === 'string' ? locale : null },
  };
}
