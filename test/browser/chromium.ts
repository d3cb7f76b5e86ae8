import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium, headless: CHROMIUM_PATH, else the installed one, else the one of the npm package. */
export async function launchChromium(): Promise<Browser> {
  const installed = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  const found = installed.find((candidate) => candidate !== undefined && existsSync(candidate));
  const { executablePath, env } =
    found === undefined ? await unpackChromium() : { executablePath: found, env: {} };
  return chromium.launch({ executablePath, args: flags, headless: true, env: { ...definedEnv(), ...env } });
}

interface Unpacked {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Unpacks the package's Chromium once a version, under a name of its own until it is whole: the package's unpacking takes a
 * half file left by a killed run for the browser.
 */
async function unpackChromium(): Promise<Unpacked> {
  const require = createRequire(import.meta.url);
  const root = path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '../..');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = path.join(tmpdir(), `trustdesk-chromium-${version}-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true });
  const executablePath = path.join(folder, 'chromium');
  await once(executablePath, async (partial) => {
    await decompress(path.join(root, 'bin/chromium.br'), createWriteStream(partial));
    chmodSync(partial, 0o755);
  });

  const env: Record<string, string> = {};
  const unpack = async (name: string) => {
    const unpacked = path.join(folder, name);
    // The package's own dependency; nothing else here reads tar files.
    const { extract } = createRequire(path.join(root, 'package.json'))('tar-fs') as {
      extract(to: string): NodeJS.WritableStream;
    };
    await once(unpacked, (partial) => decompress(path.join(root, `bin/${name}.tar.br`), extract(partial)));
    return unpacked;
  };
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_FILE'] = fontSettings(await unpack('fonts'));
  if (!runs(executablePath, env)) env['LD_LIBRARY_PATH'] = path.join(await unpack('al2023'), 'lib');
  return { executablePath, env };
}

/** The package's own settings name the folder of one cloud; these name the folder that its fonts were unpacked to. */
function fontSettings(fonts: string): string {
  const file = path.join(fonts, 'trustdesk.conf');
  const cache = path.join(fonts, 'cache');
  writeFileSync(file, `<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>`);
  return file;
}

/** False where the system lacks a library, libnss3 as a rule. */
function runs(executablePath: string, env: Readonly<Record<string, string>>): boolean {
  return spawnSync(executablePath, ['--version'], { env: { ...definedEnv(), ...env } }).status === 0;
}

async function once(target: string, make: (partial: string) => Promise<void>): Promise<void> {
  if (existsSync(target)) return;
  const partial = `${target}.${process.pid}`;
  await make(partial);
  if (!existsSync(target)) renameSync(partial, target);
}

async function decompress(file: string, to: NodeJS.WritableStream): Promise<void> {
  await pipeline(createReadStream(file), createBrotliDecompress(), to);
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
