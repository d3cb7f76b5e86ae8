import {
  type AuthenticateRequestResult,
  BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';

/** The adapter asks for a user token client on every turn, and each builds its own HTTP pipeline: one an app is enough. */
export class CachedAuthentication extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication;
  readonly #tokenClients = new Map<string, Promise<UserTokenClient>>();

  constructor(inner: BotFrameworkAuthentication) {
    super();
    this.#inner = inner;
  }

  override authenticateRequest(...parameters: Parameters<BotFrameworkAuthentication['authenticateRequest']>) {
    return this.#inner.authenticateRequest(...parameters);
  }

  override authenticateStreamingRequest(
    authHeader: string,
    channelId: string,
  ): Promise<AuthenticateRequestResult> {
    return this.#inner.authenticateStreamingRequest(authHeader, channelId);
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    return this.#inner.createConnectorFactory(identity);
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    const app = identity.getClaimValue('aud') ?? '';
    const known = this.#tokenClients.get(app);
    if (known) return known;
    const made = this.#inner.createUserTokenClient(identity);
    made.catch(() => this.#tokenClients.delete(app));
    this.#tokenClients.set(app, made);
    return made;
  }
}
