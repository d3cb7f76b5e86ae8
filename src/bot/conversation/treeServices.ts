import { citeSources } from '../../answers/citeSources.js';
import {
  diagnosisChannelData,
  prospectChannelData,
  type TreePlace,
} from '../../answers/diagnosisChannelData.js';
import type { DiagnosisInput } from '../../answers/diagnosisInput.js';
import { diagnosisSources, prospectSources } from '../../answers/diagnosisSources.js';
import { isLocale, type Locale, locales } from '../../answers/locales.js';
import { renderColleagueText } from '../../answers/renderColleagueText.js';
import { renderDetails } from '../../answers/renderDetails.js';
import { changesText, renderDiagnosis } from '../../answers/renderDiagnosis.js';
import { renderExchangeOnline } from '../../answers/renderExchangeOnline.js';
import type { RenderedAnswer } from '../../answers/renderedAnswer.js';
import { renderHttpAnswer } from '../../answers/renderHttpAnswer.js';
import { renderProcedure } from '../../answers/renderProcedure.js';
import { renderPrompt } from '../../answers/renderPrompt.js';
import { renderProspect } from '../../answers/renderProspect.js';
import { renderTopic, topicIds } from '../../answers/renderTopic.js';
import type { Source } from '../../answers/source.js';
import { toActivity } from '../../answers/toActivity.js';
import { withChoices } from '../../answers/withChoices.js';
import { CodedError } from '../../base/codedError.js';
import type { JsonObject } from '../../base/json.js';
import { httpAnswer } from '../../diagnosis/httpAnswer.js';
import type {
  AnswerReference,
  DialogServices,
  Facts,
  NodeListener,
  RenderedChoice,
} from '../../dialogTree/dialogServices.js';
import type { ProbeRecord } from '../../probe/probeRecord.js';
import { matchChoice } from '../../recognizer/matchChoice.js';
import { type ProbeResultValue, probeResultEvent, type TurnScope } from '../turnScope.js';
import {
  asFacts,
  autodiscoverEndpoint,
  type CaseFacts,
  caseFacts,
  emptyCase,
  errorFacts,
  type KnownEndpoint,
} from './caseFacts.js';
import { hasEvidence, isOutdated } from './freshLook.js';
import type { Knowledge } from './knowledge.js';
import { chosenEndpoint, namedEndpoints } from './namedEndpoints.js';
import { placeCertificate } from './placeCertificate.js';
import { procedureParams } from './procedureParams.js';
import { readInput } from './readInput.js';
import { shownLanguage } from './shownLanguage.js';
import { textParams } from './textParams.js';
import { wordingOf } from './wordingOf.js';

export interface TreeServicesParts {
  readonly knowledge: Knowledge;
  readonly turn: TurnScope;
  readonly locale: Locale;
  /** Whether the channel draws Adaptive Cards. */
  readonly cards: boolean;
  /** Whether one more look may be started now; counts it if so. */
  readonly admitsLook: () => boolean;
  /** What is known so far; null outside a tree. */
  readonly facts: () => Facts | null;
  /** The tree leads to a human. */
  readonly askForHuman: () => void;
  readonly onNode: NodeListener | undefined;
}

