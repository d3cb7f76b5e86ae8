import type { Certificate } from '../../certificates/certificate.js';
import type { TrustAnchors } from '../../certificates/trustAnchors.js';
import type { Diagnosis, ServerGeneration } from '../diagnosis.js';

/** Everything a judgement of a certificate that is to be installed rests on. */
export interface ProspectEvidence {
  /** The server's own certificate first, then those that came with it. */
  readonly certificates: readonly [Certificate, ...Certificate[]];
  /** The name that the Router's URL holds; null: not known, so names are not checked. */
  readonly host: string | null;
  readonly anchors: TrustAnchors;
  readonly exchange: ServerGeneration['exchange'];
  /** What a look at the server showed; null without one. */
  readonly present: PresentState | null;
  readonly at: Date;
}

export interface PresentState {
  readonly diagnosis: Diagnosis;
  /** The certificate that is there now; null when none was seen. */
  readonly leaf: Certificate | null;
  /** The others that the server sends, or that were fetched: they may close the new one's path too. */
  readonly others: readonly Certificate[];
}
