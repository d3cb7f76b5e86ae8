import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { compareDiagnoses } from '../../src/diagnosis/compareDiagnoses.js';
import { findingCodes } from '../../src/diagnosis/diagnosis.js';
import { inspectRecord } from '../../src/diagnosis/inspectRecord.js';
import { toDiagnoseJson } from '../../src/diagnosis/toDiagnoseJson.js';
import { noAnchors, ownAnchors } from '../certificates/readIssued.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { at, blocking, failureOf, host, judge, recordOf } from './evidence.js';

const schema = JSON.parse(readFileSync('src/diagnosis/diagnoseOutput.schema.json', 'utf8'));
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

const dates = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') };
const root = makeAuthority({
  cn: 'Contoso Root CA',
  keyType: 'ec',
  notBefore: new Date('2020-01-01T00:00:00Z'),
});
const leaf = issue({ authority: root, cn: host, sans: [{ dns: host }, { ip: '10.0.0.5' }], ...dates });

const keys =
  'target verdict primary findings policyErrors chainStatus endpoint server presentedChain timings'.split(
    ' ',
  );

test('every field is there, in the order of the contract', () => {
  const record = recordOf([leaf, root]);
  const line = toDiagnoseJson('https://mail.contoso.com/', record, judge(record, ownAnchors(root)));
  expect(Object.keys(line)).toEqual(keys);
  expect(line).toMatchObject({
    target: 'https://mail.contoso.com/',
    verdict: 'trusted',
    primary: null,
    endpoint: { host, port: 443, address: '10.0.0.5', sni: host },
    server: null,
    timings: { dns: 1, tcp: 1, tls: 3, total: 5 },
  });
  expect(line.presentedChain[0]).toEqual({
    subject: `CN=${host}`,
    issuer: 'CN=Contoso Root CA',
    sans: [`DNS:${host}`, 'IP:10.0.0.5'],
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    fingerprint256: expect.stringMatching(/^[0-9A-F:]{95}$/),
    key: { type: 'rsa', bits: 2048 },
    signature: 'ecdsa-with-SHA256',
  });
  expect(line.presentedChain[1]?.key).toEqual({ type: 'ec', curve: 'prime256v1' });
});

test('the headers are printed with what they hint at', () => {
  const server = {
    status: 401,
    server: 'Microsoft-IIS/7.5',
    owaVersion: '14.3.123.4',
    feServer: null,
    authenticate: ['NTLM'],
    location: null,
  };
  const record = recordOf([leaf], { server });
  const line = toDiagnoseJson(host, record, judge(record));
  expect(line.server).toMatchObject({
    ...server,
    exchange: '2010',
    update: 'SP3',
    build: '14.3.123.4',
    certificatePages: null,
    windows: '2008r2',
    supportEnded: { exchange: '2020-10-13', windows: '2020-01-14' },
  });
  expect(validate(JSON.parse(JSON.stringify(line)))).toBe(true);
});

test('a file is judged like an endpoint, without one', () => {
  const record = inspectRecord('mail.pem', [leaf, root], null, at);
  const diagnosis = judge(record, noAnchors, { host: null });
  expect(blocking(diagnosis)).toEqual(['untrusted-root']);
  const line = toDiagnoseJson('mail.pem', record, diagnosis);
  expect(line).toMatchObject({ endpoint: { host: null, port: null, address: null, sni: null }, timings: {} });
  expect(validate(JSON.parse(JSON.stringify(line)))).toBe(true);
});

test('the schema knows every finding code and refuses what is not in the contract', () => {
  expect(schema.definitions.findingCode.enum).toEqual([...findingCodes]);
  const record = recordOf([], failureOf('refused'));
  const line = toDiagnoseJson(host, record, judge(record));
  expect(validate({ ...line, extra: 1 })).toBe(false);
  const { timings: _, ...short } = line;
  expect(validate(short)).toBe(false);
});

test('mutated certificates give a valid line and never throw', () => {
  const bytes = fc.uint8Array({ minLength: 0, maxLength: 40 });
  const edit = fc.tuple(fc.nat(leaf.der.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), bytes, (edits, noise) => {
      const mutated = Buffer.from(leaf.der);
      for (const [place, value] of edits) mutated[place] = value;
      const record = recordOf([{ der: mutated }, { der: Buffer.from(noise) }, root]);
      const line = toDiagnoseJson(host, record, judge(record, ownAnchors(root)));
      if (!validate(JSON.parse(JSON.stringify(line)))) throw new Error(JSON.stringify(validate.errors));
      // A changed byte is a broken signature, or a certificate of which nothing is usable.
      expect(mutated.equals(leaf.der) || line.verdict !== 'trusted').toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a second look tells what is fixed, what remains and what is new', () => {
  const before = judge(recordOf([issue({ authority: 'self', cn: 'ex01', keyType: 'ec', ...dates })]));
  const after = judge(
    recordOf([
      issue({ authority: 'self', cn: host, sans: [{ dns: host }], keyType: 'ec', ...dates, notAfter: at }),
    ]),
  );
  expect(compareDiagnoses(before, after)).toEqual({
    fixed: ['name-mismatch', 'no-san'],
    remaining: ['self-signed'],
    appeared: ['expires-soon'],
  });
});