/** The world as a dialog tree sees it, in one turn and one language. */
export function makeTreeServices(parts: TreeServicesParts): DialogServices {
  const { knowledge, turn, locale, cards, onNode } = parts;
  const { recognizer, judge, registry } = knowledge;
  const reply = (rendered: RenderedAnswer, choices: readonly RenderedChoice[], channelData?: JsonObject) =>
    toActivity(withChoices(rendered, choices), { cards, locale, ...(channelData ? { channelData } : {}) });
  return {
    text: (key, params, dialogId) => {
      const texts = knowledge.textsOfVersion(dialogId, locale);
      if (!texts.takesParams(key)) return texts.t(key);
      return texts.t(key, textParams(texts, knowledge.texts.in(locale), params));
    },
    readInput: (expect, text) => readInput(recognizer, locale, expect, text),
    recognizeError(text) {
      const recognized = recognizer.recognizeError(text);
      const facts = errorFacts(text, recognized);
      if (recognized.family !== null)
        return { family: recognized.family, tree: registry.treeOfFamily(recognized.family), facts };
      if (facts['candidates'] === null) return null;
      return {
        family: null,
        facts: { ...emptyCase, ...facts, ...chosenEndpoint(namedEndpoints(text)) },
      };
    },
    matchChoice,
    startProbe(facts, slot) {
      const endpoint = endpointAt(facts, slot);
      if (!parts.admitsLook()) return { ok: false, text: 'bot:tooBusy' };
      return { ok: true, jobId: startProbe(parts, endpoint) };
    },
    freshen(use, facts) {
      const known = caseFacts(facts);
      const { procedures } = knowledge;
      if (!known.endpoint || !isOutdated(use, known, { procedures, now: turn.now })) return null;
      const waiting = 'bot:stillLooking';
      if (!parts.admitsLook()) return { jobId: null, text: 'bot:tooBusy', waiting };
      return { jobId: startProbe(parts, known.endpoint), text: 'bot:lookIsOld', waiting };
    },
    changes(facts) {
      const changes = judge.input(caseFacts(facts))?.changes;
      return changes ? changesText(changes, knowledge.texts.in(locale)) : null;
    },
    hasEvidence: (use, facts) => hasEvidence(use, caseFacts(facts)),
    cancelProbe: (jobId) => turn.cancelProbe(jobId),
    takeProbeResult(jobId, activity) {
      if (activity.type !== 'event' || activity.name !== probeResultEvent) return null;
      const value = activity.value as ProbeResultValue;
      if (value.jobId !== jobId) return null;
      return resultFacts(knowledge, caseFacts(parts.facts() ?? {}), value, turn.now);
    },
    findings(facts) {
      const diagnosis = judge.diagnosis(caseFacts(facts));
      if (diagnosis === null) return { verdict: 'none', primary: null, codes: [] };
      const { verdict, primary, findings } = diagnosis;
      return { verdict, primary, codes: findings.map(({ code }) => code) };
    },
    renderAnswer(reference, facts, choices) {
      const known = caseFacts(facts);
      const { rendered, channelData } = renderAnswer(parts, reference, known);
      return reply(rendered, choices, channelData);
    },
    languageNote(languages) {
      const shown = shownLanguage(languages, locale, knowledge.defaultLocale);
      if (shown === locale) return null;
      const texts = knowledge.texts.in(locale);
      return texts.t('bot:otherLanguage', { language: texts.t(`bot:languageNames.${shown}`) });
    },
    askForHuman: () => parts.askForHuman(),
    renderPrompt: (text, choices) => reply(renderPrompt(text, [], locale), choices),
    onNode,
  };
}

/** Puts a look into the turn's writes; returns its job's id. */
export function startProbe(
  { turn, locale }: Pick<TreeServicesParts, 'turn' | 'locale'>,
  endpoint: KnownEndpoint,
): string {
  const { typed, host, port, path, autodiscover } = endpoint;
  return turn.startProbe({ typed, host, port, path, locale, ...(autodiscover ? { autodiscover } : {}) });
}

function endpointAt(facts: Facts, slot: string): KnownEndpoint {
  const endpoint = facts[slot] as unknown as CaseFacts['endpoint'] | string;
  if (typeof endpoint === 'string') return autodiscoverEndpoint(endpoint);
  if (endpoint) return endpoint;
  throw new CodedError(
    'endpoint-missing',
    `no endpoint in the slot "${slot}"`,
    'Fill the slot before the look.',
  );
}

/** What a look adds to what is known. The former look stays beside the new one, so that "check again" can say what has changed. */
export function resultFacts(
  knowledge: Knowledge,
  facts: CaseFacts,
  { record }: ProbeResultValue,
  now: Date,
): Facts {
  const probe = record as unknown as ProbeRecord;
  const generation = knowledge.judge.diagnosis({ ...facts, probe })?.generation;
  const { exchange, windows, certificatePages } = generation ?? {};
  const known = { ...facts, probe, ...(exchange ? { exchange } : {}) };
  return {
    ...foundByAutodiscover(facts, probe),
    ...asFacts({
      probe,
      ...(facts.probe ? { previousProbe: facts.probe } : {}),
      http: httpAnswer(probe.server),
    }),
    // The build belongs to the Exchange that was seen: one known from before keeps no pages of another look.
    ...(exchange ? { exchange, certificatePages: certificatePages ?? null } : {}),
    ...(windows ? { windows } : {}),
    ...placeCertificate(knowledge.judge, known, now),
  };
}

