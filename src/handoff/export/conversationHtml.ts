import { plainText } from '../../answers/plainText.js';
import { escapeXml } from '../../base/escapeXml.js';
import { caseState } from '../caseRow.js';
import { eventText, eventWords } from './eventText.js';
import { type ExportLine, exportLines } from './exportLines.js';
import type { ExportedCase, ExportRequest, ExportStorage } from './exportSource.js';
import { exportStyle } from './exportStyle.js';
import { pictureUrl } from './pictureUrl.js';

/** A page that needs nothing but itself: no script, no address that a browser would ask. Times are UTC and say so. */
export async function* conversationHtml(
  storage: ExportStorage,
  request: ExportRequest,
  cases: readonly ExportedCase[],
): AsyncGenerator<string> {
  yield head(request, cases);
  for await (const line of exportLines(storage, request, cases))
    yield line.kind === 'event' ? eventItem(line, request) : await saidItem(storage, line, request);
  yield '</ol>\n</main>\n</body>\n</html>\n';
}

function head({ conversation, texts, now, notes }: ExportRequest, cases: readonly ExportedCase[]): string {
  const { t, locale } = texts;
  const references = cases.map(({ record }) => record.reference).join(', ');
  const title = escapeXml(t('export:title', { subject: references || conversation }));
  const facts: readonly (readonly [label: string, value: string])[] = [
    [t('export:fact.conversation'), conversation],
    [t('export:fact.exported'), texts.dateTime(now.toISOString())],
    [t('export:fact.notes'), t(notes ? 'export:notes.with' : 'export:notes.without')],
    ...cases.map((one) => caseFact(one, texts)),
  ];
  const list = facts.map(([label, value]) => `<dt>${escapeXml(label)}</dt><dd>${escapeXml(value)}</dd>`);
  return `<!doctype html>
<html lang="${locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${exportStyle}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<dl>
${list.join('\n')}
</dl>
<ol>
`;
}

function caseFact({ record }: ExportedCase, { t, dateTime }: ExportRequest['texts']) {
  const { reference, openedAt, endedAt, outcome } = caseState(record);
  const when = { from: dateTime(openedAt), until: endedAt === null ? '' : dateTime(endedAt) };
  const lasted = t(endedAt === null ? 'export:case.open' : 'export:case.ended', when);
  return [
    t('export:fact.case', { reference }),
    `${lasted} ${t('export:event.outcome', { outcome: t(`export:outcome.${outcome}`) })}`,
  ] as const;
}

async function saidItem(
  storage: ExportStorage,
  { said, personName, locale, files }: ExportLine & { kind: 'said' },
  { conversation, texts }: ExportRequest,
): Promise<string> {
  const { from, at, name, text } = said;
  const who = (from === 'person' ? personName : name) ?? texts.t(`export:${from}`);
  // The bot writes Markdown; a person's and an agent's words stand as they were written.
  const words = (from === 'bot' ? plainText(text) : text).replaceAll('\r\n', '\n');
  const lang = from === 'person' && locale !== null ? ` lang="${escapeXml(locale)}"` : '';
  const names = said.files.map((file) => `<li>${escapeXml(file.name)}</li>`);
  const pictures: string[] = [];
  for (const id of files) {
    const file = await storage.readAttachment(conversation, id);
    const url = file === null ? null : pictureUrl(file.bytes);
    if (url !== null) pictures.push(`<img src="${url}" alt="${escapeXml(file?.name ?? '')}">`);
  }
  return `<li class="${from}">${byline(who, at, texts)}
<div class="words" dir="auto"${lang}>${escapeXml(words)}</div>
${names.length === 0 ? '' : `<ul class="files">${names.join('')}</ul>`}${pictures.join('')}</li>
`;
}

function eventItem({ event, reference }: ExportLine & { kind: 'event' }, { texts }: ExportRequest): string {
  const text = eventText(event, texts);
  if (text === null) return '';
  const words = eventWords(event);
  const quoted =
    words === null || words === '' ? '' : `\n<div class="words" dir="auto">${escapeXml(words)}</div>`;
  return `<li class="${event.type === 'noted' || event.type === 'bot-noted' ? 'note' : 'event'}">${byline(
    `${reference} – ${text}`,
    event.at,
    texts,
  )}${quoted}</li>\n`;
}

function byline(who: string, at: string, { dateTime }: ExportRequest['texts']): string {
  return `<p><b>${escapeXml(who)}</b> <time datetime="${escapeXml(at)}">${escapeXml(dateTime(at))}</time></p>`;
}
