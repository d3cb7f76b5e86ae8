import type { ServerHints } from '../probe/probeRecord.js';
import type { ServerGeneration } from './diagnosis.js';
import { exchangeRelease } from './exchangeReleases.js';
import { endedSupport } from './supportDates.js';

type Windows = ServerGeneration['windows'];

// IIS ships with Windows, so its version is the system's; from 10.0 on they all say the same.
const windowsOfIis: { readonly [version: string]: Windows } = {
  '6.0': '2003',
  '7.0': '2008',
  '7.5': '2008r2',
  '8.0': '2012',
  '8.5': '2012r2',
  '10.0': '2016+',
};

const onlineHosts =
  /(^|\.)(office365\.com|office365\.us|outlook\.com|outlook\.office\.com|partner\.outlook\.cn|protection\.outlook\.com)$/i;

/** Which Exchange and Windows the headers hint at; what they don't tell stays null. `at` is the day of the look. */
export function serverGeneration(hints: ServerHints | null, host: string | null, at: Date): ServerGeneration {
  const build = /^\d+(\.\d+){1,3}$/.exec(hints?.owaVersion?.trim() ?? '')?.[0] ?? null;
  if (host !== null && onlineHosts.test(host)) {
    return { ...unknown, exchange: 'online', build, because: [`host: ${host}`] };
  }
  const iis = /Microsoft-IIS\/(\d+\.\d+)/i.exec(hints?.server ?? '')?.[1];
  const windows = iis === undefined ? null : (windowsOfIis[iis] ?? null);
  const release = build === null ? null : exchangeRelease(build);
  const exchange = release?.exchange ?? null;
  const because = [
    ...(exchange === null ? [] : [`X-OWA-Version: ${hints?.owaVersion}`]),
    ...(windows === null ? [] : [`Server: ${hints?.server}`]),
  ];
  const supportEnded = endedSupport({ exchange, windows }, at);
  return { ...unknown, ...release, build, windows, supportEnded, because };
}

const unknown: ServerGeneration = {
  exchange: null,
  update: null,
  build: null,
  certificatePages: null,
  windows: null,
  supportEnded: { exchange: null, windows: null },
  because: [],
};
