import type { TreeSource } from '../parseTree.js';
import { makeProblem, type Problem } from '../problem.js';
import { type TextUse, textForms, textUses } from '../treeTexts.js';
import type { KnownWords, Rule, RuleContext } from './rule.js';

/** Every text is there in every locale, with the same placeholders. */
export const missingText: Rule = (context) =>
  textUses(context.source.tree).flatMap((use) => [...missing(context, use), ...mismatched(context, use)]);

function missing({ source, sources, known, texts }: RuleContext, use: TextUse): readonly Problem[] {
  const lacking = languagesOf(source, known).filter((locale) => textForms(texts, locale, use.key).size === 0);
  if (lacking.length === 0) return [];
  const [namespace = ''] = use.key.split(':');
  const folder = sources.some(({ tree }) => tree.id === namespace) ? 'trees/' : '';
  const message = `The text "${use.key}" is missing in ${lacking.join(', ')}.`;
  const mend = `Add it to locales/<locale>/${folder}${namespace}.json, or correct the key.`;
  return [makeProblem(source.file, source.at(use.path), 'missing-text', message, mend)];
}

function mismatched({ source, known, texts }: RuleContext, use: TextUse): readonly Problem[] {
  const found = languagesOf(source, known).flatMap((locale) => {
    const forms = textForms(texts, locale, use.key);
    return forms.size === 0 ? [] : [{ locale, names: placeholders([...forms.values()].join(' ')) }];
  });
  const [first, ...others] = found;
  const different = others.find(({ names }) => names !== first?.names);
  if (first === undefined || different === undefined) return [];
  const message =
    `The text "${use.key}" has the placeholders [${first.names}] in ${first.locale}, ` +
    `but [${different.names}] in ${different.locale}.`;
  const at = source.at(use.path);
  return [
    makeProblem(
      source.file,
      at,
      'placeholder-mismatch',
      message,
      'Use the same placeholders in every locale.',
    ),
  ];
}

function languagesOf({ tree }: TreeSource, known: KnownWords): readonly string[] {
  return tree.languages ?? known.locales;
}

function placeholders(text: string): string {
  const names = [...text.matchAll(/\{\{-?\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1] ?? '');
  return [...new Set(names)].toSorted().join(', ');
}
