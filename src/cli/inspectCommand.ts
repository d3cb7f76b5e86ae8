import path from 'node:path';
import { parseEndpoint } from '../base/parseEndpoint.js';
import { describeCertificate } from '../certificates/describeCertificate.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { inspectRecord } from '../diagnosis/inspectRecord.js';
import { toDiagnoseJson } from '../diagnosis/toDiagnoseJson.js';
import type { CliIo, ExitCode } from './cliIo.js';
import { jsonLine, loadHumanText } from './humanText.js';
import { inspectReport } from './inspectReport.js';
import type { ParsedArguments } from './parseArguments.js';
import { passwordSource, readCertificates } from './readCertificates.js';
import { exitCodeOfVerdict, readInstant, readLocale, readTrustAnchors } from './readOptions.js';
import { usageError } from './usageError.js';

/** `trustdesk inspect`: the findings of `diagnose` for a file, without a network. */
export async function inspectCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const [file, second] = parsed.positionals;
  if (file === undefined)
    throw usageError('inspect needs a file', 'For example: trustdesk inspect server.cer');
  if (second !== undefined)
    throw usageError('inspect takes one file', 'Give further certificates by --intermediates.');
  const host = readHost(parsed.value('host'));
  const locale = readLocale(parsed.value('locale'), io.env);
  const at = readInstant(parsed.value('at')) ?? io.clock.now();
  const anchors = await readTrustAnchors(parsed.value('trust-anchors'), io.env);
  const json = parsed.flag('json');
  const ofReport = await inspectReport(file, { host, locale, at, anchors, json }, io);
  if (ofReport !== null) return ofReport;
  const password = passwordSource(parsed.value('password-file'), io);
  const supplied = parsed.value('intermediates');
  const intermediates = supplied === null ? [] : await readCertificates(supplied, password);
  const certificates = await readCertificates(file, password);
  const record = inspectRecord(file, certificates, host, at);
  const diagnosis = diagnose({
    record,
    host,
    anchors,
    intermediates,
    reported: null,
    pastedFamily: null,
    at,
  });
  if (json) {
    io.stdout.write(jsonLine(toDiagnoseJson(file, record, diagnosis)));
  } else {
    const write = await loadHumanText(locale);
    // Without a host the text is about the name that the certificate itself bears.
    const { commonNames, sans } = describeCertificate(certificates[0]);
    const shown = host ?? sans[0]?.replace(/^\w+:/, '') ?? commonNames[0] ?? path.basename(file);
    io.stdout.write(
      write(
        { ...record, endpoint: { ...record.endpoint, host: shown, port: 443 } },
        diagnosis,
        `https://${shown}/`,
      ),
    );
  }
  return exitCodeOfVerdict(diagnosis.verdict);
}

function readHost(text: string | null): string | null {
  if (text === null) return null;
  const reading = parseEndpoint(text);
  if (reading.ok) return reading.endpoint.host;
  throw usageError(
    `--host "${text}" is no host name (${reading.problem})`,
    'For example: --host mail.contoso.com',
  );
}
