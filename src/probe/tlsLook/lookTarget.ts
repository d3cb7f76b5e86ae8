import type { HelloVersion } from './clientHello.js';
import type { StartTlsProtocol } from './startTls.js';

/** Where one look goes. The address has passed the outbound policy and is connected to as it is. */
export interface LookTarget {
  readonly address: string;
  readonly port: number;
  /** SNI to send; null sends none. */
  readonly serverName: string | null;
  /** Ends the look whatever it is doing; the look then tells what it has. */
  readonly signal: AbortSignal;
  /** Milliseconds for the TCP connection alone. */
  readonly tcpTimeoutMs: number;
  /** The newest version that the raw hello offers; TLS 1.2 when absent. Node's own look takes no notice. */
  readonly newest?: HelloVersion;
  /** The protocol to begin in, before TLS; TLS at once when absent. */
  readonly startTls?: StartTlsProtocol;
  onConnect?(): void;
}
