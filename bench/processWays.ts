import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endpointName } from './lookWays.js';
import type { Way } from './wayTimes.js';

const bareConnect = (port: number): string =>
  `require('node:tls').connect({ port: ${port}, host: '127.0.0.1', servername: '${endpointName}', rejectUnauthorized: false }, function () { this.destroy(); })`;

/** Tools that look at one endpoint, each as a process; `node -e` with a bare handshake is the first. */
export function processWays(port: number, rootFile: string): readonly Way[] {
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  const to = `${endpointName}:443:127.0.0.1:${port}`;
  const diagnose = ['diagnose', endpointName, '--json', '--trust-anchors', rootFile, '--connect-to', to];
  const openssl = ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', endpointName];
  const ways = [
    way('node -e, bare tls.connect', process.execPath, ['-e', bareConnect(port)]),
    way('node dist/cli.js diagnose --json', process.execPath, [cli, ...diagnose]),
    way('openssl s_client -verify_hostname', 'openssl', [
      ...openssl,
      ...['-verify_hostname', endpointName, '-CAfile', rootFile],
    ]),
    way('sslscan', 'sslscan', ['--no-colour', `--sni-name=${endpointName}`, `127.0.0.1:${port}`]),
  ];
  return ways.filter(({ name, command }) => {
    const there = isInstalled(command);
    if (!there) console.log(`${name}: not installed`);
    return there;
  });
}

function way(name: string, command: string, args: readonly string[]): Way & { readonly command: string } {
  return {
    name,
    command,
    run: () =>
      new Promise((resolve, reject) => {
        const child = spawn(command, args, { stdio: 'ignore' });
        child.on('error', reject);
        child.on('close', (code) =>
          code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}`)),
        );
      }),
  };
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}
