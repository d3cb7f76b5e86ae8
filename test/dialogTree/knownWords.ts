import type { TextResources } from '../../src/dialogTree/treeTexts.js';
import type { KnownWords } from '../../src/dialogTree/validate/rule.js';

/** What the sample trees may use. */
export const known: KnownWords = {
  families: ['trust-relationship'],
  findingCodes: ['self-signed', 'expired', 'blocked'],
  blockingFindings: [],
  verdicts: ['trusted', 'untrusted', 'unreachable'],
  shows: { diagnosis: [], topic: ['where-is-the-url', 'certificate-types'] },
  expects: ['endpoint', 'routerReport'],
  commands: ['human', 'help'],
  locales: ['en', 'fr'],
};

const routerKeys = [
  'ask',
  'askAgain',
  'dontKnow',
  'dontKnowSynonyms',
  'looking',
  'stillLooking',
  'reportAgain',
  'works',
  'again',
  'another',
  'menu',
  'human',
  'sure',
  'yes',
  'no',
  'hello',
  'bye',
];
const rootKeys = ['menu', 'router', 'help'];

function textsIn(locale: string): TextResources[string] {
  const texts = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, `${locale} ${key}`]));
  return {
    router: { ...texts(routerKeys), looking: `${locale} looking at {{endpoint}}` },
    root: texts(rootKeys),
  };
}

export const resources: TextResources = { en: textsIn('en'), fr: textsIn('fr') };
