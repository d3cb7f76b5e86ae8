import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { suggest } from '../didYouMean.js';
import { makeProblem, type Position, type Problem, type ProblemCode } from '../problem.js';
import type { Field, RecordShape, Shape } from './shape.js';

/** Where each value (and, for map entries, each key) stands, by its path such as `nodes/look/next`. */
export interface Positions {
  readonly values: ReadonlyMap<string, Position>;
  readonly keys: ReadonlyMap<string, Position>;
}

export interface ShapeReport extends Positions {
  readonly problems: readonly Problem[];
}

type YamlNode = ParsedNode | null;
interface Entry {
  readonly name: string;
  readonly key: Position;
  readonly value: YamlNode;
}

/** Compares a YAML document with the shape and gathers every difference, each at its own place. */
export function checkShape(
  file: string,
  root: YamlNode,
  shape: Shape,
  positionAt: (offset: number) => Position,
): ShapeReport {
  const walk = new ShapeWalk(file, positionAt);
  walk.check(root, shape, '', { line: 1, column: 1 });
  return walk;
}

class ShapeWalk implements ShapeReport {
  readonly problems: Problem[] = [];
  readonly values = new Map<string, Position>();
  readonly keys = new Map<string, Position>();
  readonly #file: string;
  readonly #positionAt: (offset: number) => Position;

  constructor(file: string, positionAt: (offset: number) => Position) {
    this.#file = file;
    this.#positionAt = positionAt;
  }

