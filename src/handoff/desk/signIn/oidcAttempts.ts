import type { Clock } from '../../../base/clock.js';
import type { OidcAttempt } from './oidcIssuer.js';

export const attemptSeconds = 10 * 60;
const mostAttempts = 5_000;

/** Sign-ins under way at the issuer, by the browser that began them. Each can be finished once, and not for long. */
export interface OidcAttempts {
  keep(browser: string, attempt: OidcAttempt): void;
  take(browser: string): OidcAttempt | null;
}

export function makeOidcAttempts(clock: Clock): OidcAttempts {
  const kept = new Map<string, { readonly attempt: OidcAttempt; readonly until: number }>();
  return {
    keep(browser, attempt) {
      kept.set(browser, { attempt, until: clock.now().getTime() + attemptSeconds * 1000 });
      const oldest = kept.keys().next();
      if (kept.size > mostAttempts && !oldest.done) kept.delete(oldest.value);
    },
    take(browser) {
      const found = kept.get(browser);
      kept.delete(browser);
      return found === undefined || found.until < clock.now().getTime() ? null : found.attempt;
    },
  };
}
