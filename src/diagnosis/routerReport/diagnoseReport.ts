import type { TrustAnchors } from '../../certificates/trustAnchors.js';
import type { ProbeRecord } from '../../probe/probeRecord.js';
import { findCauses } from '../causes.js';
import { allChecks } from '../checks/allChecks.js';
import type { CauseCode, Diagnosis, Finding, ResolutionCode, Verdict } from '../diagnosis.js';
import { examine } from '../examination.js';
import { blocks, warns } from '../finding.js';
import { planResolutions } from '../plan.js';
import { dotNetView } from '../policyErrors.js';
import { rankFindings } from '../ranking.js';
import { serverGeneration } from '../serverGeneration.js';
import {
  compareLooks,
  failsByDefault,
  firstCertificate,
  type LookProof,
  type OwnLook,
  type ReportFacts,
  reportProofs,
} from './compareLooks.js';
import { reportPath } from './reportPath.js';
import { reportRecord } from './reportRecord.js';
import type { RouterReport } from './routerReport.js';
import { decidedByWindows, saidFindings } from './saidFindings.js';

/** Everything the judgement of a report rests on. */
export interface ReportEvidence {
  readonly report: RouterReport;
  /** ISO 8601 UTC: when it came, by a clock that is right. */
  readonly receivedAt: string;
  /** The host of the case, for a report that lost its URL. */
  readonly host: string;
  readonly anchors: TrustAnchors;
  readonly pastedFamily: string | null;
  /** The bot's own look at the same endpoint; null when it took none. */
  readonly look: OwnLook | null;
}

export interface ReportDiagnosis {
  readonly diagnosis: Diagnosis;
  /** The report in the form of a look. */
  readonly record: ProbeRecord;
  readonly proofs: readonly LookProof[];
}

/**
 * Judges what the Router's computer sees by the same checks, causes and plan as a look of the bot's own. What .NET said
 * there wins over what the certificates make believe here, since its store, clock and rules are the ones that count.
 */
export function diagnoseReport(evidence: ReportEvidence): ReportDiagnosis {
  const { report, receivedAt, anchors, pastedFamily, look } = evidence;
  const record = reportRecord(report, evidence.host, receivedAt);
  const at = new Date(record.startedAt);
  const { host } = record.endpoint;
  const examination = examine({ record, host, anchors, reported: null, pastedFamily, at });
  const proven = allChecks.flatMap((check) => check(examination) ?? []);
  const seen = [
    ...(report.policyErrors === null ? proven : withVerdict(report, proven, at)),
    ...reportOnly(report),
  ];
  const facts = {
    userStoreOnly: isInUserStoreOnly(report),
    clockDecides: failsByClock(seen, report.utcNow, receivedAt),
    requestsDiffer: requestsDiffer(report, seen),
  };
  const compared = compareLooks(report, seen, look);
  const findings = rankFindings([...seen, ...interception(compared, evidence, seen)]);
  const blocking = findings.filter(({ severity }) => severity === 'blocks');
  const verdict = verdictOf(blocking, report);
  const generation = look?.diagnosis.generation ?? serverGeneration(null, host || null, at);
  const online = generation.exchange === 'online';
  const causes = causesOf(findings, evidence, { ...facts, online });
  const { policyErrors, chainStatus } = report;
  return {
    record,
    proofs: [
      ...compared,
      ...reportProofs(report, facts),
      ...(verdict === 'trusted' && !runsAsService(report) ? ['other-account' as const] : []),
    ],
    diagnosis: {
      verdict,
      primary: blocking[0]?.code ?? null,
      findings,
      ...(policyErrors === null ? dotNetView(findings, examination) : { policyErrors, chainStatus }),
      causes,
      resolutions: planOf(findings, causes, { ...facts, online }),
      generation,
    },
  };
}

/** Whether the script ran under the account that the E-mail Router's service uses, as far as it could tell. */
export function runsAsService({ account, asService }: RouterReport): boolean {
  return asService ?? (account !== null && account !== 'user' && account !== 'batch');
}

function withVerdict(report: RouterReport, proven: readonly Finding[], at: Date): readonly Finding[] {
  // Without a certificate .NET's handshakes fail for the same reason.
  const noCertificate = report.policyErrors?.includes('RemoteCertificateNotAvailable') === true;
  const others = proven.filter(
    ({ code, severity }) =>
      severity !== 'blocks' ||
      !(decidedByWindows.has(code) || (noCertificate && code === 'handshake-failure')),
  );
  return [...others, ...saidFindings(report, proven, at)];
}

