import { type HttpAnswer, httpAnswer } from '../diagnosis/httpAnswer.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { findingLabel, shownHost } from './findingText.js';
import { type AnswerPart, layOut } from './layOut.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import { serverValue, supportEndedNote } from './serverSoftware.js';
import type { LocaleTexts } from './texts.js';

/** Answers that a request without credentials gets from a healthy EWS. */
const healthy: readonly (HttpAnswer | null)[] = ['windows-sign-in', 'basic-only', 'token-only'];

/** The families whose error is an HTTP status, with that status. */
const statusOfFamily: { readonly [family: string]: number } = {
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
};

/**
 * The answer to an error that the server itself gave over HTTP: what the endpoint says to a request without
 * credentials, what that proves, and how it goes with the pasted error.
 */
export function renderHttpAnswer(input: DiagnosisInput, texts: LocaleTexts): RenderedAnswer {
  const code = httpAnswer(input.record.server);
  const host = shownHost(input);
  const parts: AnswerPart[] = [
    { kind: 'facts', facts: facts(input, texts) },
    paragraph('meaning', texts.t(`answers:http.meaning.${code ?? 'unseen'}`, { host }), texts),
    ...pastedParts(code, input, texts),
    ...certificateParts(input, texts),
  ];
  const headline = texts.t(`answers:http.headline.${code ?? 'unseen'}`, { host });
  const color = code === null ? 'Warning' : healthy.includes(code) ? 'Good' : 'Attention';
  return layOut({ headline, color, parts }, texts);
}

function facts({ record, diagnosis, url }: DiagnosisInput, texts: LocaleTexts) {
  const { server } = record;
  const rows: readonly (readonly [string, string | null])[] = [
    ['url', escapeMarkdown(url)],
    ['status', server?.status ? String(server.status) : null],
    ['signIn', server && server.authenticate.length > 0 ? schemes(server.authenticate, texts) : null],
    ['location', server?.location ? escapeMarkdown(server.location, 120) : null],
    ['software', serverValue(diagnosis.generation, texts)],
  ];
  return rows.flatMap(([key, value]) =>
    value === null ? [] : [{ title: texts.t(`answers:http.fact.${key}`), value }],
  );
}

/** The names alone: realms and challenges tell nothing here. */
function schemes(authenticate: readonly string[], texts: LocaleTexts): string {
  const names = authenticate.map((offer) => offer.trim().split(/\s/)[0] ?? '').filter((name) => name !== '');
  return texts.list([...new Set(names)].slice(0, 6).map((name) => escapeMarkdown(name, 30)));
}

/** The pasted error and the answer from here need not be the same: that is evidence too. */
function pastedParts(code: HttpAnswer | null, input: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const pasted = statusOfFamily[input.family ?? ''];
  const seen = input.record.server?.status ?? null;
  if (pasted === undefined || code === null || seen === null) return [];
  const form = pasted === seen ? (pasted === 401 && !healthy.includes(code) ? null : 'same') : 'differs';
  if (form === null) return [];
  const text = texts.t(`answers:http.pasted.${form}${form === 'same' ? String(pasted) : ''}`, {
    pasted: String(pasted),
    seen: String(seen),
  });
  return [paragraph('pasted', text, texts)];
}

/** Whoever got an HTTP answer was past the certificate; other clients need not be. */
function certificateParts({ diagnosis, record }: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  const faults = diagnosis.findings.filter(({ severity }) => severity === 'blocks');
  const ended = supportEndedNote(diagnosis.generation, texts);
  if (record.failure !== null || faults.length === 0) {
    return ended ? [{ ...paragraph('note', ended, texts), subtle: true }] : [];
  }
  const labels = texts.list([...new Set(faults.map(({ code }) => findingLabel(code, texts)))]);
  const text = [texts.t('answers:http.certificate', { labels }), ended].filter(Boolean).join(' ');
  return [paragraph('note', text, texts)];
}

function paragraph(label: 'meaning' | 'pasted' | 'note', text: string, texts: LocaleTexts) {
  return { kind: 'paragraph', label: texts.t(`answers:http.label.${label}`), text } as const;
}
