import type { ConnectTo } from '../../src/probe/connectTo.js';
import type { Resolve } from '../../src/probe/resolveAddresses.js';
import type { LabServer } from '../lab/lab.js';
import { otherHosts, type ServerName, servers } from './servers.js';

const host = 'mail.contoso.com';

/** The servers behind the addresses of the conversations, started when they are first asked for. */
export interface LabBackend {
  readonly connectTo: readonly ConnectTo[];
  readonly resolve: Resolve;
  /** Lets this server answer from now on; null: none. */
  answerBy(name: string | null): Promise<void>;
  close(): Promise<void>;
}

export function makeLabBackend(): LabBackend {
  const started = new Map<ServerName, LabServer>();
  const connectTo: ConnectTo[] = [];
  const portOf = async (name: ServerName): Promise<number> => {
    const server = started.get(name) ?? (await servers[name]());
    started.set(name, server);
    server.restart?.();
    return server.port;
  };
  return {
    connectTo,
    resolve: async (name) => {
      throw Object.assign(new Error(`no ${name} here`), { code: 'ENOTFOUND' });
    },
    async answerBy(name) {
      connectTo.length = 0;
      if (name === null) return;
      const toPort = await portOf(name as ServerName);
      for (const fromHost of [host, ...(otherHosts[name as ServerName] ?? [])]) {
        connectTo.push({ fromHost, fromPort: null, toHost: '127.0.0.1', toPort });
      }
    },
    async close() {
      for (const server of started.values()) await server.close();
    },
  };
}
