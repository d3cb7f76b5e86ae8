import type { FindingCode } from '../diagnosis/diagnosis.js';
import { isHostName } from './certificateNames.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { rootName } from './findingText.js';
import { isOtherProgram, openSslLook, rootQuery } from './planParts.js';

/** Commands that show each side's view again; reading only. */
export interface CheckCommands {
  readonly onExchange: readonly string[];
  readonly onRouter: readonly string[];
}

const onExchange = [
  'Get-ExchangeCertificate | Format-List Subject,CertificateDomains,IsSelfSigned,Issuer,NotAfter,Services,Status,Thumbprint',
  'netsh http show sslcert',
];

/** The commands that fit the findings of a case. */
export function checkCommands(input: DiagnosisInput): CheckCommands {
  const { diagnosis, presented, record } = input;
  const { host, port } = record.endpoint;
  const holds = (...codes: readonly FindingCode[]) =>
    diagnosis.findings.some(({ code }) => codes.includes(code));
  const named = (command: string) => (isHostName(host) ? [command] : []);
  if (isOtherProgram(input)) {
    return {
      onExchange: [],
      onRouter: isHostName(host) ? [`nslookup ${host}`, openSslLook(host, port)] : [],
    };
  }
  const trustOpen =
    holds('untrusted-root', 'incomplete-chain') || diagnosis.causes.includes('router-differs');
  return {
    onExchange: presented.length > 0 && diagnosis.generation.exchange !== 'online' ? onExchange : [],
    onRouter: [
      ...named(`nslookup ${host}`),
      ...(holds('timeout', 'refused') ? named(`Test-NetConnection ${host} -Port ${port}`) : []),
      ...(trustOpen ? [rootQuery(rootName(null, input))] : []),
      ...(holds('not-yet-valid', 'expired') ? ['w32tm /query /status'] : []),
    ],
  };
}
