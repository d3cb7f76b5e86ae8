import { shortName } from './certificateNames.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import type { LocaleTexts } from './texts.js';

type RevocationCheck = NonNullable<DiagnosisInput['record']['fetched']>['revocation'][number];

/**
 * What is known of a revocation, for the details: proven, ruled out, or that it could not be checked, and that .NET does
 * not ask by default. Null where the certificates name nobody to ask.
 */
export function revocationValue({ record }: DiagnosisInput, texts: LocaleTexts): string | null {
  const checks = record.fetched?.revocation ?? [];
  const [first] = checks;
  if (!first) return null;
  const status = statusText(checks, first, texts);
  return texts.t('answers:revocation.byDefault', { status });
}

function statusText(checks: readonly RevocationCheck[], first: RevocationCheck, texts: LocaleTexts): string {
  const date = (iso: string | null) => (iso ? escapeMarkdown(texts.dateTime(iso)) : '');
  const revoked = checks.find(({ status }) => status === 'revoked');
  if (revoked) return texts.t('answers:revocation.revoked', { date: date(revoked.revokedAt) });
  const open = checks.filter(({ status }) => status === 'unchecked');
  if (open.length > 0) {
    const names = open.map(({ subject }) => escapeMarkdown(shortName(subject), 80));
    return texts.t('answers:revocation.unchecked', { names: texts.list(names) });
  }
  const source = texts.t(`answers:revocation.by.${first.by ?? 'ocsp'}`);
  return texts.t('answers:revocation.good', { source, date: date(first.thisUpdate) });
}

/** The CA's reason in the person's language; RFC 5280's own word where there is no text for it. */
export function revocationReason(reason: string | null, texts: LocaleTexts): string {
  if (reason === null || reason === 'unspecified') return texts.t('answers:revocation.reason.none');
  const key = `answers:revocation.reason.${reason}`;
  return texts.has(key) ? texts.t(key) : escapeMarkdown(reason);
}
