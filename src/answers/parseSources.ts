import { LineCounter, type Node, parseDocument } from 'yaml';
import { DataError, type DataProblem } from '../base/dataError.js';
import { type CauseCode, causeCodes, type ResolutionCode, resolutionCodes } from '../diagnosis/diagnosis.js';
import { asObject, type Report, type Unknown } from './dataValues.js';
import { type TopicId, topicIds } from './renderTopic.js';
import { readSource, type Source } from './source.js';

/** What each cause, resolution and topic rests on; every code has one source at least. */
export interface SourceLists {
  readonly causes: Readonly<Record<CauseCode, readonly Source[]>>;
  readonly resolutions: Readonly<Record<ResolutionCode, readonly Source[]>>;
  readonly topics: Readonly<Record<TopicId, readonly Source[]>>;
}

/** Reads dialogs/sources.yaml. Throws DataError `sources-invalid` with every problem. */
export function parseSources(yaml: string, file = 'sources.yaml'): SourceLists {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const problems: DataProblem[] = [];
  const note = (offset: number, message: string): void => {
    const { line, col } = lines.linePos(offset);
    problems.push({ file, line, column: col, message });
  };
  for (const error of document.errors) note(error.pos[0], error.message);
  const report: Report = (path, message) => {
    // The nearest part that is there: a list that lacks a code has no place of its own.
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const range = (node as Node | null | undefined)?.range;
      if (range) return note(range[0], `${path.join('.')}: ${message}`);
    }
    note(0, `${path.join('.')}: ${message}`);
  };
  const root = asObject(document.toJS());
  const known = readSources(asObject(root['sources']), report);
  const lists = {
    causes: readLists(root, 'causes', causeCodes, known, report),
    resolutions: readLists(root, 'resolutions', resolutionCodes, known, report),
    topics: readLists(root, 'topics', topicIds, known, report),
  };
  if (problems.length === 0) return lists;
  throw new DataError('sources-invalid', problems, 'Name one of the sources at the top of the file.');
}

const fields = ['title', 'id', 'url', 'reviewed'];

function readSources(sources: Unknown, report: Report): ReadonlyMap<string, Source> {
  return new Map(
    Object.entries(sources).map(([name, value]) => [name, readKnownSource(value, name, report)]),
  );
}

function readKnownSource(value: unknown, name: string, report: Report): Source {
  const path = ['sources', name];
  for (const field of Object.keys(asObject(value))) {
    if (!fields.includes(field)) report([...path, field], `unknown field; known are ${fields.join(', ')}`);
  }
  return readSource(value, path, report);
}

function readLists<Code extends string>(
  root: Unknown,
  section: string,
  codes: readonly Code[],
  known: ReadonlyMap<string, Source>,
  report: Report,
): Record<Code, readonly Source[]> {
  const written = asObject(root[section]);
  for (const code of Object.keys(written)) {
    if (!codes.some((candidate) => candidate === code)) report([section, code], 'there is no such code');
  }
  const listOf = (code: Code): readonly Source[] => {
    const names: unknown = written[code];
    if (!Array.isArray(names) || names.length === 0) {
      report([section, code], 'expected a list of at least one source');
      return [];
    }
    return names.flatMap((name: unknown) => {
      const source = known.get(String(name));
      if (source === undefined) report([section, code], `there is no source "${String(name)}"`);
      return source === undefined ? [] : [source];
    });
  };
  return Object.fromEntries(codes.map((code) => [code, listOf(code)])) as Record<Code, readonly Source[]>;
}
