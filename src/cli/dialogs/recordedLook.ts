import path from 'node:path';
import { readLookFiles, type TextFile } from '../../app/knowledgeFiles.js';
import type { ProbeRecord } from '../../probe/probeRecord.js';

/** What one server of the conversations showed, once for each way in which conversations look at it. */
export interface RecordedLook {
  /** The roots of Contoso's own at the time of the recording: DER, base64. */
  readonly anchors: readonly string[];
  readonly records: readonly ProbeRecord[];
}

/** By the names that a conversation's `server` may have. */
export type RecordedLooks = ReadonlyMap<string, RecordedLook>;

/** The looks that come with the product. */
export function readRecordedLooks(files: readonly TextFile[] = readLookFiles()): RecordedLooks {
  return new Map(
    files.map(({ file, text }) => [path.basename(file, '.json'), JSON.parse(text) as RecordedLook]),
  );
}

/** All the roots, as PROBE_TRUST_ANCHORS takes them. */
export function anchorsOf(looks: RecordedLooks): string {
  const anchors = new Set([...looks.values()].flatMap((look) => look.anchors));
  return [...anchors]
    .map(
      (der) =>
        `-----BEGIN CERTIFICATE-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`,
    )
    .join('');
}
