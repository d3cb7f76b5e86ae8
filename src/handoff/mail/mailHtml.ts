import { escapeXml } from '../../base/escapeXml.js';
import type { MailBlock, MailFact } from './mail.js';

const page = 'font-family:Segoe UI,Arial,sans-serif;font-size:15px;line-height:1.45;color:#1f1f1f';
const quote = 'margin:0 0 16px;padding:4px 12px;border-left:3px solid #0f6cbd;white-space:pre-wrap';
const label = 'padding:2px 16px 2px 0;vertical-align:top;color:#595959';
const value = 'padding:2px 0;vertical-align:top;white-space:pre-wrap';

/** A mail's body as a page of its own: no style sheet, no picture and no script, since mail programs take none. */
export function mailHtml(blocks: readonly MailBlock[], locale: string): string {
  const body = blocks.map(blockHtml).join('\n');
  return `<!doctype html>\n<html lang="${escapeXml(locale)}"><head><meta charset="utf-8"></head><body style="${page}">\n${body}\n</body></html>\n`;
}

function blockHtml(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escapeXml(block.text).replaceAll('\n', '<br>')}</p>`;
    case 'facts': {
      const title = block.title === null ? '' : `<h2 style="font-size:16px">${escapeXml(block.title)}</h2>\n`;
      return `${title}<table role="presentation" cellspacing="0">${block.facts.map(factHtml).join('')}</table>`;
    }
    case 'quote':
      return `<p style="margin-bottom:4px">${escapeXml(block.by)}</p>\n<blockquote style="${quote}">${escapeXml(block.text)}</blockquote>`;
    case 'link':
      return `<p><a href="${escapeXml(block.url)}">${escapeXml(block.label)}</a></p>`;
  }
}

function factHtml(fact: MailFact): string {
  return `<tr><td style="${label}">${escapeXml(fact.label)}</td><td style="${value}">${escapeXml(fact.value)}</td></tr>`;
}
