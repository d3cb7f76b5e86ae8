import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeTrustAnchors } from '../src/certificates/trustAnchors.js';
import { lookWays } from './lookWays.js';
import { manyAtOnce } from './manyAtOnce.js';
import { processWays } from './processWays.js';
import { startEndpoints } from './startEndpoints.js';
import { heading, measure } from './wayTimes.js';

/** Looks at loopback endpoints beside bare handshakes with them: as functions, as processes, and many at once. */
export async function benchProbe(rounds: number): Promise<void> {
  const { ports, rootPem, stop, ...pointing } = await startEndpoints(200);
  const [port = 0] = ports;
  const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-bench-'));
  const rootFile = path.join(folder, 'root.pem');
  writeFileSync(rootFile, rootPem);
  const anchors = makeTrustAnchors({ added: [rootPem] });
  console.log(heading('one endpoint, as functions', 'of the bare handshake'));
  await measure(lookWays(port, pointing, anchors), rounds);
  console.log('');
  console.log(heading('one endpoint, as processes', 'of node -e'));
  await measure(processWays(port, rootFile), Math.ceil(rounds / 20));
  console.log('');
  await manyAtOnce(ports, anchors);
  await stop();
  rmSync(folder, { recursive: true });
}
