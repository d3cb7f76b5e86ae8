import type { Finding } from '../diagnosis/diagnosis.js';
import type { ProspectCondition, ProspectNote } from '../diagnosis/prospect/prospect.js';
import type { CardColor } from './cards.js';
import { bareName, shortName, shownNames } from './certificateNames.js';
import { detailText } from './detailText.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { findingLabel } from './findingText.js';
import { type AnswerPart, layOut } from './layOut.js';
import { rootQuery } from './planParts.js';
import { dateValue, issuerValue } from './proofFacts.js';
import type { ProspectInput } from './prospectInput.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import { publicCaAdvice, requestNames } from './requestAdvice.js';
import type { LocaleTexts } from './texts.js';

const colors = { yes: 'Good', 'only-when': 'Warning', no: 'Attention' } as const satisfies Record<
  ProspectInput['prospect']['outcome'],
  CardColor
>;

/**
 * Whether a certificate would end the error, before it is installed: the outcome, the facts, and why not, what must be
 * true besides, or what belongs to installing it.
 */
export function renderProspect(input: ProspectInput, texts: LocaleTexts): RenderedAnswer {
  const { outcome, online } = input.prospect;
  const parts: AnswerPart[] = [
    { kind: 'facts', facts: facts(input, texts) },
    ...mends(input, texts),
    ...reasons(input, texts),
    ...conditions(input, texts),
    ...(outcome === 'no' ? [] : installing(input, texts)),
    ...(outcome === 'no' && !online ? requesting(input, texts) : []),
    // They are about installing it.
    ...(outcome === 'no' ? [] : notes(input, texts)),
  ];
  return layOut({ headline: headline(input, texts), color: colors[outcome], parts }, texts);
}

function headline({ prospect, host }: ProspectInput, texts: LocaleTexts): string {
  const form = host === null ? `${prospect.outcome}NoHost` : prospect.outcome;
  return texts.t(`prospect:headline.${form}`, { host: escapeMarkdown(host ?? '', 80) });
}

function facts({ certificate, host, at }: ProspectInput, texts: LocaleTexts) {
  const { names, issuer, subject, notAfter } = certificate;
  const rows: readonly (readonly [string, string])[] = [
    ...(host === null ? [] : [['wanted', escapeMarkdown(host, 80)] as const]),
    ['names', shownNames(names, texts)],
    ['issuer', issuerValue(issuer, issuer === subject, texts)],
    ['notAfter', dateValue(notAfter, at, texts)],
  ];
  return rows.map(([key, value]) => ({ title: texts.t(`answers:fact.${key}`), value }));
}

function mends({ prospect }: ProspectInput, texts: LocaleTexts): AnswerPart[] {
  if (prospect.outcome === 'no' || prospect.mends.length === 0) return [];
  const text = `${texts.list(prospect.mends.map((code) => findingLabel(code, texts)))}.`;
  return [{ kind: 'paragraph', label: texts.t('prospect:label.mends'), text }];
}

function reasons({ prospect, host, certificate }: ProspectInput, texts: LocaleTexts): AnswerPart[] {
  if (prospect.outcome !== 'no') return [];
  const items = prospect.online
    ? [texts.t('resolutions:replace-certificate.howOnline')]
    : prospect.refusals.map((finding) => reason(finding, host, certificate.names, texts));
  return [{ kind: 'list', label: texts.t('prospect:label.why'), items }];
}

function reason(finding: Finding, host: string | null, names: readonly string[], texts: LocaleTexts): string {
  const { code, evidence } = finding;
  const form = code === 'name-mismatch' ? mismatchForm(host ?? '', names) : code;
  return texts.t(`prospect:reason.${form}`, {
    host: escapeMarkdown(host ?? '', 80),
    names: shownNames(names, texts),
    wildcards: shownNames(
      names.filter((name) => bareName(name).startsWith('*.')),
      texts,
    ),
    notAfter: dateOf(evidence['notAfter'], texts),
    detail: escapeMarkdown(detailText(finding, texts) ?? '', 160),
  });
}

/** A wildcard of the right domain and the wrong depth misleads most; it is said how far a wildcard reaches. */
function mismatchForm(host: string, names: readonly string[]): string {
  const near = names.map(bareName).some((name) => {
    const domain = name.startsWith('*.') ? name.slice(2).toLowerCase() : null;
    return domain !== null && (host === domain || host.endsWith(`.${domain}`));
  });
  return near ? 'wildcardDepth' : 'name-mismatch';
}

