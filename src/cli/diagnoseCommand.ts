import { maskSecrets } from '../base/maskSecrets.js';
import { type EndpointReading, parseEndpoint } from '../base/parseEndpoint.js';
import type { TrustAnchors } from '../certificates/trustAnchors.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { toDiagnoseJson } from '../diagnosis/toDiagnoseJson.js';
import { type ConnectTo, parseConnectTo } from '../probe/connectTo.js';
import { type FetchCache, makeFetchCache } from '../probe/followUp/fetchCache.js';
import { probe } from '../probe/probe.js';
import { type StartTlsProtocol, startTlsProtocols, usualPortOf } from '../probe/tlsLook/startTls.js';
import { type CliIo, type ExitCode, exitCodes } from './cliIo.js';
import { jsonLine, loadHumanText } from './humanText.js';
import type { ParsedArguments } from './parseArguments.js';
import { exitCodeOfVerdict, readInstant, readLocale, readTrustAnchors } from './readOptions.js';
import { usageError } from './usageError.js';

type Target = Extract<EndpointReading, { readonly ok: true }> & { readonly typed: string };

/** Targets looked at side by side. */
const atOnce = 8;

/** `trustdesk diagnose`: every argument is checked before the first connection. */
export async function diagnoseCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const targets = parsed.positionals.map(readTarget);
  if (targets.length === 0)
    throw usageError('diagnose needs a target', 'For example: trustdesk diagnose mail.contoso.com');
  const locale = readLocale(parsed.value('locale'), io.env);
  const at = readInstant(parsed.value('at'));
  const options = {
    timeoutMs: readTimeout(parsed.value('timeout')),
    connectTo: parsed.values('connect-to').map(readConnectTo),
    startTls: readStartTls(parsed.value('starttls')),
  };
  const anchors = await readTrustAnchors(parsed.value('trust-anchors'), io.env);
  const write = parsed.flag('json') ? null : await loadHumanText(locale);
  const cache = makeFetchCache(io.clock);
  const look = (target: Target) => lookAt(target, { anchors, cache, at, io, ...options });

  let highest: ExitCode = exitCodes.trusted;
  let first = true;
  for await (const { target, record, diagnosis } of inOrder(targets, look)) {
    const text = write?.(record, diagnosis, target.url);
    io.stdout.write(
      text === undefined
        ? jsonLine(toDiagnoseJson(record.target, record, diagnosis))
        : `${first ? '' : '\n'}${text}`,
    );
    first = false;
    const code = exitCodeOfVerdict(diagnosis.verdict);
    if (code > highest) highest = code;
  }
  return highest;
}

interface LookOptions {
  readonly anchors: TrustAnchors;
  readonly cache: FetchCache;
  readonly at: Date | null;
  readonly io: CliIo;
  readonly timeoutMs: number;
  readonly connectTo: readonly ConnectTo[];
  readonly startTls: StartTlsProtocol | null;
}

async function lookAt(
  target: Target,
  { anchors, cache, at, io, timeoutMs, connectTo, startTls }: LookOptions,
) {
  const record = await probe(
    { ...target.endpoint, typed: target.typed, ...(startTls ? mailService(target, startTls) : {}) },
    // The person at the terminal may connect anywhere: the outbound policy binds the server alone.
    {
      policy: null,
      clock: io.clock,
      http: true,
      timeoutMs,
      connectTo,
      followUp: { anchors, cache },
      ...(io.resolve ? { resolve: io.resolve } : {}),
    },
  );
  const diagnosis = diagnose({
    record,
    host: record.endpoint.host,
    anchors,
    reported: null,
    pastedFamily: null,
    at: at ?? new Date(record.startedAt),
  });
  return { target, record, diagnosis };
}

/** A host without a port is meant at the protocol's own, not at that of https. */
function mailService({ endpoint, typed }: Target, startTls: StartTlsProtocol) {
  const named = endpoint.port !== 443 || /:443(?!\d)/.test(typed);
  return { startTls, port: named ? endpoint.port : usualPortOf[startTls] };
}

/** Runs at most `atOnce` at a time and yields the results in the order given. */
async function* inOrder<In, Out>(
  items: readonly In[],
  work: (item: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const running: Promise<Out>[] = [];
  for (const [index, item] of items.entries()) {
    const before = running[index - atOnce];
    running.push(before ? before.then(() => work(item)) : work(item));
  }
  for (const result of running) yield await result;
}

function readTarget(typed: string): Target {
  const reading = parseEndpoint(typed);
  if (reading.ok) return { ...reading, typed };
  throw usageError(
    `"${maskSecrets(typed).slice(0, 200)}" is no target (${reading.problem})`,
    'Give a URL, a host or host:port, for example https://mail.contoso.com/owa.',
  );
}

function readTimeout(text: string | null): number {
  if (text === null) return 10_000;
  const ms = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (ms < 1)
    throw usageError(`--timeout ${text} is no number of milliseconds`, 'For example: --timeout 5000');
  return ms;
}

function readStartTls(text: string | null): StartTlsProtocol | null {
  const protocol = startTlsProtocols.find((known) => known === text?.toLowerCase());
  if (text === null || protocol) return protocol ?? null;
  throw usageError(`--starttls ${text} is none of ${startTlsProtocols.join(', ')}`);
}

function readConnectTo(text: string): ConnectTo {
  const rule = parseConnectTo(text);
  if (rule) return rule;
  throw usageError(
    `--connect-to ${text} is not HOST:PORT:ADDR:PORT`,
    'For example: --connect-to mail.contoso.com:443:10.0.0.5:8443',
  );
}
