/// <reference types="vite/client" />
import i18next from 'i18next';

export type DeskValues = Readonly<Record<string, string | number>>;

/** The desk's words in one language, and how that language writes instants in the agent's own time zone. */
export interface DeskTexts {
  readonly locale: string;
  readonly t: (key: string, values?: DeskValues) => string;
  readonly has: (key: string) => boolean;
  /** The time alone today, with the day before today. */
  readonly time: (iso: string, now: number) => string;
  readonly day: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  /** "45 s", "12 min", "3 h 5 min", "2 days": two units at most. */
  readonly duration: (ms: number) => string;
  readonly languageName: (tag: string) => string;
}

type Content = Record<string, unknown>;

/** A chunk a file, so that only the language that is read is loaded. The names of findings are the bot's own. */
const desks = loadersOf(import.meta.glob<Content>('../../../locales/*/desk.json', { import: 'default' }));
const findings = loadersOf(
  import.meta.glob<Content>('../../../locales/*/findings.json', { import: 'default' }),
);

function loadersOf(files: Readonly<Record<string, () => Promise<Content>>>) {
  return new Map(Object.entries(files).map(([file, load]) => [file.split('/').at(-2) ?? '', load]));
}

/** The languages that the desk speaks. */
export const deskLocales: readonly string[] = [...desks.keys()].sort();

export async function loadDeskTexts(wanted: string): Promise<DeskTexts> {
  const locale = deskLocales.includes(wanted) ? wanted : 'en';
  const [desk = {}, finding = {}] = await Promise.all([desks.get(locale)?.(), findings.get(locale)?.()]);
  const engine = i18next.createInstance();
  await engine.init({
    lng: locale,
    ns: ['desk', 'findings'],
    defaultNS: 'desk',
    resources: { [locale]: { desk, findings: finding } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return {
    locale,
    t: (key, values) => engine.t(key, { ...values }),
    has: (key) => engine.exists(key),
    ...instantsIn(locale),
  };
}

function instantsIn(
  locale: string,
): Pick<DeskTexts, 'time' | 'day' | 'dateTime' | 'duration' | 'languageName'> {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const both = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const isToday = (date: Date, now: number) => date.toDateString() === new Date(now).toDateString();
  return {
    time: (iso, now) => (isToday(new Date(iso), now) ? time : both).format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    dateTime: (iso) => both.format(new Date(iso)),
    duration: (ms) => duration(locale, ms),
    languageName: (tag) => {
      try {
        return names.of(tag) ?? tag;
      } catch {
        return tag;
      }
    },
  };
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

function duration(locale: string, ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const at = units.findIndex(([, size]) => seconds >= size);
  const parts = units.slice(at === -1 ? 3 : at, at === -1 ? 4 : at + (at < 2 ? 2 : 1));
  let rest = seconds;
  return parts
    .map(([unit, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
      return { count, text: format.format(count) };
    })
    .filter(({ count }, index) => index === 0 || count > 0)
    .map(({ text }) => text)
    .join(' ');
}
