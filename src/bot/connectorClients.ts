import {
  AppCredentials,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
  type ConnectorClient,
} from 'botframework-connector';
import type { TurnIdentity } from '../storage/storage.js';

/** A bot talks to a handful of service URLs; callers without authentication could name many. */
const KEPT = 100;

/**
 * The clients that post to channels, one for each caller app, audience and service URL: building one costs as much as
 * a whole turn.
 */
export class ConnectorClients {
  readonly #authentication: BotFrameworkAuthentication;
  readonly #clients = new Map<string, Promise<ConnectorClient>>();

  constructor(authentication: BotFrameworkAuthentication) {
    this.#authentication = authentication;
  }

  get(identity: TurnIdentity, serviceUrl: string): Promise<ConnectorClient> {
    const key = `${identityKey(identity)} ${serviceUrl}`;
    const known = this.#clients.get(key);
    if (known) return known;
    const made = this.#make(identity, serviceUrl);
    made.catch(() => this.#clients.delete(key));
    const oldest = this.#clients.keys().next().value;
    if (oldest !== undefined && this.#clients.size >= KEPT) this.#clients.delete(oldest);
    this.#clients.set(key, made);
    return made;
  }

  /** The bearer token that such a client posts with; null without an app. Rejects when none can be had. */
  async token(identity: TurnIdentity, serviceUrl: string): Promise<string | null> {
    const { credentials } = await this.get(identity, serviceUrl);
    return credentials instanceof AppCredentials && credentials.appId ? credentials.getToken() : null;
  }

  async #make(identity: TurnIdentity, serviceUrl: string): Promise<ConnectorClient> {
    const factory = this.#authentication.createConnectorFactory(claimsIdentity(identity));
    const client = await factory.create(serviceUrl, identity.audience);
    slim(client);
    return client;
  }
}

/** The part of an identity that decides which app, and so which credentials, a client speaks for. */
function identityKey({ audience, claims }: TurnIdentity): string {
  const claim = (type: string) => claims.find((candidate) => candidate.type === type)?.value ?? '';
  return [audience, claim('aud'), claim('appid'), claim('azp'), claim('ver')].join(' ');
}

export function claimsIdentity(identity: TurnIdentity): ClaimsIdentity {
  return new ClaimsIdentity([...identity.claims], true);
}

/**
 * Retries are the outbox's: the client's own would hold a conversation without a trace. The rest does nothing for a JSON
 * post but costs a third of its time.
 */
const superfluousPolicies = [
  'defaultRetryPolicy',
  'tracingPolicy',
  'logPolicy',
  'formDataPolicy',
  'multipartPolicy',
  'ServiceClientContext_RequestPolicyFactories',
];

interface PipelineOwner {
  readonly client?: { readonly pipeline?: { removePolicy(options: { name: string }): unknown } };
}

function slim(client: ConnectorClient): void {
  const { pipeline } = (client as unknown as PipelineOwner).client ?? {};
  for (const name of superfluousPolicies) pipeline?.removePolicy({ name });
}
