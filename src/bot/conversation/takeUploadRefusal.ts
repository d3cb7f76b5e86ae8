import { uploadRefusals } from '../../base/uploadRefusal.js';
import type { UploadRefusedMark } from '../../handoff/spoken.js';
import { sayOfFile } from './sayOfFile.js';
import type { SupportTurn } from './supportTurn.js';

/** The channel did not take a message with files; it may have come again from elsewhere, so its value is doubted. */
export async function takeUploadRefusal(support: SupportTurn): Promise<void> {
  const { code, name } = (support.context.activity.value ?? {}) as { code?: unknown; name?: unknown };
  const known = uploadRefusals.find((refusal) => refusal === code);
  if (known === undefined) return;
  const channelData = { trustdesk: { kind: 'upload-refused', code: known } satisfies UploadRefusedMark };
  await sayOfFile(support, { code: known, name: typeof name === 'string' ? name : null }, channelData);
}
