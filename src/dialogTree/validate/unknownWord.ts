import { suggest } from '../didYouMean.js';
import { makeProblem, type Problem, type ProblemCode } from '../problem.js';
import type { Condition } from '../tree.js';
import { allChoices } from './allChoices.js';
import type { Rule, RuleContext } from './rule.js';

interface WordUse {
  readonly code: ProblemCode;
  readonly what: string;
  readonly word: string;
  readonly path: string;
  readonly known: readonly string[];
}

/** Families, languages, findings, verdicts, readers and commands are words that the rest of the house knows. */
export const unknownWord: Rule = (context) => {
  const uses = [
    ...families(context),
    ...languages(context),
    ...expects(context),
    ...commands(context),
    ...conditions(context),
  ];
  return uses.filter(({ word, known }) => !known.includes(word)).map((use) => problemOf(context, use));
};

function problemOf({ source }: RuleContext, { code, what, word, path, known }: WordUse): Problem {
  const mend = suggest(word, known, `Choose a ${what} that there is.`);
  return makeProblem(source.file, source.at(path), code, `There is no ${what} "${word}".`, mend);
}

function families({ source, known }: RuleContext): readonly WordUse[] {
  return (source.tree.families ?? []).map((word, index) => ({
    code: 'unknown-family',
    what: 'error family',
    word,
    path: `families/${index}`,
    known: known.families,
  }));
}

function languages({ source, known }: RuleContext): readonly WordUse[] {
  return (source.tree.languages ?? []).map((word, index) => ({
    code: 'unknown-language',
    what: 'language',
    word,
    path: `languages/${index}`,
    known: known.locales,
  }));
}

function expects({ source, known }: RuleContext): readonly WordUse[] {
  return Object.entries(source.tree.nodes).flatMap(([id, node]) =>
    'expect' in node && node.expect !== undefined
      ? [
          {
            code: 'unknown-expect',
            what: 'reader',
            word: node.expect,
            path: `nodes/${id}/expect`,
            known: known.expects,
          },
        ]
      : [],
  );
}

function commands({ source, known }: RuleContext): readonly WordUse[] {
  return allChoices(source.tree).flatMap(({ path, choice }) =>
    choice.command === undefined
      ? []
      : [
          {
            code: 'unknown-command',
            what: 'command',
            word: choice.command,
            path: `${path}/command`,
            known: known.commands,
          },
        ],
  );
}

function conditions({ source, known }: RuleContext): readonly WordUse[] {
  const inChoices = allChoices(source.tree).map(({ path, choice }) => ({
    path: `${path}/when`,
    when: choice.when,
  }));
  const inCases = Object.entries(source.tree.nodes).flatMap(([id, node]) =>
    node.kind === 'branch'
      ? node.cases.map(({ when }, index) => ({ path: `nodes/${id}/cases/${index}/when`, when }))
      : [],
  );
  return [...inChoices, ...inCases].flatMap(({ path, when }) =>
    when === undefined ? [] : conditionWords(path, when, known),
  );
}

function conditionWords(path: string, when: Condition, known: RuleContext['known']): readonly WordUse[] {
  const finding = { code: 'unknown-finding', what: 'finding', known: known.findingCodes } as const;
  const verdict = { code: 'unknown-verdict', what: 'verdict', known: known.verdicts } as const;
  return [
    ...words(`${path}/verdict`, when.verdict).map((use) => ({ ...verdict, ...use })),
    ...words(`${path}/primary`, when.primary)
      .filter(({ word }) => word !== 'none')
      .map((use) => ({ ...finding, ...use })),
    ...words(`${path}/any`, when.any).map((use) => ({ ...finding, ...use })),
    ...words(`${path}/all`, when.all).map((use) => ({ ...finding, ...use })),
  ];
}

function words(
  path: string,
  value: string | readonly string[] | undefined,
): readonly { word: string; path: string }[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [{ word: value, path }];
  return value.map((word, index) => ({ word, path: `${path}/${index}` }));
}
