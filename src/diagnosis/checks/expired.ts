import type { Check } from '../finding.js';
import { dateFinding } from './dateFinding.js';

/** The leaf, or a certificate above it that every path needs, is past its end. */
export const checkExpired: Check = (examination) => dateFinding('expired', examination);
