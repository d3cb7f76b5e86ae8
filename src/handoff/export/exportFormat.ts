/** `json`: everything that is kept; `transcript`: a Bot Framework transcript; `html`: a page to read and to print. */
export const exportFormats = ['json', 'transcript', 'html'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export function isExportFormat(value: unknown): value is ExportFormat {
  return exportFormats.some((format) => format === value);
}

export const exportContentTypes = {
  json: 'application/json; charset=utf-8',
  transcript: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const satisfies Record<ExportFormat, string>;

/** A name for the file that any system can keep. `subject` is a case's number or a conversation's key. */
export function exportFileName(subject: string, format: ExportFormat): string {
  return `${subject.replace(/[^\w.-]+/g, '-').slice(0, 80)}.${format}`;
}
