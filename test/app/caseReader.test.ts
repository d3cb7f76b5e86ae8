import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { locales } from '../../src/answers/locales.js';
import { makeCaseReader } from '../../src/app/caseReader.js';
import type { JsonObject } from '../../src/base/json.js';
import { silentLog } from '../../src/base/log.js';
import type { CaseState } from '../../src/handoff/case/caseState.js';
import { shippedKnowledge } from '../conversations/caseTalk.js';
import { request, standingOf } from '../handoff/caseFixtures.js';

const knowledge = shippedKnowledge();
const logged: string[] = [];
const log = { ...silentLog, error: (_fields: object, message: string) => logged.push(message) };
const reader = makeCaseReader(() => knowledge, log);

function look(name: string, startedAt: string): JsonObject {
  const [taken] = JSON.parse(readFileSync(`dialogs/recordings/looks/${name}.json`, 'utf8')) as [
    { readonly record: JsonObject },
  ];
  return { ...taken.record, startedAt };
}

const at = '2026-11-22T10:00:00.000Z';
let cases = 0;
function caseOf(facts: JsonObject): CaseState {
  cases += 1;
  return {
    ...{ caseId: `case-${cases}`, reference: 'TD-1', conversation: 'c', person: 'p', status: 'queued' },
    request: { ...request, family: 'trust-relationship', facts },
    standing: standingOf(),
    ...{ agent: null, holding: 0, openedAt: at, queuedAt: at, claimedAt: null, unansweredSince: at },
    ...{ remindedAt: null, endedAt: null, cause: null, outcome: 'unknown', mailAddress: null },
  };
}

const endpoint = {
  ...{
    typed: 'mail.contoso.com',
    url: 'https://mail.contoso.com/EWS/Exchange.asmx',
    host: 'mail.contoso.com',
  },
  ...{ isAddress: false, port: 443, path: '/EWS/Exchange.asmx', notes: [] },
};
const idsOf = (state: CaseState, later: readonly JsonObject[] = []) =>
  reader.summary(state, later, 'en').map(({ id }) => id);
const looksOf = (state: CaseState, later: readonly JsonObject[] = []) =>
  idsOf(state, later).filter((id) => id === 'look').length;

test('a case tells what was seen before it and since, and what ranks first', () => {
  const probe = look('self-signed', '2026-11-22T09:00:00.000Z');
  const previousProbe = look('expired', '2026-11-22T08:00:00.000Z');
  const state = caseOf({ errorText: 'the error', endpoint, probe, previousProbe });
  expect(reader.primary(state)).toBe('self-signed');
  expect(looksOf(state)).toBe(2);
  const later = look('good', '2026-11-22T11:00:00.000Z');
  expect(looksOf(state, [later])).toBe(3);
  const between = look('wrong-name', '2026-11-22T08:30:00.000Z');
  expect(looksOf(state, [between])).toBe(3);
  const elsewhere = (startedAt: string) => {
    const record = look('good', startedAt);
    return { ...record, endpoint: { ...(record['endpoint'] as JsonObject), host: 'other.contoso.com' } };
  };
  expect(looksOf(state, [elsewhere('2026-11-22T08:40:00.000Z')])).toBe(2);
  expect(looksOf(state, [elsewhere('2026-11-22T12:00:00.000Z')])).toBe(3);
  // The log holds the look of the facts as well.
  expect(looksOf(state, [probe, later])).toBe(3);
  const findings = reader.summary(state, [later], 'en').find(({ id }) => id === 'findings');
  expect(findings?.text).not.toContain('self-signed');
});

test('a case in which nothing was looked at yet', () => {
  const state = caseOf({});
  expect([reader.primary(state), idsOf(state)]).toEqual([null, ['error', 'place']]);
});

test('what is not read any more does not keep a case from being shown', () => {
  const state = caseOf({ endpoint: 'a text', probe: null, exchange: 7 });
  expect(idsOf(state)).toEqual(['error', 'place']);
  expect(logged).toHaveLength(1);
});

describe.each(locales)('%s', (locale) => {
  test('has a name for every cause and the words of every reply', () => {
    const causes = reader.causes(locale);
    expect(causes.at(-1)?.code).toBe('other');
    expect(new Set(causes.map(({ name }) => name)).size).toBe(causes.length);
    const replies = reader.replies(locale);
    expect(Object.keys(replies)).toEqual([...locales]);
    for (const list of Object.values(replies)) expect(list).toHaveLength(11);
  });
});
