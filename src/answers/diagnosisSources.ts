import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { Prospect } from '../diagnosis/prospect/prospect.js';
import type { SourceLists } from './parseSources.js';
import type { Source } from './source.js';

/** What the causes and the recommended fix of a diagnosis rest on, the first cause's first. */
export function diagnosisSources({ causes, resolutions }: Diagnosis, lists: SourceLists): readonly Source[] {
  const fix = resolutions.slice(0, 1).flatMap((code) => lists.resolutions[code]);
  return [...causes.flatMap((code) => lists.causes[code].slice(0, 2)), ...fix];
}

/** What the judgement of a certificate that is to be installed rests on: how names match, and what a CA must issue. */
export function prospectSources({ outcome }: Prospect, lists: SourceLists): readonly Source[] {
  const request = outcome === 'no' ? lists.topics['public-ca-limits'] : [];
  return [
    ...lists.topics['name-rules'].slice(0, 1),
    ...lists.resolutions['replace-certificate'].slice(0, 2),
    ...request,
  ];
}
