/**
 * A reply without what differs from one play to the next: keys are made anew for each recording, so what is derived
 * from them is not compared; nor is a port of this machine or the time a look took.
 */
export function comparableText(text: string): string {
  return text
    .replaceAll(/\b[0-9A-F]{40}\b/g, '<THUMBPRINT-OF-THIS-RUN>')
    .replaceAll(/\b127\.0\.0\.1:\d+/g, '127.0.0.1:<PORT>')
    .replaceAll(/\b\d[\d.,\u00a0\u202f]*\s?ms\b/g, '<TIME>');
}
