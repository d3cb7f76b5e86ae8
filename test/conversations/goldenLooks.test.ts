import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runProbe } from '../../src/app/runProbe.js';
import { readSettings } from '../../src/app/settings.js';
import { silentLog } from '../../src/base/log.js';
import { parseEndpoint } from '../../src/base/parseEndpoint.js';
import { makeTrustAnchors } from '../../src/certificates/trustAnchors.js';
import { comparableText } from '../../src/cli/dialogs/comparableText.js';
import { conversationDay } from '../../src/cli/dialogs/conversationClock.js';
import type { RecordedLook } from '../../src/cli/dialogs/recordedLook.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { toDiagnoseJson } from '../../src/diagnosis/toDiagnoseJson.js';
import { makeOutboundPolicy } from '../../src/probe/outboundPolicy.js';
import type { ProbeRecord } from '../../src/probe/probeRecord.js';
import { makeLabBackend } from './labBackend.js';
import { contosoRoot, lookedAt, type ServerName, servers } from './servers.js';

/** `npm run golden` records the looks that are missing, and those whose server shows something else by now. */
const update = process.env['UPDATE_GOLDEN'] === '1';
const folder = 'dialogs/looks';
const names = Object.keys(servers) as ServerName[];
const backend = makeLabBackend();
const clock = { now: () => conversationDay };
const anchors = [contosoRoot.der.toString('base64')];

const look = runProbe(
  readSettings({ PROBE_TIMEOUT_MS: '1000' }),
  makeOutboundPolicy({
    allowedNetworks: ['127.0.0.0/8'],
    allowedPorts: [[1024, 65_535]],
    privateRangesAllowed: false,
    ownAddresses: [],
  }),
  anchorSet(anchors),
  { clock, log: silentLog, connectTo: backend.connectTo, resolve: backend.resolve },
);

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
});
afterAll(() => backend.close());

test.each(names)('the recorded look at "%s" proves what its server shows', async (name) => {
  const records: ProbeRecord[] = [];
  for (const url of lookedAt(name)) records.push(await lookAt(name, url));
  const seen: RecordedLook = { anchors, records };
  const recorded = readLook(name);
  if (update && (recorded === null || comparableLook(recorded) !== comparableLook(seen)))
    writeLook(name, seen);
  else expect(recorded && comparableLook(recorded)).toEqual(comparableLook(seen));
});

test('there is no look at a server that is no more', () => {
  const strays = readdirSync(folder).filter(
    (file) => !names.includes(path.basename(file, '.json') as ServerName),
  );
  if (update) for (const file of strays) rmSync(path.join(folder, file));
  else expect(strays).toEqual([]);
});

async function lookAt(name: ServerName, url: string): Promise<ProbeRecord> {
  const reading = parseEndpoint(url);
  if (!reading.ok) throw new Error(`${url} is no endpoint`);
  await backend.answerBy(name);
  const { host, port, path: urlPath } = reading.endpoint;
  const request = { typed: url, host, port, path: urlPath };
  return (await look(request, () => {}, new AbortController().signal)) as unknown as ProbeRecord;
}

function readLook(name: ServerName): RecordedLook | null {
  const file = path.join(folder, `${name}.json`);
  return readdirSync(folder).includes(`${name}.json`) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function writeLook(name: ServerName, seen: RecordedLook): void {
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(seen, null, 1)}\n`);
}

/** What a look proves, without keys and times. */
function comparableLook({ anchors, records }: RecordedLook): string {
  const shown = records.map((record) => {
    const diagnosis = diagnose({
      ...{ record, host: record.endpoint.host, anchors: anchorSet(anchors), at: conversationDay },
      ...{ reported: null, pastedFamily: null },
    });
    const { timings: _, ...facts } = toDiagnoseJson(record.target, record, diagnosis);
    const { tls: handshake, addresses, startTls = null, triedNames = [], fetched = null } = record;
    return { ...facts, handshake, addresses, startTls, triedNames, revocation: fetched?.revocation ?? [] };
  });
  return comparableText(JSON.stringify(shown, null, 1)).replaceAll(
    /\b[0-9A-F]{2}(:[0-9A-F]{2}){19,31}\b/g,
    '<FINGERPRINT>',
  );
}

function anchorSet(ders: readonly string[]) {
  const pems = ders.map((der) => `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`);
  return makeTrustAnchors({ builtIn: () => tls.rootCertificates, added: pems });
}
