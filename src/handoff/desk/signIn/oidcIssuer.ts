import * as client from 'openid-client';
import type { SignInProblem } from '../deskApi.js';
import { readRoles } from './readRoles.js';

export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Name of the claim that holds a person's roles, or a path of names with dots between. */
  readonly roleClaim: string;
}

/** What the browser and the issuer must bring back unchanged; made for each sign-in. */
export interface OidcAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** Who has signed in at the issuer. */
export interface OidcPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
  /** False when the issuer says that nobody has looked whose the address is; most say nothing. */
  readonly emailVerified: boolean;
  /** BCP 47, as the issuer tells it; null when it does not. */
  readonly locale: string | null;
  readonly roles: readonly string[];
}

export type OidcResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: SignInProblem; readonly err: unknown };

/** The issuer where agents sign in: code flow with PKCE, state and nonce. */
export interface OidcIssuer {
  readonly host: string;
  /** Where the browser goes to sign in. */
  begin(redirectUri: string): Promise<OidcResult<{ readonly url: URL; readonly attempt: OidcAttempt }>>;
  /** `answer`: the query with which the browser came back. */
  finish(answer: string, attempt: OidcAttempt): Promise<OidcResult<OidcPerson>>;
}

const timeoutSeconds = 10;

export function makeOidcIssuer(settings: OidcSettings): OidcIssuer {
  const { issuer, clientId, clientSecret } = settings;
  let known: Promise<client.Configuration> | null = null;

  /** Asked once; an issuer that could not be reached is asked again by the next sign-in. */
  function discover(): Promise<client.Configuration> {
    if (known !== null) return known;
    // Over HTTPS alone, but for an issuer on this machine.
    const insecure = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    const execute = [...insecure, client.enableNonRepudiationChecks];
    const asked = client.discovery(issuer, clientId, clientSecret, undefined, {
      execute,
      timeout: timeoutSeconds,
    });
    known = asked;
    asked.catch(() => {
      known = null;
    });
    return asked;
  }

  return {
    host: issuer.host,
    async begin(redirectUri) {
      try {
        const configuration = await discover();
        const attempt = { ...newAttempt(), redirectUri };
        const url = client.buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUri,
          scope: 'openid profile email',
          code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
          code_challenge_method: 'S256',
          state: attempt.state,
          nonce: attempt.nonce,
        });
        return { ok: true, value: { url, attempt } };
      } catch (err) {
        return { ok: false, problem: 'unavailable', err };
      }
    },
    async finish(answer, { state, nonce, verifier, redirectUri }) {
      try {
        const configuration = await discover();
        const tokens = await client.authorizationCodeGrant(
          configuration,
          new URL(`${redirectUri}?${answer}`),
          {
            pkceCodeVerifier: verifier,
            expectedState: state,
            expectedNonce: nonce,
            idTokenExpected: true,
          },
        );
        return { ok: true, value: await readPerson(configuration, tokens, settings.roleClaim) };
      } catch (err) {
        return { ok: false, problem: problemOf(err), err };
      }
    },
  };
}

function newAttempt(): Omit<OidcAttempt, 'redirectUri'> {
  return {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
}

type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>;

/** The ID token tells; some issuers keep names and roles for their userinfo endpoint. */
async function readPerson(
  configuration: client.Configuration,
  tokens: Tokens,
  roleClaim: string,
): Promise<OidcPerson> {
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('the issuer sent no ID token');
  const asked =
    readRoles(claims, roleClaim) === null && configuration.serverMetadata().userinfo_endpoint !== undefined;
  const further = asked ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
  const all: { readonly [claim: string]: unknown } = { ...further, ...claims };
  return {
    issuer: claims.iss,
    subject: claims.sub,
    name: textOf(all['name']),
    email: textOf(all['email']) ?? textOf(all['preferred_username']),
    emailVerified: !['false', false].includes(all['email_verified'] as boolean | string),
    locale: textOf(all['locale']),
    roles: readRoles(all, roleClaim) ?? [],
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function problemOf(err: unknown): SignInProblem {
  if (err instanceof client.AuthorizationResponseError) return 'refused';
  // A code that was used or has grown old, and a state or nonce that is not ours.
  if (err instanceof client.ResponseBodyError)
    return err.error === 'invalid_grant' ? 'expired' : 'unavailable';
  const { code } = err as { readonly code?: unknown };
  return code === 'OAUTH_INVALID_RESPONSE' || code === 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'
    ? 'expired'
    : 'unavailable';
}
