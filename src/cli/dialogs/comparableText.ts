/**
 * A reply without what differs from one play to the next: keys are made anew for each recording, so what is derived
 * from them is not compared; nor is a port of this machine, the time a look took or the number of a case.
 */
export function comparableText(text: string): string {
  return text
    .replaceAll(/\b[0-9A-F]{40}\b/g, '<THUMBPRINT-OF-THIS-RUN>')
    .replaceAll(/\bTD-[0-9A-Z]{6}\b/g, 'TD-7K3F9Q')
    .replaceAll(/\b127\.0\.0\.1:\d+/g, '127.0.0.1:<PORT>')
    .replaceAll(/\b\d[\d.,\u00a0\u202f]*\s?ms\b/g, '<TIME>');
}