function conditions({ prospect }: ProspectInput, texts: LocaleTexts): AnswerPart[] {
  if (prospect.conditions.length === 0) return [];
  // What a block of its own belongs to comes last, so that the block follows it.
  const ordered = prospect.conditions.toSorted(
    (one, other) => Number(blockOf(one) !== null) - Number(blockOf(other) !== null),
  );
  const block = ordered.map(blockOf).find((code) => code !== null);
  return [
    {
      kind: 'list',
      label: texts.t(`prospect:label.${prospect.outcome === 'no' ? 'besides' : 'when'}`),
      items: ordered.map((condition) => conditionText(condition, texts)),
    },
    ...(block ? [{ kind: 'code' as const, code: block }] : []),
  ];
}

/** The command that shows whether a root is there, or the address of the issuer's certificate; a path lacks one of them. */
function blockOf(condition: ProspectCondition): string | null {
  if (condition.code === 'trust-root') return rootQuery(condition.root);
  return condition.code === 'find-issuer' ? (condition.urls.find(isPlainUrl) ?? null) : null;
}

/** Out of a certificate that anybody may have made: it is pasted into a browser, so it holds nothing unusual. */
function isPlainUrl(url: string): boolean {
  return url.length <= 200 && /^https?:\/\/[\w.-]+(?::\d{1,5})?\/[\w.~()/%+-]*$/.test(url);
}

function conditionText(condition: ProspectCondition, texts: LocaleTexts): string {
  const text = (params = {}) => texts.t(`prospect:condition.${condition.code}`, params);
  const name = (dn: string) => escapeMarkdown(shortName(dn), 80);
  switch (condition.code) {
    case 'trust-root':
      return text({ root: name(condition.root) });
    case 'find-issuer': {
      const said = text({ issuer: name(condition.issuer) });
      return blockOf(condition) === null ? said : `${said} ${texts.t('prospect:condition.issuerAddress')}`;
    }
    case 'wait':
      return text({ notBefore: dateOf(condition.notBefore, texts) });
    case 'renew-chain':
      return text({ subject: name(condition.subject), notAfter: dateOf(condition.notAfter, texts) });
    case 'name-in-url':
      return text({ names: shownNames(condition.names, texts) });
    case 'other-faults':
      return text({ faults: texts.list(condition.codes.map((code) => findingLabel(code, texts))) });
    case 'curve-key':
    case 'none-wrong-now':
      return text();
  }
}

function installing({ prospect }: ProspectInput, texts: LocaleTexts): AnswerPart[] {
  const { chain, privateRoot, conditions } = prospect;
  const shown = (names: readonly string[]) =>
    texts.list(names.map((name) => escapeMarkdown(shortName(name), 80)));
  const asked = conditions.some(({ code }) => code === 'trust-root');
  const items = [
    ...(chain.length > 0 ? [texts.t('prospect:install.chain', { names: shown(chain) })] : []),
    texts.t('prospect:install.key'),
    // Last, since its command follows the list.
    ...(privateRoot && !asked ? [texts.t('prospect:install.root', { root: shown([privateRoot]) })] : []),
  ];
  return [
    { kind: 'list', label: texts.t('prospect:label.install'), items },
    ...(privateRoot && !asked ? [{ kind: 'code' as const, code: rootQuery(privateRoot) }] : []),
  ];
}

/** What to ask a CA for instead. */
function requesting({ host, presentNames, at }: ProspectInput, texts: LocaleTexts): AnswerPart[] {
  const names = host === null ? [] : requestNames(host, presentNames).slice(0, 4);
  const wanted =
    names.length > 0
      ? texts.t('prospect:request.names', {
          names: texts.list(names.map((name) => `**${escapeMarkdown(name, 80)}**`)),
        })
      : texts.t('prospect:request.noNames');
  const text = [wanted, ...publicCaAdvice(host, presentNames, new Date(at), texts)].join(' ');
  return [{ kind: 'paragraph', label: texts.t('prospect:label.request'), text }];
}

function notes({ prospect }: ProspectInput, texts: LocaleTexts): AnswerPart[] {
  if (prospect.notes.length === 0) return [];
  const text = prospect.notes.map((note) => noteText(note, texts)).join(' ');
  return [{ kind: 'paragraph', label: texts.t('answers:label.note'), text, subtle: true }];
}

function noteText(note: ProspectNote, texts: LocaleTexts): string {
  switch (note.code) {
    case 'finding':
      return `${findingLabel(note.finding.code, texts)}.`;
    case 'autodiscover':
      return texts.t('prospect:note.autodiscover', { name: `**${escapeMarkdown(note.name, 80)}**` });
    case 'lost-names':
      return texts.t('prospect:note.lost-names', { names: shownNames(note.names, texts) });
    case 'key-provider':
      return texts.t('prospect:note.key-provider');
  }
}

function dateOf(iso: unknown, texts: LocaleTexts): string {
  return typeof iso === 'string' ? escapeMarkdown(texts.dateTime(iso)) : texts.t('answers:value.unknown');
}
