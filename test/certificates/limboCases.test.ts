import { expect, test } from '@jest/globals';
import { judgeLimboCase } from '../../scripts/judgeLimboCase.js';
import { type LimboCase, readLimboCases } from '../../scripts/limboCase.js';
import { type AltName, issue, makeAuthority } from '../lab/pki.js';

const now = new Date('2026-06-01T00:00:00Z');
const years = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
const ec = { keyType: 'ec', ...years } as const;
const host = 'mail.contoso.com';
const root = makeAuthority({ cn: 'Limbo Root', ...ec });

type Constraints = NonNullable<Parameters<typeof makeAuthority>[0]['nameConstraints']>;

function constrained(
  nameConstraints: Constraints,
  sans: readonly AltName[],
  more: Partial<LimboCase> = {},
): LimboCase {
  const middle = makeAuthority({ cn: 'Limbo Issuing', issuer: root, ...ec, nameConstraints });
  return {
    id: 'nc::case',
    description: '',
    trusted_certs: [root.certPem],
    untrusted_intermediates: [middle.certPem],
    peer_certificate: issue({ authority: middle, cn: host, sans, ...ec }).certPem,
    validation_time: null,
    expected_result: 'FAILURE',
    expected_peer_name: { kind: 'DNS', value: host },
    ...more,
  };
}

const own = { dns: host };
const star = { dns: '*.contoso.com' };

test.each<[string, Constraints, readonly AltName[]]>([
  ['another host permitted', { permitted: [{ dns: 'fabrikam.com' }] }, [own]],
  ['the host excluded', { excluded: [{ dns: host }] }, [own]],
  ['a wildcard that would stand for the excluded host', { excluded: [{ dns: 'owa.contoso.com' }] }, [star]],
  ['a name with an empty label', { permitted: [{ dns: 'contoso.com' }] }, [own, { dns: '.contoso.com' }]],
  ['lists without a subtree', { permitted: [], excluded: [] }, [own]],
  ['neither list', {}, [own]],
])('refuses %s', (_, constraints, sans) => {
  const { agreement, because } = judgeLimboCase(constrained(constraints, sans), now);
  expect(agreement).toBe('agree');
  expect(because.join()).toContain('chain-invalid');
});

test.each<[string, Constraints, readonly AltName[]]>([
  [
    'a wildcard beside an excluded host of another parent',
    { excluded: [{ dns: 'a.owa.contoso.com' }] },
    [star],
  ],
  ['a leading dot, which many authorities write', { permitted: [{ dns: '.contoso.com' }] }, [own]],
])('accepts %s', (_, constraints, sans) => {
  const limboCase = constrained(constraints, sans, { expected_result: 'SUCCESS' });
  expect(judgeLimboCase(limboCase, now)).toEqual({ agreement: 'agree', because: [] });
});

test('says which way a case differs, and takes the time of the case', () => {
  const limboCase = constrained({ permitted: [own] }, [own]);
  expect(judgeLimboCase(limboCase, now).agreement).toBe('wrongly accepted');
  const later = { validation_time: '2040-01-01T00:00:00Z', expected_result: 'SUCCESS' } as const;
  expect(judgeLimboCase({ ...limboCase, ...later }, now)).toMatchObject({ agreement: 'wrongly rejected' });
});

test('a file of another kind is refused', () => {
  expect(readLimboCases('{"testcases":[]}')).toEqual([]);
  expect(() => readLimboCases('{}')).toThrow(TypeError);
});
