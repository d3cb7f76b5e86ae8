/** A TLS endpoint as the rest of the house uses it. */
export interface Endpoint {
  /** A-label, lower case, no trailing dot; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Path of the URL with its leading slash; '/' when none was given. */
  readonly path: string;
}
