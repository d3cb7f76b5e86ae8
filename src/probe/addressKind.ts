import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.parse>;

/** What a server must not be sent to by a stranger, in the order of the checks. */
export type RefusedKind =
  | 'metadata'
  | 'loopback'
  | 'link-local'
  | 'multicast'
  | 'unspecified'
  | 'broadcast'
  | 'reserved';

/** Cloud platforms answer these with the machine's own credentials (AWS, Azure, Google; Azure's WireServer). */
const metadataAddresses = new Set(['169.254.169.254', '168.63.129.16', 'fd00:ec2::254']);

const kinds: Readonly<Record<string, RefusedKind | 'private' | 'public'>> = {
  unicast: 'public',
  loopback: 'loopback',
  linkLocal: 'link-local',
  multicast: 'multicast',
  unspecified: 'unspecified',
  broadcast: 'broadcast',
  private: 'private',
  carrierGradeNat: 'private',
  uniqueLocal: 'private',
};

/** Sorts an address that unwrapAddress() has seen; every range with a special purpose (IANA) is `reserved`. */
export function addressKind(address: Address): RefusedKind | 'private' | 'public' {
  if (metadataAddresses.has(address.toString())) return 'metadata';
  return kinds[address.range()] ?? 'reserved';
}

/**
 * The IPv4 address inside an IPv4-mapped, IPv4-compatible, NAT64 (64:ff9b::/96) or 6to4 address, since traffic to
 * them ends there; any other address as it is.
 */
export function unwrapAddress(address: Address): Address {
  if (!(address instanceof ipaddr.IPv6)) return address;
  const bytes = address.toByteArray();
  if (address.isIPv4MappedAddress() || isNat64(bytes)) return new ipaddr.IPv4(bytes.slice(12));
  if (address.range() === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6));
  // ::a.b.c.d (RFC 4291 §2.5.5.1, deprecated); :: and ::1 are addresses of their own.
  const compatible =
    bytes.slice(0, 12).every((byte) => byte === 0) && bytes.slice(12, 15).some((byte) => byte !== 0);
  return compatible ? new ipaddr.IPv4(bytes.slice(12)) : address;
}

function isNat64(bytes: readonly number[]): boolean {
  return [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0].every((byte, index) => bytes[index] === byte);
}
