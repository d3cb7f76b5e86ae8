import { type PrintedOptions, printedReport, printedShort } from '../diagnosis/routerReport/printedReport.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { reportedChains } from './servers.js';

const inspecting = makeAuthority({
  cn: 'Fabrikam Web Gateway CA',
  notBefore: new Date('2020-01-01T00:00:00Z'),
  notAfter: new Date('2035-01-01T00:00:00Z'),
});

/** What the Router's computer may be shown; all but the last as the servers of that name show it. */
const chains = {
  ...reportedChains,
  inspected: [
    issue({
      cn: 'mail.contoso.com',
      authority: inspecting,
      sans: [{ dns: 'mail.contoso.com' }],
      notBefore: new Date('2026-11-01T00:00:00Z'),
      notAfter: new Date('2027-11-01T00:00:00Z'),
    }),
    inspecting,
  ],
};

/** A report of the Router's computer in a golden conversation: it stands where the person's text says `{{report}}`. */
export interface GoldenReport extends Omit<PrintedOptions, 'chain'> {
  readonly chain: keyof typeof chains;
  readonly form?: 'short' | 'short-without-head';
  /** Cut in the middle of the first certificate. */
  readonly part?: 'first' | 'rest';
}

export function reportText({ chain, form, part, ...options }: GoldenReport): string {
  const facts = { ...options, chain: chains[chain] };
  if (form === 'short') return printedShort(facts);
  if (form === 'short-without-head') return printedShort(facts).split('\n').slice(1).join('\n');
  const text = printedReport(facts);
  const middle = text.indexOf('-----BEGIN') + 500;
  if (part === 'first') return text.slice(0, middle);
  return part === 'rest' ? text.slice(middle) : text;
}
