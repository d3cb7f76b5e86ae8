import { randomBytes } from 'node:crypto';
import type { Clock } from '../base/clock.js';
import { type FileLinks, makeFileLinks } from '../handoff/desk/files/fileLinks.js';
import type { Storage } from '../storage/storage.js';
import type { Settings } from './settingsSpec.js';

/** Links to kept files, for whoever has no session here; those of earlier processes hold as well. */
export async function openFileLinks(
  { PUBLIC_URL }: Settings,
  storage: Pick<Storage, 'keepSecret'>,
  clock: Clock,
): Promise<FileLinks> {
  const secret = await storage.keepSecret('file-links', randomBytes(32).toString('base64url'));
  return makeFileLinks({ secret, publicUrl: PUBLIC_URL, clock });
}
