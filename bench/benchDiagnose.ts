import tls from 'node:tls';
import { systemClock } from '../src/base/clock.js';
import { makeTrustAnchors } from '../src/certificates/trustAnchors.js';
import { diagnose } from '../src/diagnosis/diagnose.js';
import { probe } from '../src/probe/probe.js';
import { labServer } from '../test/lab/lab.js';
import { issue } from '../test/lab/pki.js';

/** One whole diagnosis of a loopback endpoint beside one bare handshake with it, in turns, in this process. */
export async function benchDiagnose(rounds: number): Promise<void> {
  const name = 'mail.contoso.com';
  const server = await labServer({ chain: [issue({ authority: 'self', cn: name, sans: [{ dns: name }] })] });
  const { port } = server;
  const anchors = makeTrustAnchors({ builtIn: () => tls.rootCertificates });
  const ways = [
    { name: 'bare tls.connect', run: () => handshake(port) },
    { name: 'diagnose, without HTTP headers', run: () => look(port, false) },
    { name: 'diagnose', run: () => look(port, true) },
  ];
  const times = ways.map((): number[] => []);
  for (let round = -20; round < rounds; round += 1) {
    for (const [index, { run }] of ways.entries()) {
      const begin = performance.now();
      await run();
      if (round >= 0) times[index]?.push(performance.now() - begin);
    }
  }
  await server.close();
  console.log('looks at a loopback endpoint      p50 ms   p99 ms   of the bare handshake');
  const bare = percentile(times[0] ?? [], 0.5);
  for (const [index, way] of ways.entries()) {
    const p50 = percentile(times[index] ?? [], 0.5);
    const p99 = percentile(times[index] ?? [], 0.99);
    console.log(
      `${way.name.padEnd(32)} ${p50.toFixed(2).padStart(7)} ${p99.toFixed(2).padStart(8)} ${(p50 / bare).toFixed(2).padStart(14)}`,
    );
  }

  async function look(onPort: number, http: boolean): Promise<void> {
    const resolve = async () => ['127.0.0.1'];
    const record = await probe(
      { typed: name, host: name, port: onPort, path: '/' },
      { policy: null, clock: systemClock, http, resolve },
    );
    const at = new Date(record.startedAt);
    const diagnosis = diagnose({ record, host: name, anchors, reported: null, pastedFamily: null, at });
    if (diagnosis.primary !== 'self-signed') throw new Error(`diagnosed ${diagnosis.primary}`);
  }
}

function handshake(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', servername: 'mail.contoso.com', rejectUnauthorized: false };
    const socket = tls.connect(options, () => {
      socket.destroy();
      resolve();
    });
    socket.on('error', reject);
  });
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
