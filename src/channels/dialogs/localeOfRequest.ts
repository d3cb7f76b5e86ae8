import type { IncomingMessage } from 'node:http';
import { queryOf } from '../directLine/queryOf.js';
import { chooseLocale } from '../widget/chooseLocale.js';
import type { DialogPages } from './dialogPages.js';

/** The language that the address names, else the browser's, else the house's. */
export function localeOfRequest({ languages, defaultLocale }: DialogPages, request: IncomingMessage): string {
  const locales = languages.map(({ locale }) => locale);
  const asked = queryOf(request).get('locale');
  if (asked !== null && locales.includes(asked)) return asked;
  const accepted = request.headers['accept-language'];
  return (accepted === undefined ? null : chooseLocale(accepted, locales)) ?? defaultLocale;
}
