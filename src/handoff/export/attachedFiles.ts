import { attachmentIdOf } from '../../base/attachmentUrl.js';
import type { LogEntry } from '../../storage/storage.js';
import { attachmentsOf } from '../transcript/timelineEntry.js';

/** Ids of the files of this entry that we keep, or have kept. */
export function attachedFiles({ activity }: LogEntry): readonly string[] {
  return attachmentsOf(activity).flatMap(({ contentUrl }) =>
    typeof contentUrl === 'string' ? (attachmentIdOf(contentUrl) ?? []) : [],
  );
}
