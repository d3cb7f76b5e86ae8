import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { SourceLists } from './parseSources.js';
import type { Source } from './source.js';

/** What the causes and the recommended fix of a diagnosis rest on, the first cause's first. */
export function diagnosisSources({ causes, resolutions }: Diagnosis, lists: SourceLists): readonly Source[] {
  const fix = resolutions.slice(0, 1).flatMap((code) => lists.resolutions[code]);
  return [...causes.flatMap((code) => lists.causes[code].slice(0, 2)), ...fix];
}
