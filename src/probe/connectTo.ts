/** One `--connect-to HOST1:PORT1:HOST2:PORT2` of curl's: an empty part on the left matches all, on the right keeps. */
export interface ConnectTo {
  readonly fromHost: string | null;
  readonly fromPort: number | null;
  readonly toHost: string | null;
  readonly toPort: number | null;
}

/** Reads curl's form; IPv6 addresses stand in brackets. Null when it is none. */
export function parseConnectTo(text: string): ConnectTo | null {
  const match = /^(\[[^\]]+\]|[^:[\]]*):(\d{0,5}):(\[[^\]]+\]|[^:[\]]*):(\d{0,5})$/.exec(text.trim());
  if (!match) return null;
  const host = (part: string | undefined): string | null =>
    part?.replace(/^\[|\]$/g, '').toLowerCase() || null;
  const port = (part: string | undefined): number | null => (part ? Number(part) : null);
  const rule = {
    fromHost: host(match[1]),
    fromPort: port(match[2]),
    toHost: host(match[3]),
    toPort: port(match[4]),
  };
  return [rule.fromPort, rule.toPort].every((value) => value === null || (value >= 1 && value <= 65_535))
    ? rule
    : null;
}

/** Where to connect for an endpoint: the first rule that matches decides. */
export function applyConnectTo(
  endpoint: { readonly host: string; readonly port: number },
  rules: readonly ConnectTo[],
): { readonly host: string; readonly port: number } {
  const rule = rules.find(
    ({ fromHost, fromPort }) =>
      (fromHost === null || fromHost === endpoint.host) && (fromPort === null || fromPort === endpoint.port),
  );
  return { host: rule?.toHost ?? endpoint.host, port: rule?.toPort ?? endpoint.port };
}
