import type { Check } from '../finding.js';
import { checkChainInvalid } from './chainInvalid.js';
import { checkConnection } from './connectionFailure.js';
import { checkDeprecatedTls } from './deprecatedTls.js';
import { checkEndpointsDiffer } from './endpointsDiffer.js';
import { checkExpired } from './expired.js';
import { checkExpiresSoon } from './expiresSoon.js';
import { checkIncompleteChain } from './incompleteChain.js';
import { checkInterception } from './interception.js';
import { checkNameMismatch } from './nameMismatch.js';
import { checkNoSan } from './noSan.js';
import { checkNotYetValid } from './notYetValid.js';
import { checkPublicLifetime } from './publicLifetime.js';
import { checkRevoked } from './revoked.js';
import { checkSelfSigned } from './selfSigned.js';
import { checkSniDependent } from './sniDependent.js';
import { checkTlsVersion } from './tlsVersion.js';
import { checkUntrustedRoot } from './untrustedRoot.js';
import { checkWeakKey } from './weakKey.js';
import { checkWeakSignature } from './weakSignature.js';
import { checkWrongEku } from './wrongEku.js';

/** Every check runs on every examination; the order here means nothing, ranking.ts decides it. */
export const allChecks: readonly Check[] = [
  checkConnection,
  checkTlsVersion,
  checkDeprecatedTls,
  checkNameMismatch,
  checkSelfSigned,
  checkUntrustedRoot,
  checkIncompleteChain,
  checkChainInvalid,
  checkExpired,
  checkNotYetValid,
  checkRevoked,
  checkWrongEku,
  checkWeakSignature,
  checkWeakKey,
  checkExpiresSoon,
  checkNoSan,
  checkSniDependent,
  checkEndpointsDiffer,
  checkInterception,
  checkPublicLifetime,
];
