import {
  type AuthenticateRequestResult,
  BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorFactory,
  UserTokenClient,
} from 'botframework-connector';

/**
 * The adapter asks for a user token client on every turn, and building one (an HTTP pipeline, the app's credentials)
 * costs as much as the turn. This bot signs nobody in, so the turn gets one that only says so.
 */
export class NoSignIn extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication;
  readonly #noTokens = new NoUserTokens();

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

  override async createUserTokenClient(): Promise<UserTokenClient> {
    return this.#noTokens;
  }
}

class NoUserTokens extends UserTokenClient {
  override getUserToken = refuse;
  override getSignInResource = refuse;
  override signOutUser = refuse;
  override getTokenStatus = refuse;
  override getAadTokens = refuse;
  override exchangeToken = refuse;
}

async function refuse(): Promise<never> {
  throw new Error('this bot signs nobody in');
}
