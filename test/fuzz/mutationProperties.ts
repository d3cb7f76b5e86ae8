import fc from 'fast-check';
import { derChild, derChildren, derTag, readDer } from '../../src/certificates/derReader.js';
import { describeCertificate } from '../../src/certificates/describeCertificate.js';
import { parseCertificate } from '../../src/certificates/parseCertificate.js';
import { readCertificateFile } from '../../src/certificates/readCertificateFile.js';
import { readPkcs7File, readPkcs12File } from '../../src/certificates/readContainer.js';
import { makeTrustAnchors } from '../../src/certificates/trustAnchors.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { inspectRecord } from '../../src/diagnosis/inspectRecord.js';
import { toDiagnoseJson } from '../../src/diagnosis/toDiagnoseJson.js';
import { FlightReader } from '../../src/probe/tlsLook/flightReader.js';
import { pkcs7Of } from '../lab/containers.js';
import { endlessPkcs7Of } from '../lab/endlessContainer.js';
import { pkcs12Of } from '../lab/pkcs12.js';
import { chainPem, issue, makeAuthority } from '../lab/pki.js';
import { alertRecord, certificateRequest, flight, inRecords, serverHello } from '../lab/tlsRecords.js';
import { type Mutation, mutate, mutations } from './mutate.js';

/** One run: throws, or takes too long, when something is wrong. */
export interface MutationProperty {
  readonly name: string;
  /** Of all runs, in hundredths. */
  readonly share: number;
  readonly property: fc.IProperty<[number, readonly Mutation[]]>;
}

const host = 'mail.contoso.com';
const years = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
const at = new Date('2026-06-01T00:00:00Z');
const root = makeAuthority({ cn: 'Contoso Root CA', ...years });
const middle = makeAuthority({
  cn: 'Contoso Issuing CA',
  issuer: root,
  keyType: 'ec',
  pathLen: 0,
  nameConstraints: {
    permitted: [{ dns: 'contoso.com' }, { ip: '10.0.0.0/8' }],
    excluded: [{ email: 'x.com' }],
  },
  ...years,
});
const rich = {
  cn: host,
  sans: [{ dns: host }, { dns: '*.contoso.com' }, { ip: '10.0.0.5' }, { uri: 'https://contoso.com/' }],
  aia: { caIssuers: ['http://pki.contoso.com/a.cer'], ocsp: ['http://ocsp.contoso.com'] },
  crlUrls: ['http://pki.contoso.com/a.crl'],
  ...years,
};
const leaves = [
  issue({ ...rich, authority: middle, keyType: 'ec' }),
  issue({ ...rich, authority: middle }),
  issue({ ...rich, authority: middle, keyType: 'ed25519' }),
  issue({ ...rich, authority: 'self', keyType: 'rsa-pss' }),
];
const chains = leaves.map((leaf) => [leaf.der, middle.der]);
const anchors = makeTrustAnchors({ added: [root.certPem] });
const originals = new Set(chains.flat().map(signedPart));

function signedPart(der: Buffer): string {
  return derChild(derChildren(readDer(der)), 0, derTag.sequence).whole.toString('base64');
}

/** No run may compute this long, ms. The clock on the wall would blame a run for what else the machine does. */
const patience = 2000;

function timed(run: () => void): void {
  // A collection of the whole process's garbage falls into one measure; a run that computes for long does so again.
  const took = computed(run) > patience ? computed(run) : 0;
  if (took > patience) throw new Error(`computed for ${Math.round(took)} ms`);
}

/** CPU time, ms. */
function computed(run: () => void): number {
  const begin = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

function property(run: (pick: number, changes: readonly Mutation[]) => void) {
  return fc.property(fc.nat(1000), mutations, (pick, changes) => timed(() => run(pick, changes)));
}

function pickOf<T>(list: readonly T[], pick: number): T {
  const one = list[pick % list.length];
  if (one === undefined) throw new Error('an empty list');
  return one;
}

/** Whatever stands in the certificates, they are judged, and none is trusted whose signed part was touched. */
const certificates = property((pick, changes) => {
  const chain = pickOf(chains, pick).map((der, index) =>
    index === (pick >> 2) % 2 ? mutate(der, changes) : der,
  );
  const record = inspectRecord(
    'fuzz',
    chain.map((der) => ({ der })),
    host,
    at,
  );
  const diagnosis = diagnose({ record, host, anchors, reported: null, pastedFamily: null, at });
  const json = toDiagnoseJson('fuzz', record, diagnosis);
  JSON.stringify(json);
  const touched = chain.some((der) => {
    const reading = parseCertificate(der);
    if (reading.ok) describeCertificate(reading.certificate);
    return !reading.ok || !originals.has(signedPart(reading.certificate.der));
  });
  if (touched && diagnosis.verdict === 'trusted') throw new Error('a touched certificate is trusted');
});

const flights = [0x0301, 0x0303] as const;
const recorded: readonly Buffer[] = [
  ...flights.map((version) => flight(version, 0xc02f, pickOf(chains, 0))),
  inRecords(0x0303, [serverHello(0x0303, 0xc02f), certificateRequest]),
  alertRecord(40),
  Buffer.from('220 mail.contoso.com ESMTP ready\r\n'),
];

/** Reading ends or waits for more, and holds no more than it was given. */
const tlsRecords = property((pick, changes) => {
  const bytes = mutate(pickOf(recorded, pick), changes);
  const size = [bytes.length, 1460, 97][pick % 3] || 1;
  const reader = new FlightReader();
  for (let from = 0; from < bytes.length; from += size) reader.push(bytes.subarray(from, from + size));
  const { certificates: sent, receivedBytes } = reader.flight();
  const held = sent.reduce((sum, der) => sum + der.length, 0);
  if (held > bytes.length || receivedBytes > bytes.length) throw new Error('more is held than came');
  for (const der of sent) parseCertificate(der);
});

const ders = [...pickOf(chains, 1), root.der];
const files: readonly Buffer[] = [
  Buffer.from(chainPem(middle, root)),
  pkcs7Of(ders),
  endlessPkcs7Of(ders),
  // Without encryption: else a changed count of iterations would be waited for.
  pkcs12Of({ certificates: ders, withKeyOf: ders[0] ?? root.der, password: '', scheme: 'plain', mac: false }),
];

const fileReaders = property((pick, changes) => {
  const bytes = mutate(pickOf(files, pick), changes);
  const reading = readCertificateFile(bytes);
  if (reading.ok || reading.problem !== 'container') return;
  if (reading.kind === 'pkcs7') readPkcs7File(reading.bytes);
  else readPkcs12File(reading.bytes, '');
});

export const mutationProperties: readonly MutationProperty[] = [
  { name: 'certificates', share: 30, property: certificates },
  { name: 'TLS records', share: 50, property: tlsRecords },
  { name: 'certificate files', share: 20, property: fileReaders },
];
