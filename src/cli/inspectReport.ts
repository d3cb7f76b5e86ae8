import type { Locale } from '../answers/locales.js';
import { fileText } from '../certificates/readCertificateFile.js';
import type { TrustAnchors } from '../certificates/trustAnchors.js';
import { diagnoseReport } from '../diagnosis/routerReport/diagnoseReport.js';
import { readRouterReport } from '../diagnosis/routerReport/readRouterReport.js';
import { ownName, reportPath } from '../diagnosis/routerReport/reportPath.js';
import { toDiagnoseJson } from '../diagnosis/toDiagnoseJson.js';
import type { CliIo, ExitCode } from './cliIo.js';
import { jsonLine, loadHumanText } from './humanText.js';
import { exitCodeOfVerdict, readBytes } from './readOptions.js';

export interface InspectOptions {
  /** For a report that lost its URL. */
  readonly host: string | null;
  readonly locale: Locale;
  readonly at: Date;
  readonly anchors: TrustAnchors;
  readonly json: boolean;
}

/** Judges a file that holds what the script printed on the Router's computer; null when the file is no report. */
export async function inspectReport(
  file: string,
  options: InspectOptions,
  io: CliIo,
): Promise<ExitCode | null> {
  const report = readRouterReport(fileText(await readBytes(file)));
  if (report === null) return null;
  const { anchors, at, json, locale } = options;
  const path = reportPath(report);
  const judged = diagnoseReport({
    report,
    receivedAt: at.toISOString(),
    host: options.host ?? ownName(report) ?? '',
    anchors,
    pastedFamily: null,
    look: null,
  });
  const { diagnosis, proofs } = judged;
  const record = { ...judged.record, target: file };
  if (json) {
    io.stdout.write(jsonLine(toDiagnoseJson(file, record, diagnosis)));
  } else {
    const write = await loadHumanText(locale);
    const url = report.url ?? `https://${record.endpoint.host}/`;
    const router = { report, proofs, own: null };
    io.stdout.write(write(record, diagnosis, url, { presented: path, router, sources: ['report'] }));
  }
  return exitCodeOfVerdict(diagnosis.verdict);
}
