/** The part of a Message-ID before the @: case, event and kind, of characters that RFC 5322 takes without quotes. */
export function mailId(caseId: string, ...parts: readonly (string | number)[]): string {
  return [caseId, ...parts].join('.').replace(/[^A-Za-z0-9.-]/g, '-');
}
