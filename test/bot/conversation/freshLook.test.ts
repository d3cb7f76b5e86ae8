import { expect, test } from '@jest/globals';
import type { CaseFacts } from '../../../src/bot/conversation/caseFacts.js';
import { hasEvidence, isOutdated } from '../../../src/bot/conversation/freshLook.js';
import type { EvidenceUse } from '../../../src/dialogTree/dialogServices.js';
import { shippedKnowledge } from '../../conversations/caseTalk.js';
import { recordOf } from '../../diagnosis/evidence.js';

const { procedures } = shippedKnowledge();
const startedAt = '2026-11-22T10:00:00.000Z';
const facts: CaseFacts = {
  probe: recordOf([], { startedAt }),
  endpoint: {
    ...{ typed: 'a.b', url: 'https://a.b/', host: 'a.b', port: 443, path: '/' },
    isAddress: false,
    notes: [],
  },
};
const after = (minutes: number) => ({
  procedures,
  now: new Date(Date.parse(startedAt) + minutes * 60_000),
});
const show = (name: string, of: string | null = null): EvidenceUse => ({ show: name, of });

test.each<[boolean, string, EvidenceUse]>([
  [true, 'the findings', { findings: true }],
  [true, 'what the HTTP answer was', { facts: ['family', 'http'] }],
  [false, 'what the person told', { facts: ['exchange', 'endpoint'] }],
  [true, 'the diagnosis', show('diagnosis')],
  [true, 'the details', show('details')],
  [true, 'the text for a colleague', show('colleague')],
  [true, 'commands with the names and the thumbprint seen', show('procedure', 'request-certificate-2010')],
  [false, 'commands with the host alone', show('procedure', 'open-firewall')],
  [false, 'a procedure that is none', show('procedure', 'nothing')],
  [false, 'a topic', show('topic', 'symptom')],
])('%s: %s after sixteen minutes', (outdated, _what, use) => {
  expect(isOutdated(use, facts, after(16))).toBe(outdated);
  expect(isOutdated(use, facts, after(15))).toBe(false);
});

test('what was never looked at is not outdated, nor what a clock puts into the future', () => {
  expect(isOutdated({ findings: true }, {}, after(60))).toBe(false);
  expect(isOutdated({ findings: true }, { probe: facts.probe ?? null }, after(60))).toBe(false);
  expect(isOutdated({ findings: true }, facts, after(-60))).toBe(false);
});

test('a diagnosis needs a look, steps and topics need none', () => {
  expect(hasEvidence(show('diagnosis'), {})).toBe(false);
  expect(hasEvidence(show('diagnosis'), facts)).toBe(true);
  expect(hasEvidence(show('procedure', 'open-firewall'), {})).toBe(true);
  expect(hasEvidence({ findings: true }, {})).toBe(true);
});
