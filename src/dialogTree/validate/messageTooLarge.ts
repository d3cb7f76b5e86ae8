import { makeProblem, type Problem } from '../problem.js';
import { choicesOf, type TreeNode } from '../tree.js';
import { qualifiedKey, textForms } from '../treeTexts.js';
import type { Rule, RuleContext } from './rule.js';

/** Teams takes about 28 KB a message, its card included; what the facts add needs room too. */
export const mostBytes = 24_000;
/** A button shows one line; clients cut what is longer. */
const longestTitle = 80;

/** What a node says fits one message of Teams in every locale, and a choice fits its button. */
export const messageTooLarge: Rule = (context) =>
  Object.entries(context.source.tree.nodes).flatMap(([id, node]) => [
    ...tooLarge(context, id, node),
    ...tooLong(context, id, node),
  ]);

function tooLarge(context: RuleContext, id: string, node: TreeNode): readonly Problem[] {
  const { source, known, sizeOf } = context;
  const sizes = known.locales.map((locale) => ({ locale, bytes: sizeOf(contentOf(context, node, locale)) }));
  const largest = sizes.reduce((a, b) => (b.bytes > a.bytes ? b : a), { locale: '', bytes: 0 });
  if (largest.bytes <= mostBytes) return [];
  const message = `"${id}" makes a message of ${largest.bytes} bytes in ${largest.locale}; ${mostBytes} fit.`;
  const mend = 'Say it shorter, or split the node in two.';
  return [makeProblem(source.file, source.keyAt(`nodes/${id}`), 'message-too-large', message, mend)];
}

function contentOf(context: RuleContext, node: TreeNode, locale: string) {
  const { tree } = context.source;
  const titles = choicesOf(tree, node).map(({ text }) => longestForm(context, locale, text));
  const text = 'text' in node && node.text !== undefined ? longestForm(context, locale, node.text) : '';
  const answer = node.kind === 'answer' ? { show: node.show, of: node.of ?? null } : null;
  return { locale, text, titles, answer };
}

function tooLong(context: RuleContext, id: string, node: TreeNode): readonly Problem[] {
  const { source, known } = context;
  return choicesOf(source.tree, node).flatMap((choice) => {
    const title = known.locales
      .map((locale) => longestForm(context, locale, choice.text))
      .find((form) => form.length > longestTitle);
    if (title === undefined) return [];
    const message = `The choice "${choice.id}" of "${id}" has a title of ${title.length} characters; a button shows ${longestTitle}.`;
    const at = source.keyAt(`nodes/${id}`);
    return [
      makeProblem(source.file, at, 'title-too-long', message, 'Shorten it; explain in the text above.'),
    ];
  });
}

function longestForm({ texts, source }: RuleContext, locale: string, key: string): string {
  const forms = [...textForms(texts, locale, qualifiedKey(key, source.tree.id)).values()];
  return forms.reduce((a, b) => (b.length > a.length ? b : a), '');
}
