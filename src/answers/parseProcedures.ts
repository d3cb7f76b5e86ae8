import { isNode, LineCounter, parseDocument, visit } from 'yaml';
import { DataError, type DataProblem } from '../base/dataError.js';
import { asObject, type Path, type Report, readText, type Unknown } from './dataValues.js';
import { type Procedure, type ProcedureStep, shells } from './procedures.js';
import { readSource, type Source } from './source.js';

/**
 * Reads dialogs/procedures.yaml. The file is written by hand, so all its problems are collected and told at once,
 * each with line and column. Throws DataError `procedures-invalid`.
 *
 * @param scripts commands too long for a line, by the name that a step gives
 */
export function parseProcedures(
  yaml: string,
  fileName = 'procedures.yaml',
  scripts: Scripts = new Map(),
): readonly Procedure[] {
  const lines = new LineCounter();
  // Own procedures come from outside the house; the library compares every key with every other, and copies aliases.
  const document = parseDocument(yaml, { lineCounter: lines, uniqueKeys: false });
  const problems: DataProblem[] = [];
  const note = (offset: number | undefined, message: string) => {
    if (problems.length >= mostProblems) return;
    const { line, col } = lines.linePos(offset ?? 0);
    problems.push({ file: fileName, line, column: col, message });
  };
  const report = (path: Path, message: string) => {
    const node = document.getIn(path, true);
    note(isNode(node) ? node.range?.[0] : 0, `${path.join('.')}: ${message}`);
  };
  for (const error of document.errors) note(error.pos[0], error.message);
  visit(document, {
    Alias: (_key, { range }) => note(range?.[0], 'an alias has no place here; write the value out'),
    Map: (_key, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        const name = String(key);
        if (seen.has(name)) note(isNode(key) ? key.range?.[0] : 0, `"${name}" is there twice`);
        seen.add(name);
      }
    },
  });
  const procedures = problems.length > 0 ? [] : readAll(document.toJS(), { report, scripts });
  if (problems.length === 0) return procedures;
  const mend = 'Correct the file; dialogs/procedures.schema.json describes it and editors check against it.';
  throw new DataError('procedures-invalid', problems, mend);
}

const mostProblems = 100;

/** Text of each script by its name. */
export type Scripts = ReadonlyMap<string, string>;

interface Reading {
  readonly report: Report;
  readonly scripts: Scripts;
}

function readAll(root: unknown, reading: Reading): readonly Procedure[] {
  const { report } = reading;
  const list = asObject(root)['procedures'];
  if (!Array.isArray(list)) {
    report([], 'expected a list "procedures"');
    return [];
  }
  const seen = new Set<string>();
  return list.map((entry: unknown, index) => {
    const procedure = readProcedure(asObject(entry), ['procedures', index], reading);
    if (seen.has(procedure.id)) report(['procedures', index, 'id'], `"${procedure.id}" is there twice`);
    seen.add(procedure.id);
    return procedure;
  });
}

const keys = ['id', 'changes', 'sources', 'steps', 'undo', 'verify'];

function readProcedure(entry: Unknown, path: Path, reading: Reading): Procedure {
  const { report } = reading;
  for (const key of Object.keys(entry)) {
    if (!keys.includes(key)) report([...path, key], `unknown key; known are ${keys.join(', ')}`);
  }
  const at = (key: string): Path => [...path, key];
  if (typeof entry['changes'] !== 'boolean') report(at('changes'), 'expected true or false');
  const steps = readSteps(entry['steps'], at('steps'), reading);
  if (steps.length === 0) report(at('steps'), 'expected at least one step');
  return {
    id: readText(entry['id'], /^[a-z0-9]+(-[a-z0-9]+)*$/, at('id'), report),
    changes: entry['changes'] === true,
    sources: readSources(entry['sources'], at('sources'), report),
    steps,
    undo: commandsOnly(readSteps(entry['undo'] ?? [], at('undo'), reading), at('undo'), report),
    verify: commandsOnly(readSteps(entry['verify'] ?? [], at('verify'), reading), at('verify'), report),
  };
}

function readSteps(value: unknown, path: Path, reading: Reading): readonly ProcedureStep[] {
  const { report } = reading;
  if (!Array.isArray(value)) {
    report(path, 'expected a list of steps');
    return [];
  }
  return value.map((item: unknown, index) => {
    const step = asObject(item);
    const at = [...path, index];
    if (step['text'] !== undefined)
      return { text: readText(step['text'], /^[a-zA-Z0-9]+$/, [...at, 'text'], report) };
    return {
      command:
        step['script'] === undefined
          ? readText(step['command'], /\S/, [...at, 'command'], report)
          : readScript(step['script'], [...at, 'script'], reading),
      shell: readOne(step['shell'], shells, [...at, 'shell'], report),
      ...(step['script'] === undefined ? {} : { isScript: true }),
    };
  });
}

function readScript(value: unknown, path: Path, { report, scripts }: Reading): string {
  const script = scripts.get(String(value));
  if (script === undefined) report(path, `no script "${value}"; there are ${[...scripts.keys()].join(', ')}`);
  return script ?? '';
}

function commandsOnly(steps: readonly ProcedureStep[], path: Path, report: Report) {
  return steps.flatMap((step, index) => {
    if ('command' in step) return [step];
    report([...path, index], 'expected a command; the text stands in the locale files');
    return [];
  });
}

function readSources(value: unknown, path: Path, report: Report): readonly Source[] {
  if (!Array.isArray(value) || value.length === 0) report(path, 'expected at least one source');
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.map((item, index) => readSource(item, [...path, index], report));
}

function readOne<T extends string>(value: unknown, allowed: readonly T[], path: Path, report: Report): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  report(path, `${JSON.stringify(value) ?? 'nothing'} is not one of ${allowed.join(', ')}`);
  // Never used: what was reported makes parseProcedures throw.
  return allowed[0] as T;
}
