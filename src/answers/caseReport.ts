import { autodiscoverParts } from './autodiscoverParts.js';
import { checkCommands } from './checkCommands.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import type { AnswerPart } from './layOut.js';
import { allFacts, causesPart, findingsPart, reportedParts } from './renderDetails.js';
import { proofParts, routerFacts, sourceParts } from './routerEvidence.js';
import { serverList, serverMend } from './serverParts.js';
import type { LocaleTexts } from './texts.js';

/** What was seen, when and where, for somebody who was not there. */
export function seenParts(input: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const url = { title: texts.t('answers:fact.url'), value: escapeMarkdown(input.url) };
  return [
    ...familyPart(input, texts),
    findingsPart(input, texts),
    { kind: 'facts', facts: [url, ...allFacts(input, texts), ...routerFacts(input, texts)] },
    ...serverList(input, texts),
    ...serverMend(input, texts, 'fix'),
    ...reportedParts(input, texts),
    ...proofParts(input, texts),
    ...causesPart(input, texts),
    ...autodiscoverParts(input, texts),
    ...sourceParts(input, texts),
  ];
}

function familyPart({ family }: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  if (family === null) return [];
  const text = texts.t(`answers:family.${family}`);
  return [{ kind: 'paragraph', label: texts.t('answers:label.error'), text }];
}

/** The commands to check with, by the computer they run on. */
export function commandParts(input: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const { onExchange, onRouter } = checkCommands(input);
  return [...commandsOn('onExchange', onExchange, texts), ...commandsOn('onRouter', onRouter, texts)];
}

function commandsOn(where: string, commands: readonly string[], texts: LocaleTexts): AnswerPart[] {
  if (commands.length === 0) return [];
  const label = texts.t('answers:label.commands');
  return [
    { kind: 'paragraph', label, text: texts.t(`answers:label.${where}`) },
    { kind: 'code', code: commands.join('\n') },
  ];
}
