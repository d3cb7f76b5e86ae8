import type { DiagnosisInput } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import type { LocaleTexts } from './texts.js';

type Generation = DiagnosisInput['diagnosis']['generation'];

const exchangeNames: { readonly [generation: string]: string } = {
  se: 'Exchange Server SE',
  online: 'Exchange Online',
};
const windowsNames: { readonly [generation: string]: string } = {
  '2008r2': 'Windows Server 2008 R2',
  '2012r2': 'Windows Server 2012 R2',
  '2016+': 'Windows Server 2016–2025',
};

/** Microsoft's own name, the same in every language, with the update that the build shows; null when unknown. */
function exchangeName({ exchange, update }: Generation): string | null {
  if (exchange === null) return null;
  const name = exchangeNames[exchange] ?? `Exchange ${exchange}`;
  return update === null ? name : `${name} ${update}`;
}

function windowsName({ windows }: Generation): string | null {
  return windows === null ? null : (windowsNames[windows] ?? `Windows Server ${windows}`);
}

/** What the headers hint at, and which headers. Null when they hint at nothing. */
export function serverValue(generation: Generation, texts: LocaleTexts): string | null {
  const { build, because } = generation;
  const exchange = exchangeName(generation);
  const names = [exchange && build ? `${exchange} (${build})` : exchange, windowsName(generation)].filter(
    (name) => name !== null,
  );
  if (names.length === 0) return null;
  const name = escapeMarkdown(names.join(', '));
  if (because.length === 0) return name;
  return texts.t('answers:value.softwareBy', { name, because: escapeMarkdown(because.join(', '), 120) });
}

/** The products that Microsoft no longer supports, with the day; null when there is none. */
export function supportEndedValue(generation: Generation, texts: LocaleTexts): string | null {
  const ended = endedProducts(generation).map(({ name, day }) =>
    texts.t('answers:value.endedOn', { name: escapeMarkdown(name), day: escapeMarkdown(texts.day(day)) }),
  );
  return ended.length > 0 ? texts.list(ended) : null;
}

/** The same in one short sentence, without the days. */
export function supportEndedNote(generation: Generation, texts: LocaleTexts): string | null {
  const names = endedProducts(generation).map(({ name }) => escapeMarkdown(name));
  return names.length > 0 ? texts.t('answers:supportEnded', { products: texts.list(names) }) : null;
}

function endedProducts(generation: Generation): readonly { readonly name: string; readonly day: string }[] {
  const { exchange, windows } = generation.supportEnded;
  // The update says nothing about the support of the product.
  const products = [
    { name: exchangeName({ ...generation, update: null }), day: exchange },
    { name: windowsName(generation), day: windows },
  ];
  return products.flatMap(({ name, day }) => (name !== null && day !== null ? [{ name, day }] : []));
}