  /** `around` is the place of the key or the parent, for values that are not there. */
  check(node: YamlNode, shape: Shape, path: string, around: Position): void {
    const at = this.#placeOf(node, around);
    this.values.set(path, at);
    if (isAlias(node)) {
      this.#report(
        at,
        'yaml-alias',
        'An alias stands for another part of the file.',
        'Write the value out; share choices by "choiceSets".',
      );
      return;
    }
    switch (shape.is) {
      case 'string':
        this.#checkString(node, shape, at);
        return;
      case 'word':
        this.#checkWord(node, shape.words, at);
        return;
      case 'boolean':
        if (!isScalar(node) || typeof node.value !== 'boolean') this.#wrongType(at, 'true or false');
        return;
      case 'scalar':
        if (!isScalar(node) || !isJsonScalar(node.value))
          this.#wrongType(at, 'a text, a number, true, false or null');
        return;
      case 'list':
        this.#checkList(node, shape.of, shape.min, path, at);
        return;
      case 'oneOrMany':
        if (isSeq(node)) this.#checkList(node, shape.of, 1, path, at);
        else this.check(node, shape.of, path, at);
        return;
      case 'map':
        this.#checkMap(node, shape, path, at);
        return;
      case 'record':
        this.#checkRecord(node, shape, path, at);
        return;
      case 'variants':
        this.#checkVariant(node, shape.by, shape.of, path, at);
        return;
      case 'markedBy': {
        const marked = isMap(node) && this.#entries(node, false).some((entry) => entry.name === shape.field);
        this.#checkRecord(node, marked ? shape.marked : shape.plain, path, at);
        return;
      }
    }
  }

  #checkString(node: YamlNode, shape: Shape & { readonly is: 'string' }, at: Position): void {
    if (!isScalar(node) || typeof node.value !== 'string') {
      this.#wrongType(at, shape.what);
      return;
    }
    if (shape.pattern.test(node.value)) return;
    this.#report(at, 'wrong-value', `"${shorten(node.value)}" is not ${shape.what}.`, `Write ${shape.what}.`);
  }

  #checkWord(node: YamlNode, words: readonly string[], at: Position): void {
    if (!isScalar(node) || typeof node.value !== 'string') {
      this.#wrongType(at, `one of ${words.join(', ')}`);
      return;
    }
    if (words.includes(node.value)) return;
    const mend = suggest(node.value, words, 'Choose one of the words.');
    this.#report(at, 'wrong-value', `"${shorten(node.value)}" is none of ${words.join(', ')}.`, mend);
  }

  #checkList(node: YamlNode, of: Shape, min: number, path: string, at: Position): void {
    if (!isSeq(node)) {
      this.#wrongType(at, 'a list');
      return;
    }
    if (node.items.length < min)
      this.#report(at, 'wrong-value', 'The list is empty.', 'Add an entry or leave the field out.');
    node.items.forEach((item, index) => {
      this.check(item as YamlNode, of, join(path, String(index)), at);
    });
  }

  #checkMap(node: YamlNode, shape: Shape & { readonly is: 'map' }, path: string, at: Position): void {
    if (!isMap(node)) {
      this.#wrongType(at, 'names with values');
      return;
    }
    const entries = this.#entries(node, true);
    if (entries.length < shape.min)
      this.#report(at, 'wrong-value', 'There is no entry.', 'Add an entry or leave the field out.');
    for (const entry of entries) {
      if (!shape.keys.test(entry.name)) {
        this.#report(
          entry.key,
          'wrong-value',
          `"${shorten(entry.name)}" is not ${shape.what}.`,
          `Write ${shape.what}.`,
        );
      }
      const inner = join(path, entry.name);
      this.keys.set(inner, entry.key);
      this.check(entry.value, shape.of, inner, entry.key);
    }
  }

  #checkVariant(
    node: YamlNode,
    by: string,
    variants: { readonly [value: string]: RecordShape },
    path: string,
    at: Position,
  ): void {
    if (!isMap(node)) {
      this.#wrongType(at, `a record with "${by}"`);
      return;
    }
    const entry = this.#entries(node, false).find(({ name }) => name === by);
    if (entry === undefined) {
      this.#report(
        at,
        'missing-field',
        `"${by}" is missing.`,
        `Add ${by}: ${Object.keys(variants).join(' | ')}.`,
      );
      return;
    }
    const value = isScalar(entry.value) ? String(entry.value.value) : '';
    const variant = Object.hasOwn(variants, value) ? variants[value] : undefined;
    if (variant === undefined) {
      const mend = suggest(value, Object.keys(variants), 'Choose a kind that there is.');
      this.#report(
        this.#placeOf(entry.value, entry.key),
        'unknown-kind',
        `There is no ${by} "${shorten(value)}".`,
        mend,
      );
      return;
    }
    this.#checkRecord(node, variant, path, at, by);
  }

  #checkRecord(
    node: YamlNode,
    shape: RecordShape,
    path: string,
    at: Position,
    checkedAlready?: string,
  ): void {
    if (!isMap(node)) {
      this.#wrongType(at, `a record with ${Object.keys(shape.fields).join(', ')}`);
      return;
    }
    const entries = this.#entries(node, true);
    const names = new Set(entries.map(({ name }) => name));
    if (entries.length < shape.min) {
      this.#report(
        at,
        'wrong-value',
        'Nothing is said here.',
        `Add one of ${Object.keys(shape.fields).join(', ')}.`,
      );
    }
    for (const entry of entries) {
      const field: Field | undefined = Object.hasOwn(shape.fields, entry.name)
        ? shape.fields[entry.name]
        : undefined;
      if (field === undefined) {
        const mend = suggest(entry.name, Object.keys(shape.fields), 'Take it out.');
        this.#report(entry.key, 'unknown-field', `"${shorten(entry.name)}" has no meaning here.`, mend);
        continue;
      }
      const inner = join(path, entry.name);
      this.keys.set(inner, entry.key);
      if (entry.name !== checkedAlready) this.check(entry.value, field.shape, inner, entry.key);
    }
    for (const [name, field] of Object.entries(shape.fields)) {
      if (field.required && !names.has(name)) this.#missing(at, name, field.about);
    }
    for (const [name, other] of Object.entries(shape.needs)) {
      if (names.has(name) && !names.has(other)) this.#missing(at, other, `"${name}" needs it.`);
    }
    for (const group of shape.exclusive) {
      const [first, second] = entries.filter(({ name }) => group.includes(name));
      if (first === undefined || second === undefined) continue;
      this.#report(
        second.key,
        'conflicting-fields',
        `"${first.name}" and "${second.name}" exclude each other.`,
        'Keep one of them.',
      );
    }
  }

  /** Entries whose key is a plain word, the first of each name. `report` tells of the others, once. */
  #entries(map: YAMLMap, report: boolean): readonly Entry[] {
    const entries = new Map<string, Entry>();
    for (const pair of map.items) {
      const key = this.#placeOf(pair.key as YamlNode, { line: 1, column: 1 });
      if (!isScalar(pair.key) || typeof pair.key.value !== 'string') {
        if (report)
          this.#report(key, 'wrong-type', 'The name of a field is not a text.', 'Write it as a plain word.');
      } else if (entries.has(pair.key.value)) {
        if (report)
          this.#report(
            key,
            'duplicate-key',
            `"${shorten(pair.key.value)}" stands here twice.`,
            'Rename or remove one of the two.',
          );
      } else {
        entries.set(pair.key.value, { name: pair.key.value, key, value: (pair.value ?? null) as YamlNode });
      }
    }
    return [...entries.values()];
  }

  #placeOf(node: YamlNode, around: Position): Position {
    return node === null ? around : this.#positionAt(node.range[0]);
  }

  #wrongType(at: Position, what: string): void {
    this.#report(
      at,
      'wrong-type',
      `This is not ${what}.`,
      `Write ${what}; texts that look like numbers go in quotes.`,
    );
  }

  #missing(at: Position, name: string, about: string): void {
    this.#report(at, 'missing-field', `"${name}" is missing.`, `Add "${name}": ${about}`);
  }

  #report(at: Position, code: ProblemCode, message: string, mend: string): void {
    this.problems.push(makeProblem(this.#file, at, code, message, mend));
  }
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

function isJsonScalar(value: unknown): boolean {
  return (
    value === null ||
    ['string', 'boolean'].includes(typeof value) ||
    (typeof value === 'number' && Number.isFinite(value))
  );
}
