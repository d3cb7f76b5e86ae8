const internalSuffix = /\.(?:local|lan|corp|internal|intranet|home|home\.arpa|localdomain)$/i;

/** Whether a host name is one that only its own network knows: a single label, or under a suffix that no public zone has. */
export function isInternalName(host: string): boolean {
  return !host.includes('.') || internalSuffix.test(host);
}
