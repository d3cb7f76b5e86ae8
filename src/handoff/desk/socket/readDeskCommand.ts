import { isJsonObject } from '../../../base/isJsonObject.js';
import type { JsonValue } from '../../../base/json.js';
import { parseJson } from '../../../channels/readJson.js';
import type { DeskCommand } from '../deskApi.js';

/** What a page sent; null for what is no command. */
export function readDeskCommand(frame: string): DeskCommand | null {
  const reading = parseJson(frame);
  if (!reading.ok || !isJsonObject(reading.value)) return null;
  const { type, caseId, afterSeq, afterEvent, seq } = reading.value;
  if (typeof caseId !== 'string' || caseId === '' || caseId.length > 64) return null;
  switch (type) {
    case 'watch':
      return isPosition(afterSeq) && isPosition(afterEvent) ? { type, caseId, afterSeq, afterEvent } : null;
    case 'read':
      return isPosition(seq) ? { type, caseId, seq } : null;
    case 'unwatch':
    case 'typing':
      return { type, caseId };
    default:
      return null;
  }
}

function isPosition(value: JsonValue | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
