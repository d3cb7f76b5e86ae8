import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contosoRoot } from './servers.js';

/** The organisation's root as PROBE_TRUST_ANCHORS takes it. */
export function writeTrustAnchors(): { readonly file: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-'));
  const file = path.join(folder, 'roots.pem');
  writeFileSync(file, contosoRoot.certPem);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
