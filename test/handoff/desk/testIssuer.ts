import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

/** Who signs in next at the issuer; `null`: they refuse. */
export interface Account {
  readonly sub: string;
  readonly claims: { readonly [claim: string]: unknown };
}

/** A real issuer on the loopback address, at which whoever comes is signed in as `account`. */
export async function openTestIssuer() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state: { account: Account | null; inIdToken: boolean } = { account: null, inIdToken: true };
  const configuration = (redirectUri: string): Configuration => ({
    clients: [
      {
        client_id: 'trustdesk',
        client_secret: 'a secret of the test alone',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: {
      openid: ['sub'],
      profile: ['name', 'locale', 'roles', 'realm_access'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: (use) => ({
        sub,
        ...(use === 'id_token' && !state.inIdToken ? {} : state.account?.claims),
      }),
    }),
    async loadExistingGrant(context) {
      const { client, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({
        ...(client ? { clientId: client.clientId } : {}),
        ...(session?.accountId ? { accountId: session.accountId } : {}),
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    renderError: (context, out) => {
      context.body = JSON.stringify(out);
    },
    cookies: { keys: ['a key of the test alone'] },
    jwks: { keys: [signingKey()] },
  });
  // Until it is told of its client it is out of service.
  let listener: RequestListener = (_request, response) => {
    response.statusCode = 503;
    response.end();
  };
  server.on('request', (request, response) => listener(request, response));
  return {
    url,
    state,
    serve(redirectUri: string): void {
      const provider = new Provider(url, configuration(redirectUri));
      const callback = provider.callback();
      listener = (request, response) => {
        if (!request.url?.startsWith('/interaction/')) {
          callback(request, response);
          return;
        }
        const { account } = state;
        const result = account
          ? { login: { accountId: account.sub } }
          : { error: 'access_denied', error_description: 'the person refused' };
        void provider.interactionFinished(request, response, result);
      };
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' };
}
