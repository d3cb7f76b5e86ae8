import type { Check } from '../finding.js';
import { dateFinding } from './dateFinding.js';

/** The leaf, or a certificate above it that every path needs, begins in the future: of its clock, or of ours. */
export const checkNotYetValid: Check = (examination) => dateFinding('not-yet-valid', examination);
