import type { Prospect } from '../diagnosis/prospect/prospect.js';
import type { ShownCertificate } from './diagnosisInput.js';

/** Everything an answer about a certificate that is to be installed is written from. */
export interface ProspectInput {
  readonly prospect: Prospect;
  readonly certificate: ShownCertificate;
  /** The name that the Router's URL holds; null when nobody told it. */
  readonly host: string | null;
  /** Names of the certificate that is there now, as describePresentedChain gives them; none when it was not seen. */
  readonly presentNames: readonly string[];
  /** ISO 8601 UTC: the day that dates and lifetimes are judged by. */
  readonly at: string;
}
