import type { DialogTest } from './testDialogs.js';

/** What `dialogs test --json` prints, one object a line: problems and differences, each conversation, the coverage. */
export function testRecords({ problems, played, coverage }: DialogTest): readonly object[] {
  return [
    ...problems.map((problem) => ({ kind: 'problem', ...problem })),
    ...played
      .flatMap(({ differences }) => differences)
      .map((difference) => ({ kind: 'difference', ...difference })),
    ...played.map(({ source: { file, conversation }, differences }) => ({
      kind: 'conversation',
      file,
      about: conversation.about,
      locale: conversation.locale,
      turns: conversation.turns.length,
      passed: differences.length === 0,
    })),
    ...coverage.map((tree) => ({ kind: 'coverage', ...tree })),
  ];
}
