import { isLocale, type Locale, locales } from '../answers/locales.js';
import { renderCase } from '../answers/renderCase.js';
import type { LocaleTexts } from '../answers/texts.js';
import type { JsonObject } from '../base/json.js';
import type { Log } from '../base/log.js';
import { type CaseFacts, caseFacts } from '../bot/conversation/caseFacts.js';
import type { Knowledge } from '../bot/conversation/knowledge.js';
import { causeCodes } from '../diagnosis/diagnosis.js';
import type { Facts } from '../dialogTree/dialogServices.js';
import type { CaseState } from '../handoff/case/caseState.js';
import type { CaseReader } from '../handoff/desk/caseReader.js';
import type { SummaryPart } from '../handoff/desk/deskApi.js';
import type { ProbeRecord } from '../probe/probeRecord.js';
import { recentResults } from './recentResults.js';

/** Ready answers for agents, in the order in which they are offered. */
const replyIds = [
  'greeting',
  'moment',
  'exactError',
  'serverUrl',
  'routerReport',
  'screenshot',
  'importRoot',
  'newCertificate',
  'testAccess',
  'noKeys',
  'closing',
] as const;

/** What a case of an agent or a hub says, by what the bot knows. */
export function makeCaseReader(knowledge: () => Knowledge, log: Log): CaseReader {
  /** A case is to be answered even when its facts, perhaps of an earlier release, can't be read. */
  function orElse<T>(caseId: string, read: () => T, without: () => T): T {
    try {
      return read();
    } catch (err) {
      log.error({ err, caseId }, 'What is known of a case can’t be read.');
      return without();
    }
  }
  // The facts of a case stay what they were when it was opened; what is made of them is asked for with every message.
  const primaries = recentResults<string | null>(2_000);
  const summaries = recentResults<readonly SummaryPart[]>(200);
  return {
    primary: (state) =>
      primaries(state.caseId, () =>
        orElse(
          state.caseId,
          () => primaryOf(knowledge(), state),
          () => null,
        ),
      ),
    summary(state, looks, locale) {
      const latest = `${looks.length} ${String(looks.at(-1)?.['startedAt'] ?? '')}`;
      return summaries(`${state.caseId} ${locale} ${latest}`, () =>
        orElse(
          state.caseId,
          () => summary(knowledge(), state, looks, locale),
          () => summary(knowledge(), withoutFacts(state), [], locale),
        ),
      );
    },
    causes(locale) {
      const texts = knowledge().texts.in(locale);
      const named = causeCodes.map((code) => ({ code, name: texts.t(`causes:${code}.title`) }));
      return [...named, { code: 'other', name: texts.t('case:otherCause') }];
    },
    replies(locale) {
      const { texts } = knowledge();
      const inLanguage = (person: Locale) =>
        replyIds.map((id) => ({
          id,
          title: texts.t(locale, `replies:${id}.title`),
          text: texts.t(person, `replies:${id}.text`),
        }));
      return Object.fromEntries(locales.map((person) => [person, inLanguage(person)]));
    },
  };
}

function withoutFacts(state: CaseState): CaseState {
  return { ...state, request: { ...state.request, facts: {} } };
}

function primaryOf({ judge }: Knowledge, { request }: CaseState): string | null {
  return judge.diagnosis(caseFacts(request.facts as Facts))?.primary ?? null;
}

function summary(knowledge: Knowledge, state: CaseState, looks: readonly JsonObject[], locale: Locale) {
  const { request } = state;
  const facts = caseFacts(request.facts as Facts);
  const texts = knowledge.texts.in(locale);
  const inputs = factsOfLooks(facts, looks as unknown as readonly ProbeRecord[], state.openedAt).flatMap(
    (seen) => knowledge.judge.input(seen) ?? [],
  );
  const { place } = request;
  return renderCase(
    {
      family: request.family,
      errorText: facts.errorText ?? null,
      told: toldFacts(facts, texts),
      looks: inputs,
      place: place && { tree: place.treeId, node: place.nodeId, version: place.version },
      ...{ reason: request.reason, locale: request.locale, channelId: request.channelId },
      timeZone: request.timeZone,
    },
    texts,
  );
}

/** The case's facts as they were after each look of it, oldest first. */
function factsOfLooks(
  facts: CaseFacts,
  looks: readonly ProbeRecord[],
  openedAt: string,
): readonly CaseFacts[] {
  const records = new Map<string, ProbeRecord>();
  const known = [facts.previousProbe, facts.probe].filter((record) => record != null);
  const ofCase = looks.filter((look) => look.startedAt > openedAt || isAbout(look, facts));
  for (const record of [...known, ...ofCase]) records.set(record.startedAt, record);
  const sorted = [...records.values()].toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
  const seen = sorted.map((probe, index) => {
    const before = sorted[index - 1];
    const previousProbe = before && isSameServer(before, probe) ? before : null;
    // What was told of the case's server says nothing about another one.
    const own = isAbout(probe, facts) ? facts : { roots: facts.roots ?? null, family: facts.family ?? null };
    return { ...own, routerReport: null, probe, previousProbe };
  });
  // What the Router's own computer reported wins, so it comes last.
  const latest = sorted.findLast((record) => isAbout(record, facts)) ?? facts.probe ?? null;
  return facts.routerReport ? [...seen, { ...facts, probe: latest }] : seen;
}

function isAbout({ endpoint }: ProbeRecord, facts: CaseFacts): boolean {
  return endpoint.host === facts.endpoint?.host || endpoint.host === facts.probe?.endpoint.host;
}

function isSameServer({ endpoint: a }: ProbeRecord, { endpoint: b }: ProbeRecord): boolean {
  return a.host === b.host && a.port === b.port;
}

/** What the person told, by the slots that have a name. */
function toldFacts(facts: CaseFacts, texts: LocaleTexts) {
  const { endpoint, exchange, routerWindows, colleagueLocale } = facts;
  const values = {
    endpoint: endpoint?.url ?? null,
    exchange: exchange ?? null,
    routerWindows: routerWindows ?? null,
    colleagueLocale: isLocale(colleagueLocale) ? colleagueLocale : null,
  };
  return Object.entries(values).flatMap(([slot, given]) =>
    given === null ? [] : [{ what: texts.t(`bot:told.${slot}`), given }],
  );
}
