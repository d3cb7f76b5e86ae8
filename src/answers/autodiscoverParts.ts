import type { DiagnosisInput } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { findingLabel, shownHost } from './findingText.js';
import type { AnswerPart } from './layOut.js';
import type { LocaleTexts } from './texts.js';

type Look = NonNullable<DiagnosisInput['record']['autodiscover']>[number];

/** Which host Autodiscover led to from here, and that a computer in the domain asks Active Directory before. */
export function autodiscoverParts(input: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const { autodiscover } = input.record;
  if (autodiscover === undefined) return [];
  const used = autodiscover.find(({ outcome }) => outcome === 'answered');
  const others = autodiscover.filter((look) => look !== used).map((look) => lookText(look, texts));
  const looks = others.join(texts.t('answers:separator'));
  const form = used?.via ?? 'none';
  const text = [
    texts.t(`answers:autodiscover.${form}`, { host: `**${shownHost(input)}**`, looks }),
    used === undefined ? '' : texts.t('answers:autodiscover.others', { looks }),
    texts.t('answers:autodiscover.scp'),
  ];
  return [
    {
      kind: 'paragraph',
      label: texts.t('answers:label.autodiscover'),
      text: text.filter((sentence) => sentence !== '').join(' '),
    },
    { kind: 'code', code: scpCommands(input.diagnosis.generation.exchange).join('\n') },
  ];
}

function lookText({ via, host, outcome }: Look, texts: LocaleTexts): string {
  const name = host === null ? texts.t('answers:autodiscover.srvRecord') : escapeMarkdown(host);
  const shown = via === 'srv' && host !== null ? texts.t('answers:autodiscover.bySrv', { host: name }) : name;
  return texts.t('answers:autodiscover.look', { name: shown, outcome: outcomeText(outcome, texts) });
}

function outcomeText(outcome: Look['outcome'], texts: LocaleTexts): string {
  if (outcome === 'answered' || outcome === 'no-record')
    return texts.t(`answers:autodiscover.outcome.${outcome}`);
  return findingLabel(outcome, texts);
}

/** The cmdlet changed its name with Exchange 2016; where the generation is not known, both. */
function scpCommands(exchange: DiagnosisInput['diagnosis']['generation']['exchange']): readonly string[] {
  const shown = 'Format-List Name,AutoDiscoverServiceInternalUri';
  const before = `Get-ClientAccessServer | ${shown}`;
  const later = `Get-ClientAccessService | ${shown}`;
  if (exchange === null || exchange === 'online')
    return [`${later}  # 2016, 2019, SE`, `${before}  # 2007, 2010, 2013`];
  return ['2003', '2007', '2010', '2013'].includes(exchange) ? [before] : [later];
}
