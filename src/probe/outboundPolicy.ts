import ipaddr from 'ipaddr.js';
import { CodedError } from '../base/codedError.js';
import { addressKind, type RefusedKind, unwrapAddress } from './addressKind.js';

export type PolicyRule = RefusedKind | 'private' | 'own-address' | 'port' | 'unreadable-address';

export type PolicyVerdict =
  | { readonly allowed: true }
  /** `setting` would open it; for the operator's log, never for the person. */
  | {
      readonly allowed: false;
      readonly rule: PolicyRule;
      readonly setting: 'PROBE_ALLOWED_NETWORKS' | 'PROBE_ALLOWED_PORTS';
    };

/** Where the server's own probes may connect to. The address checked must be the address connected to. */
export interface OutboundPolicy {
  check(address: string, port: number, use?: PolicyUse): PolicyVerdict;
}

/**
 * What the connection is for: a look at an endpoint that a person named (the default), a plain-http address that stands in
 * a certificate, or a file that a person attached. The latter two have their own port instead of the usual ones, so that
 * nobody can have http sent to a mail server.
 */
export type PolicyUse = 'endpoint' | 'certificate-url' | 'file';

export interface OutboundPolicyOptions {
  /** CIDRs opened in addition to the public networks; a lone address counts as its own network. */
  readonly allowedNetworks: readonly string[];
  /** First and last port of each range opened in addition to the usual ones. */
  readonly allowedPorts: readonly (readonly [first: number, last: number])[];
  /** Whether 10/8, 172.16/12, 192.168/16, 100.64/10 and fc00::/7 are open without being named; never for files. */
  readonly privateRangesAllowed: boolean;
  /** The addresses of this machine: a probe of them would reach the bot itself and its neighbours. */
  readonly ownAddresses: readonly string[];
}

type Address = ReturnType<typeof ipaddr.parse>;

/** HTTPS, and the mail protocols with their TLS forms. */
const usualPorts: ReadonlySet<number> = new Set([443, 25, 110, 143, 465, 587, 993, 995]);
const portsOfUse: { readonly [use in PolicyUse]: ReadonlySet<number> } = {
  endpoint: usualPorts,
  'certificate-url': new Set([80]),
  file: new Set([443]),
};

/**
 * Makes the policy of the bot's probes. Throws CodedError `network-invalid` when a network is not a CIDR.
 */
export function makeOutboundPolicy(options: OutboundPolicyOptions): OutboundPolicy {
  const networks = options.allowedNetworks.map(readNetwork);
  const own = new Set(options.ownAddresses.flatMap((text) => readAddress(text)?.toString() ?? []));
  const named = (address: Address): boolean =>
    networks.some(([network, bits]) => address.kind() === network.kind() && address.match(network, bits));
  const ports = (port: number, use: PolicyUse): boolean =>
    portsOfUse[use].has(port) || options.allowedPorts.some(([first, last]) => port >= first && port <= last);

  const addressRule = (address: Address, use: PolicyUse): PolicyRule | null => {
    if (named(address)) return null;
    if (own.has(address.toString())) return 'own-address';
    const kind = addressKind(address);
    if (kind === 'public') return null;
    // A file's words come back to whoever chose its address, so its network must be named.
    return kind === 'private' && options.privateRangesAllowed && use !== 'file' ? null : kind;
  };

  return {
    check: (text, port, use = 'endpoint') => {
      const address = readAddress(text);
      const rule = address ? addressRule(address, use) : 'unreadable-address';
      if (rule !== null) return { allowed: false, rule, setting: 'PROBE_ALLOWED_NETWORKS' };
      return ports(port, use)
        ? { allowed: true }
        : { allowed: false, rule: 'port', setting: 'PROBE_ALLOWED_PORTS' };
    },
  };
}

/** The address that traffic reaches: an IPv4 address inside an IPv6 form is judged by itself. */
function readAddress(text: string): Address | null {
  const bare = text.replace(/%.*$/, '');
  const valid = bare.includes(':') ? ipaddr.IPv6.isValid(bare) : ipaddr.IPv4.isValidFourPartDecimal(bare);
  return valid ? unwrapAddress(ipaddr.parse(bare)) : null;
}

function readNetwork(text: string): readonly [Address, number] {
  const trimmed = text.trim();
  // isValidCIDR() alone takes 10/8 for 0.0.0.10/8, as inet_aton did.
  const full = trimmed.includes(':') || /^\d+\.\d+\.\d+\.\d+\//.test(trimmed);
  if (full && ipaddr.isValidCIDR(trimmed)) return ipaddr.parseCIDR(trimmed);
  const alone = readAddress(trimmed);
  if (alone) return [alone, alone.kind() === 'ipv4' ? 32 : 128];
  throw new CodedError(
    'network-invalid',
    `"${text}" is not a network`,
    'Write address/prefix-length, for example 10.20.0.0/16 or fd00::/8.',
  );
}
