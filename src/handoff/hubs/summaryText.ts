import { plainText } from '../../answers/plainText.js';
import type { SummaryPart } from '../desk/deskApi.js';

/** A summary as plain text, for hubs that show no Markdown. */
export function summaryText(parts: readonly SummaryPart[]): string {
  return parts.map(partText).join('\n\n');
}

function partText({ title, facts, text }: SummaryPart): string {
  const lines = facts.map(({ label, value }) => `${label}: ${plainText(value)}`);
  return [title, ...lines, ...(text === null ? [] : [plainText(text)])].join('\n');
}