/** What was looked for is now a host of its own; the next look looks for it again. */
function foundByAutodiscover(facts: CaseFacts, { autodiscover, endpoint: seen }: ProbeRecord): Facts {
  const domain = facts.endpoint?.autodiscover ?? facts.mailDomain;
  if (!domain || autodiscover === undefined) return {};
  return asFacts({ endpoint: autodiscoverEndpoint(domain, seen), endpointShown: seen.host });
}

interface Rendering {
  readonly rendered: RenderedAnswer;
  readonly channelData?: JsonObject;
}

function renderAnswer(parts: TreeServicesParts, reference: AnswerReference, facts: CaseFacts): Rendering {
  const { knowledge, locale, turn } = parts;
  const texts = knowledge.texts.in(locale);
  const of = reference.of ?? '';
  const diagnosed = (input: DiagnosisInput, render: typeof renderDiagnosis): Rendering => ({
    rendered: citeSources(render(input, texts), diagnosisSources(input.diagnosis, knowledge.sources), texts),
    channelData: diagnosisChannelData(input.diagnosis, reference),
  });
  switch (reference.show) {
    case 'topic':
      return { rendered: citeSources(renderTopic(of, texts), topicSources(knowledge, of), texts) };
    case 'procedure':
      return { rendered: renderNamedProcedure(parts, of, facts) };
    case 'colleague': {
      const to = isLocale(facts.colleagueLocale) ? facts.colleagueLocale : locale;
      return { rendered: renderColleagueText(judgedInput(knowledge, facts), knowledge.texts.in(to), texts) };
    }
    case 'http':
      return diagnosed(judgedInput(knowledge, facts), renderHttpAnswer);
    case 'exchange-online':
      return { rendered: renderExchangeOnline(turn.now, texts) };
    case 'prospect':
      return renderGiven(parts, reference, facts);
    case 'details':
      return diagnosed(judgedInput(knowledge, facts), renderDetails);
    case 'changes':
      return diagnosed(judgedInput(knowledge, facts), renderDiagnosis);
    case 'diagnosis':
      return diagnosed({ ...judgedInput(knowledge, facts), changes: null }, renderDiagnosis);
    default:
      throw new CodedError(
        'answer-unknown',
        `no answer "${reference.show}"`,
        'Name one of the answers in the tree.',
      );
  }
}

function renderNamedProcedure(
  { knowledge, locale, turn }: TreeServicesParts,
  id: string,
  facts: CaseFacts,
): RenderedAnswer {
  const procedure = knowledge.procedures.get(id);
  if (procedure) {
    const { texts, defaultLocale } = knowledge;
    const params = procedureParams(facts);
    const wording = wordingOf(facts);
    const titled = locales.filter((known) => texts.has(known, `procedures:${id}.title`));
    const shown = shownLanguage(titled, locale, defaultLocale);
    return renderProcedure(procedure, { params, at: turn.now, locale: shown, texts, wording });
  }
  throw new CodedError('procedure-unknown', `no procedure "${id}"`, 'Name one of dialogs/procedures.yaml.');
}

/** The answer about a certificate that is to be installed. */
function renderGiven(
  { knowledge, locale, turn }: TreeServicesParts,
  place: TreePlace,
  facts: CaseFacts,
): Rendering {
  const input = knowledge.judge.prospect(facts, turn.now);
  if (input === null) {
    throw new CodedError(
      'nothing-given',
      'an answer about a certificate came before the certificate',
      'Lead the tree to a node that expects one first.',
    );
  }
  const texts = knowledge.texts.in(locale);
  const sources = prospectSources(input.prospect, knowledge.sources);
  return {
    rendered: citeSources(renderProspect(input, texts), sources, texts),
    channelData: prospectChannelData(input.prospect, place),
  };
}

function topicSources({ sources }: Knowledge, id: string): readonly Source[] {
  return topicIds.flatMap((known) => (known === id ? sources.topics[known] : []));
}

function judgedInput(knowledge: Knowledge, facts: CaseFacts): DiagnosisInput {
  const input = knowledge.judge.input(facts);
  if (input) return input;
  throw new CodedError(
    'nothing-judged',
    'an answer about a look came before the look',
    'Lead the tree to a look first.',
  );
}
