import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { askedFor, findTakenLook, type TakenLook } from '../../src/app/takenLook.js';
import type { JsonObject } from '../../src/base/json.js';
import { maskSecrets } from '../../src/base/maskSecrets.js';
import type { RunProbe } from '../../src/bot/probeJobs.js';
import { makeTrustAnchors } from '../../src/certificates/trustAnchors.js';
import { comparableText } from '../../src/cli/dialogs/comparableText.js';
import { conversationDay } from '../../src/cli/dialogs/conversationClock.js';
import { type RecordedWorld, readRecordedWorld } from '../../src/cli/dialogs/recordedWorld.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { inspectRecord } from '../../src/diagnosis/inspectRecord.js';
import { toDiagnoseJson } from '../../src/diagnosis/toDiagnoseJson.js';
import type { ProbeRecord } from '../../src/probe/probeRecord.js';
import { reports } from './goldenReport.js';
import { certificates, contosoRoot } from './servers.js';

const folder = 'dialogs/recordings';

/** What a recorded world proves, without keys and times: two recordings of the same servers have the same. */
export interface WorldFacts {
  readonly looks: { readonly [server: string]: unknown };
  readonly certificates: { readonly [name: string]: unknown };
  readonly reports: { readonly [name: string]: unknown };
}

/** Keeps each look that the golden conversations take at a server of the lab. */
export class Recording {
  readonly #server: () => string | null;
  readonly #looks = new Map<string, TakenLook[]>();

  constructor(server: () => string | null) {
    this.#server = server;
  }

  readonly lookBy =
    (look: RunProbe): RunProbe =>
    async (request, onStep, signal) => {
      const server = this.#server();
      const record = await look(request, onStep, signal);
      if (server !== null) this.#keep(server, takenLook(request, record as unknown as ProbeRecord));
      return record;
    };

  /** Looks past the server are left out, and those that prove what another one proves already. */
  #keep(server: string, look: TakenLook): void {
    const past = ['dns-failure', 'blocked'].includes(look.record.failure?.code ?? '');
    const kept = this.#looks.get(server) ?? [];
    const known = findTakenLook(kept, look.request);
    if (past || (known !== null && proves(known, look))) return;
    this.#looks.set(server, [...kept, look]);
  }

  facts(): WorldFacts {
    return factsOf(this.#world());
  }

  /** Writes all of it: the keys of one recording belong together. */
  write(): void {
    rmSync(folder, { recursive: true, force: true });
    for (const inner of ['looks', 'certificates', 'reports'])
      mkdirSync(path.join(folder, inner), { recursive: true });
    const { anchors, looks, certificates, reports } = this.#world();
    writeFileSync(path.join(folder, 'anchors.pem'), anchors);
    for (const [name, taken] of looks) {
      writeFileSync(path.join(folder, 'looks', `${name}.json`), `${JSON.stringify(taken, null, 1)}\n`);
    }
    for (const [name, pem] of certificates)
      writeFileSync(path.join(folder, 'certificates', `${name}.pem`), pem);
    for (const [name, text] of reports) writeFileSync(path.join(folder, 'reports', `${name}.txt`), text);
  }

  #world(): RecordedWorld {
    return {
      anchors: contosoRoot.certPem,
      looks: this.#looks,
      certificates: new Map(Object.entries(certificates)),
      reports: new Map(Object.entries(reports)),
    };
  }
}

function takenLook(request: JsonObject, record: ProbeRecord): TakenLook {
  const ownWords = record.target === maskSecrets(String(request['typed']));
  return { request: askedFor(request), record: ownWords ? { ...record, target: '' } : record };
}

export function recordedFacts(): WorldFacts {
  if (!existsSync(folder)) return { looks: {}, certificates: {}, reports: {} };
  return factsOf(readRecordedWorld());
}

function proves(known: TakenLook, look: TakenLook): boolean {
  const same = JSON.stringify(known.request) === JSON.stringify(look.request);
  return (
    same ||
    JSON.stringify(factsOfRecord(known.record, contosoRoot.certPem)) ===
      JSON.stringify(factsOfRecord(look.record, contosoRoot.certPem))
  );
}

function factsOf({ anchors, looks, certificates, reports }: RecordedWorld): WorldFacts {
  const sorted = <Value>(entries: ReadonlyMap<string, Value>, facts: (value: Value) => unknown) =>
    Object.fromEntries(
      [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, facts(value)]),
    );
  return {
    looks: sorted(looks, (taken) =>
      taken.map(({ request, record }) => ({ request, ...factsOfRecord(record, anchors) })),
    ),
    certificates: sorted(certificates, (pem) =>
      factsOfRecord(inspectRecord('', pemChain(pem), null, conversationDay), anchors),
    ),
    reports: sorted(reports, reportWithoutKeys),
  };
}

/** An endpoint's port is left out: the servers answer on every one. */
function factsOfRecord(record: ProbeRecord, anchors: string): object {
  const { host } = record.endpoint;
  const diagnosis = diagnose({
    ...{ record, host: host || null, anchors: makeTrustAnchors({ added: [anchors] }), at: conversationDay },
    ...{ reported: null, pastedFamily: null },
  });
  const { timings: _, target: __, endpoint: ___, ...facts } = toDiagnoseJson('', record, diagnosis);
  const { tls: handshake, addresses, startTls = null, triedNames = [], fetched = null } = record;
  const shown = {
    host,
    ...facts,
    handshake,
    addresses,
    startTls,
    triedNames,
    revocation: fetched?.revocation ?? [],
  };
  return JSON.parse(withoutKeys(JSON.stringify(shown)));
}

function withoutKeys(json: string): string {
  return comparableText(json).replaceAll(/\b[0-9A-F]{2}(:[0-9A-F]{2}){19,31}\b/g, '<FINGERPRINT>');
}

function pemChain(pem: string): readonly { readonly der: Buffer }[] {
  return [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END/g)].map(([, base64 = '']) => ({
    der: Buffer.from(base64, 'base64'),
  }));
}

/** Without certificates, whole or cut off, and what names one. */
function reportWithoutKeys(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => !/^[A-Za-z0-9+/=]+$/.test(line));
  return lines.join('\n').replaceAll(/\b[0-9A-Fa-f]{16,}\b/g, '<KEY>');
}