/** What only a report can show: a root in the wrong store, and settings of that .NET. */
function reportOnly(report: RouterReport): readonly Finding[] {
  const findings: Finding[] = [];
  const root = report.elements.at(-1)?.subject ?? report.root;
  if (isInUserStoreOnly(report) && !report.chainStatus.includes('UntrustedRoot')) {
    findings.push(
      blocks('untrusted-root', `the root ${root} lies in the user's store, not in the computer's`, {
        seenBy: 'router',
        userStoreOnly: true,
        root,
        rootPresented: true,
        issuer: report.elements[0]?.issuer ?? null,
      }),
    );
  }
  if (failsByDefault(report.handshakes)) {
    findings.push(
      blocks('handshake-failure', 'what .NET offers by itself is refused, TLS 1.2 works when asked for', {
        seenBy: 'router',
        oldDefaults: true,
        raw: report.webStatus,
      }),
    );
  }
  return findings;
}

function isInUserStoreOnly(report: RouterReport): boolean {
  const end = report.elements.at(-1);
  return end?.inUserRoot === true && end.inMachineRoot === false && !runsAsService(report);
}

/** The dates fail by the clock there, and hold by the one that is right. */
function failsByClock(seen: readonly Finding[], clock: string | null, receivedAt: string): boolean {
  if (clock === null) return false;
  return seen.some(({ code, evidence: { notBefore, notAfter } }) => {
    if (code !== 'expired' && code !== 'not-yet-valid') return false;
    if (typeof notBefore !== 'string' || typeof notAfter !== 'string') return false;
    const holdsAt = (time: string) =>
      Date.parse(notBefore) <= Date.parse(time) && Date.parse(time) <= Date.parse(notAfter);
    return !holdsAt(clock) && holdsAt(receivedAt);
  });
}

/** .NET's own request and the bare handshake come to different ends. */
function requestsDiffer(report: RouterReport, seen: readonly Finding[]): boolean {
  const { webStatus, httpStatus, policyErrors, handshakes } = report;
  if (webStatus === null && httpStatus === null) return false;
  const answered = httpStatus !== null || webStatus === 'None' || webStatus === 'ProtocolError';
  const faulty = seen.some(({ severity }) => severity === 'blocks');
  if (policyErrors === null) return (answered || webStatus === 'TrustFailure') && faulty;
  if (policyErrors.length > 0) return answered;
  // What .NET offers by itself is what its request offers, too.
  return (
    webStatus === 'TrustFailure' ||
    (!answered && handshakes.some(({ offered, ok }) => offered === 'default' && ok))
  );
}

/** Another issuer there than here, or through the proxy than beside it. */
function interception(
  compared: readonly LookProof[],
  { report, look }: ReportEvidence,
  seen: readonly Finding[],
): readonly Finding[] {
  if (seen.some(({ code }) => code === 'interception-suspected')) return [];
  if (compared.includes('interception')) {
    const issuer = reportPath(report)[0]?.issuer ?? null;
    const here = look === null ? null : (firstCertificate(look)?.issuer ?? null);
    const because = `the issuer on the Router's computer is ${issuer}, from here it is ${here}`;
    return [warns('interception-suspected', because, { seenBy: 'router', issuer, seen: here })];
  }
  const throughProxy =
    report.proxy !== null && report.proxy !== 'none' && report.webStatus === 'TrustFailure';
  if (!throughProxy || report.overridden || report.policyErrors?.length !== 0) return [];
  const because = `beside the proxy ${report.proxy} the certificate is good, through it .NET refuses it`;
  return [blocks('interception-suspected', because, { seenBy: 'router', proxy: report.proxy })];
}

function verdictOf(blocking: readonly Finding[], { policyErrors, certificates }: RouterReport): Verdict {
  if (policyErrors === null && certificates.length === 0) return 'unreachable';
  return blocking.length > 0 ? 'untrusted' : 'trusted';
}

/** Whether it is Exchange Online, whose certificate nobody but Microsoft can have changed. */
interface Online {
  readonly online: boolean;
}

/** A clean look proves nothing of the service while another account took it; under the service's own it does. */
function causesOf(
  findings: readonly Finding[],
  { report, pastedFamily }: ReportEvidence,
  facts: ReportFacts & Online,
): readonly CauseCode[] {
  if (findings.some(({ severity }) => severity === 'blocks'))
    return findCauses({ findings, pastedFamily, contradicted: facts.requestsDiffer, online: facts.online });
  return runsAsService(report) && !facts.requestsDiffer ? [] : ['router-differs'];
}

function planOf(
  findings: readonly Finding[],
  causes: readonly CauseCode[],
  { clockDecides, online }: ReportFacts & Online,
): readonly ResolutionCode[] {
  const planned = planResolutions({ findings, causes, ownRoot: false, online });
  return clockDecides ? ['fix-clock', ...planned.filter((code) => code !== 'fix-clock')] : planned;
}
