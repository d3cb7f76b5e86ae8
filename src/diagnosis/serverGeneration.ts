import type { ServerHints } from '../probe/probeRecord.js';
import type { ServerGeneration } from './diagnosis.js';

type Exchange = ServerGeneration['exchange'];
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

const exchangeOfVersion: { readonly [majorMinor: string]: Exchange } = {
  '15.0': '2013',
  '15.1': '2016',
  '15.2': '2019',
};

const exchangeOfMajor: { readonly [major: string]: Exchange } = { '6': '2003', '8': '2007', '14': '2010' };

/** Exchange 2019 and Subscription Edition share 15.2; the edition begins with this build (July 2025). */
const firstSubscriptionBuild = 2562;

const onlineHosts =
  /(^|\.)(office365\.com|office365\.us|outlook\.com|outlook\.office\.com|partner\.outlook\.cn|protection\.outlook\.com)$/i;

/** Which Exchange and Windows the headers hint at; what they don't tell stays null. */
export function serverGeneration(hints: ServerHints | null, host: string | null): ServerGeneration {
  const build = /^\d+(\.\d+){1,3}$/.exec(hints?.owaVersion?.trim() ?? '')?.[0] ?? null;
  if (host !== null && onlineHosts.test(host)) {
    return { exchange: 'online', build, windows: null, because: [`host: ${host}`] };
  }
  const iis = /Microsoft-IIS\/(\d+\.\d+)/i.exec(hints?.server ?? '')?.[1];
  const windows = iis === undefined ? null : (windowsOfIis[iis] ?? null);
  const exchange = build === null ? null : exchangeOf(build);
  const because = [
    ...(exchange === null ? [] : [`X-OWA-Version: ${hints?.owaVersion}`]),
    ...(windows === null ? [] : [`Server: ${hints?.server}`]),
  ];
  return { exchange, build, windows, because };
}

function exchangeOf(build: string): Exchange {
  const [major = '', minor = '', number = '0'] = build.split('.');
  const named = exchangeOfVersion[`${major}.${minor}`] ?? exchangeOfMajor[major] ?? null;
  return named === '2019' && Number(number) >= firstSubscriptionBuild ? 'se' : named;
}
