import { isSeq, parseDocument } from 'yaml';

const layout = { lineWidth: 0 } as const;

/** A tree's text with one more language, as a draft reviewed on that day; the rest of it, comments too, stays. */
export function addLanguage(tree: string, locale: string, day: string): string {
  const document = parseDocument(tree);
  const languages = document.get('languages');
  if (!isSeq(languages)) document.set('languages', document.createNode([locale], { flow: true }));
  else if (!languages.toJSON().includes(locale)) languages.add(document.createNode(locale));
  document.set('reviewed', day);
  document.set('state', 'draft');
  return document.toString(layout);
}

/** A signature file's text with these sentences of one language, in place of those it had. */
export function addSentences(
  signatures: string | null,
  {
    family,
    locale,
    sentences,
  }: { readonly family: string; readonly locale: string; readonly sentences: readonly string[] },
): string {
  const document = parseDocument(
    signatures ?? '# What people paste when they have this problem, by language.\n',
  );
  document.setIn(['sentences', family, locale], document.createNode(sentences));
  return document.toString(layout);
}
