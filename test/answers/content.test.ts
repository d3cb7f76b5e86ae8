import { describe, expect, test } from '@jest/globals';
import { type Locale, locales } from '../../src/answers/locales.js';
import { makeProcedures } from '../../src/answers/procedures.js';
import type { RenderedAnswer } from '../../src/answers/renderedAnswer.js';
import { renderProcedure } from '../../src/answers/renderProcedure.js';
import { renderTopic, topicIds } from '../../src/answers/renderTopic.js';
import { makeTexts } from '../../src/answers/texts.js';
import { articleFacts } from './articleFacts.js';
import { shippedProcedures } from './shippedProcedures.js';
import { shippedResources } from './shippedTexts.js';

const resources = shippedResources();
const texts = makeTexts(resources);
const procedures = makeProcedures(shippedProcedures());

/** A server whose names are as long as they get in practice. */
const longParams = {
  host: 'webmail.subsidiary.northwest-region.contoso.com',
  port: 443,
  url: 'https://webmail.subsidiary.northwest-region.contoso.com/EWS/Exchange.asmx',
  certificateNames: ['exchange.subsidiary.northwest-region.contoso.com'],
  thumbprint: 'A1'.repeat(20),
  oldThumbprint: 'B2'.repeat(20),
};

function rendered(id: string, locale: Locale, params = {}): RenderedAnswer {
  const procedure = procedures.get(id);
  if (procedure) return renderProcedure(procedure, { params, locale, texts });
  return renderTopic(id, texts.in(locale));
}

function holdsScript(id: string): boolean {
  return procedures.get(id)?.steps.some((step) => 'command' in step && step.isScript) ?? false;
}

/** All the strings of a card, as a client would show them. */
function cardStrings(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(cardStrings);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : cardStrings(inner),
  );
}

const ids = [...procedures.all.map(({ id }) => id), ...topicIds];
const cases = ids.flatMap((id) => locales.map((locale) => [id, locale] as const));

describe('every procedure and topic', () => {
  test.each(cases)('%s in %s is whole, filled and fits a message', (id, locale) => {
    for (const params of [{}, longParams]) {
      const { text, summary, card } = rendered(id, locale, params);
      // A script is one piece that is copied: it stands in the text, which Teams caps at 28 KB, and not in the card.
      expect(text.length).toBeLessThan(holdsScript(id) ? 8000 : 3800);
      expect(JSON.stringify(card).length).toBeLessThan(12_000);
      if (holdsScript(id)) expect([summary, card['body']]).toEqual([text, []]);
      else expect(summary.length).toBeLessThan(160);
      expect(`${text}${summary}${JSON.stringify(card)}`).not.toMatch(/\{\{|\}\}|undefined|\[object/);
      expect(card['version']).toBe('1.5');
    }
  });

  test.each(cases)('%s in %s has neither code marks nor headings in its card', (id, locale) => {
    for (const shown of cardStrings(rendered(id, locale).card)) expect(shown).not.toMatch(/`|^#{2,}/);
  });

  test('the locale files hold these topics and procedures and no others', () => {
    for (const locale of locales) {
      expect(Object.keys(resources[locale]['topics'] ?? {}).sort()).toEqual([...topicIds].sort());
      const known = procedures.all.map(({ id }) => id);
      expect(Object.keys(resources[locale]['procedures'] ?? {}).sort()).toEqual([...known, 'labels'].sort());
    }
  });

  test('the texts of a procedure are the ones its steps name', () => {
    for (const locale of locales) {
      for (const { id, steps, changes } of procedures.all) {
        const own = (resources[locale]['procedures']?.[id] ?? {}) as { readonly [key: string]: object };
        const named = steps.flatMap((step) => ('text' in step ? [step.text] : []));
        expect([id, plainKeys(own['steps'] ?? {})]).toEqual([id, [...named].sort()]);
        const consequences = changes ? ['affects', 'undo', 'verify'] : [];
        expect([id, plainKeys(own)]).toEqual([
          id,
          ['title', 'where', 'rights', 'steps', ...consequences].sort(),
        ]);
      }
    }
  });
});

/** Without the variants of an error family, which familyTexts.test.ts looks after. */
function plainKeys(texts: object): readonly string[] {
  const plain = Object.keys(texts).filter((key) => !key.includes('_'));
  expect(Object.keys(texts).filter((key) => !plain.includes(key.replace(/_.*/, '')))).toEqual([]);
  return plain.sort();
}

describe('commands', () => {
  test.each(procedures.all.map(({ id }) => id))(
    'of %s stand in code blocks, the same in every language',
    (id) => {
      const procedure = procedures.get(id);
      const steps = [...(procedure?.steps ?? []), ...(procedure?.undo ?? []), ...(procedure?.verify ?? [])];
      const lines = steps.flatMap((step) => ('command' in step ? step.command.split('\n') : []));
      const shape = (text: string) => text.replace(/\{\{\w+\}\}/g, '\u0000').split('\u0000');
      for (const locale of locales) {
        const { text, card } = rendered(id, locale);
        const inBlocks = [...text.matchAll(/```\w*\n([\s\S]*?)\n```/g)].map((block) => block[1]).join('\n');
        const inCard = JSON.stringify(card);
        for (const line of lines) {
          for (const piece of shape(line)) {
            expect(inBlocks).toContain(piece);
            if (!holdsScript(id)) expect(inCard).toContain(JSON.stringify(piece).slice(1, -1));
          }
        }
      }
    },
  );
});

/** Labels that a reader in Vietnam finds in English on the screen: the English label, then the gloss. */
test('Vietnamese labels are the English ones, French ones are followed by the English one', () => {
  const vi = rendered('iis-2008-view-certificate', 'vi').text;
  expect(vi).toContain('**Server Certificates** (Chứng chỉ máy chủ)');
  expect(vi).not.toContain('**Chứng chỉ');
  const fr = rendered('iis-2003-view-certificate', 'fr').text;
  expect(fr).toContain('**Afficher le certificat (View Certificate)**');
  expect(fr).not.toContain('**View Certificate**');
});

test('labels whose translation is unsure stay in English alone', () => {
  for (const locale of locales) {
    expect(rendered('router-read-url', locale).text).toContain('Email Router Configuration Manager');
    const shown = ids.map((id) => rendered(id, locale).text).join('\n');
    expect(shown).not.toMatch(
      /Gestionnaire de configuration|Trình quản lý cấu hình|Cơ quan cấp chứng chỉ trung gian/,
    );
  }
});

describe('the article', () => {
  test.each(articleFacts)('%s is said in %s', (_fact, id, tellTales) => {
    for (const locale of locales) expect(rendered(id, locale).text).toContain(tellTales[locale]);
  });

  test('nowhere is a self-signed certificate said to be supported', () => {
    const supported = {
      en: /Router supports self-signed/,
      fr: /Router (prend en charge|gère) les certificats auto-signés/,
      vi: /(?<!không )(?<!không\*\* )hỗ trợ chứng chỉ tự ký/,
    };
    for (const locale of locales) {
      for (const id of ids) expect(rendered(id, locale).text).not.toMatch(supported[locale]);
    }
  });
});
