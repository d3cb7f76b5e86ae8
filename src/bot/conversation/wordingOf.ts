import type { CaseWording } from '../../answers/familyTexts.js';
import type { CaseFacts } from './caseFacts.js';

/** Which wording of the texts a case gets. */
export function wordingOf({ family, errorDetail }: CaseFacts): CaseWording {
  return { family: family ?? null, detail: errorDetail ?? null };
}
