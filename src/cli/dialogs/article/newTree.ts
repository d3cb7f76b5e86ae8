import type { ArticleSource } from './readArticle.js';

/** What a new tree says of itself. */
export interface NewTree {
  readonly id: string;
  readonly locale: string;
  readonly owner: string | null;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly sources: readonly ArticleSource[];
}

/** Keys of a new tree's own texts. */
const articleKeys = ['title', 'cause', 'resolution'] as const;
export type ArticleTexts = Readonly<Record<(typeof articleKeys)[number], string>>;

/** The tree of an article, as a draft: the cause, then the steps, then whether they helped. */
export function newTree({ id, locale, owner, day, sources }: NewTree): string {
  const cited = sources.map(
    ({ title, url }) =>
      `  - { title: ${quoted(title)},${url === null ? '' : ` url: ${quoted(url)},`} reviewed: ${day} }\n`,
  );
  const source = cited.length === 0 ? '' : `sources:\n${cited.join('')}`;
  return `# The cause, the steps, and whether they helped. Change it as you like; \`trustdesk dialogs check\` tells what is wrong.
id: ${id}
title: title
${owner === null ? '' : `owner: ${quoted(owner)}\n`}reviewed: ${day}
# Served from \`trustdesk dialogs publish\` on.
state: draft
languages: [${locale}]
# Errors of this family are recognised by dialogs/signatures/${id}.yaml.
families: [${id}]
${source}start: cause
dontKnow: ways-on
nodes:
  cause:
    kind: prompt
    input: choice
    text: cause
    dontKnow: resolution
    choices:
      - { id: steps, text: article:steps, synonyms: article:stepsWords, goto: resolution }
      - { id: another, text: article:another, synonyms: article:anotherWords, goto: ways-on }
  resolution:
    kind: prompt
    input: choice
    text: resolution
    choices:
      - { id: works, text: article:works, synonyms: article:worksWords, goto: works }
      - { id: fails, text: article:fails, synonyms: article:failsWords, goto: ways-on }
  ways-on:
    kind: prompt
    input: choice
    text: article:waysOn
    choices:
      - { id: steps, text: article:steps, synonyms: article:stepsWords, goto: resolution }
      - { id: human, text: root:human, synonyms: root:humanWords, command: human }
      - { id: start-over, text: article:startOver, synonyms: article:startOverWords, command: restart }
  works: { kind: end, text: article:glad }
`;
}

/** JSON strings are YAML's double-quoted ones. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
