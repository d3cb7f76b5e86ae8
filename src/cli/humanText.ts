import type { DiagnosisInput } from '../answers/diagnosisInput.js';
import type { Locale } from '../answers/locales.js';
import { describePresentedChain } from '../certificates/describePresentedChain.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import type { ProbeRecord } from '../probe/probeRecord.js';

/** A diagnosis as a person at a terminal reads it: the answer, then every finding with its facts. */
export type WriteDiagnosis = (
  record: ProbeRecord,
  diagnosis: Diagnosis,
  url: string,
  reported?: ReportedInput,
) => string;

/** What a report of the Router's computer adds. */
type ReportedInput = Pick<DiagnosisInput, 'presented' | 'router' | 'sources'>;

/** Loads the texts, which a command that prints JSON does without. */
export async function loadHumanText(locale: Locale): Promise<WriteDiagnosis> {
  const [{ renderDiagnosis }, { renderDetails }, { makeTexts }, { plainText }, files, cite] =
    await Promise.all([
      import('../answers/renderDiagnosis.js'),
      import('../answers/renderDetails.js'),
      import('../answers/texts.js'),
      import('../answers/plainText.js'),
      import('../app/knowledgeFiles.js'),
      loadCitations(),
    ]);
  const texts = makeTexts(files.readTextResources()).in(locale);
  const { text: yaml, file } = files.readSourcesFile();
  const lists = cite.parseSources(yaml, file);
  return (record, diagnosis, url, reported) => {
    const input = { ...diagnosisInput(record, diagnosis, url), ...reported };
    const sources = cite.diagnosisSources(diagnosis, lists);
    const answers = [
      renderDiagnosis(input, texts),
      cite.citeSources(renderDetails(input, texts), sources, texts),
    ];
    return `${answers.map(({ text }) => plainText(text).trim()).join('\n\n')}\n`;
  };
}

async function loadCitations() {
  const [parse, choose, cite] = await Promise.all([
    import('../answers/parseSources.js'),
    import('../answers/diagnosisSources.js'),
    import('../answers/citeSources.js'),
  ]);
  return { ...parse, ...choose, ...cite };
}

function diagnosisInput(record: ProbeRecord, diagnosis: Diagnosis, url: string): DiagnosisInput {
  return {
    diagnosis,
    record,
    url,
    presented: describePresentedChain(record.presentedChain),
    family: null,
    reported: null,
    at: record.startedAt,
    changes: null,
    supportContact: null,
  };
}

/** One line of JSON. What JSON lets stand and a terminal would obey is escaped too. */
export function jsonLine(value: object): string {
  const json = JSON.stringify(value).replace(
    /[\u007f-\u009f]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
  );
  return `${json}\n`;
}
