import type { DiagnosisInput, ShownCertificate } from '../answers/diagnosisInput.js';
import type { Locale } from '../answers/locales.js';
import { describeCertificate } from '../certificates/describeCertificate.js';
import { parseCertificate } from '../certificates/parseCertificate.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { ProbeRecord } from '../probe/probeRecord.js';

/** A diagnosis as a person at a terminal reads it: the answer, then every finding with its facts. */
export type WriteDiagnosis = (record: ProbeRecord, diagnosis: Diagnosis, url: string) => string;

/** Loads the texts, which a command that prints JSON does without. */
export async function loadHumanText(locale: Locale): Promise<WriteDiagnosis> {
  const [{ renderDiagnosis }, { renderDetails }, { makeTexts }, { plainText }, { readTextResources }] =
    await Promise.all([
      import('../answers/renderDiagnosis.js'),
      import('../answers/renderDetails.js'),
      import('../answers/texts.js'),
      import('../answers/plainText.js'),
      import('../app/projectFiles.js'),
    ]);
  const texts = makeTexts(readTextResources()).in(locale);
  return (record, diagnosis, url) => {
    const input = diagnosisInput(record, diagnosis, url);
    const answers = [renderDiagnosis(input, texts), renderDetails(input, texts)];
    return `${answers.map(({ text }) => plainText(text).trim()).join('\n\n')}\n`;
  };
}

function diagnosisInput(record: ProbeRecord, diagnosis: Diagnosis, url: string): DiagnosisInput {
  return {
    diagnosis,
    record,
    url,
    presented: record.presentedChain.flatMap(shownCertificate),
    family: null,
    reported: null,
    at: record.startedAt,
    changes: null,
    supportContact: null,
  };
}

function shownCertificate(base64: string): ShownCertificate[] {
  const reading = parseCertificate(Buffer.from(base64, 'base64'));
  if (!reading.ok) return [];
  const described = describeCertificate(reading.certificate);
  return [{ ...described, names: described.sans.length > 0 ? described.sans : described.commonNames }];
}

/** One line of JSON. */
export function jsonLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
