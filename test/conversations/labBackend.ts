import type { ConnectTo } from '../../src/probe/connectTo.js';
import type { ResolveSrv } from '../../src/probe/probeAutodiscover.js';
import type { Resolve } from '../../src/probe/resolveAddresses.js';
import type { LabServer } from '../lab/lab.js';
import { otherHosts, type ServerName, servers } from './servers.js';

const host = 'mail.contoso.com';
const srvName = '_autodiscover._tcp.contoso.net';

/** The servers behind the addresses of the conversations, started when they are first asked for. */
export interface LabBackend {
  readonly connectTo: readonly ConnectTo[];
  readonly resolve: Resolve;
  readonly resolveSrv: ResolveSrv;
  /** The server that answers now. */
  current(): ServerName | null;
  /** Lets this server answer from now on; null: none. */
  answerBy(name: string | null): Promise<void>;
  close(): Promise<void>;
}

export function makeLabBackend(): LabBackend {
  const started = new Map<ServerName, LabServer>();
  const connectTo: ConnectTo[] = [];
  let current: ServerName | null = null;
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
    resolveSrv: async (name) => (name === srvName ? [{ name: host, port: 443, priority: 0, weight: 0 }] : []),
    current: () => current,
    async answerBy(name) {
      connectTo.length = 0;
      current = name as ServerName | null;
      if (current === null) return;
      const toPort = await portOf(current);
      for (const fromHost of [host, ...(otherHosts[current] ?? [])]) {
        connectTo.push({ fromHost, fromPort: null, toHost: '127.0.0.1', toPort });
      }
    },
    async close() {
      for (const server of started.values()) await server.close();
    },
  };
}
