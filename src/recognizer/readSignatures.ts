import { CodedError } from '../base/codedError.js';
import { DataError } from '../base/dataError.js';
import { errorFamilies } from './errorMatch.js';
import { expandPattern } from './expandPattern.js';
import {
  type CertificateLabelEntry,
  type CommandEntry,
  type ConceptEntry,
  certificateParts,
  commands,
  type DetailEntry,
  type DirectionEntry,
  directionParts,
  type LanguageEntry,
  type RuleEntry,
  type SentenceEntry,
  type SignalEntry,
  type SignatureFamily,
  type Signatures,
} from './signatures.js';
import { readYaml, type YamlNode } from './yamlReader.js';

const commandKinds = [...commands, 'filler', 'skipped'] as const;
const languageKinds = ['common', 'telling', 'letters'] as const;

/** Null: any name may be a family's. */
type Families = readonly string[] | null;

const readers = {
  signals: readSignals,
  sentences: readSentences,
  concepts: readConcepts,
  rules: readRules,
  directions: readDirections,
  details: readDetails,
  commands: readCommands,
  languages: readLanguages,
  certificateLabels: readCertificateLabels,
} satisfies {
  readonly [section in keyof Signatures]: (node: YamlNode, families: Families) => Signatures[section];
};

/**
 * Reads one YAML file of dialogs/signatures; it may hold any of the sections (see CONTRIBUTING and the files
 * themselves for their shape). `file` names it in problems; `known` are the families that it may name, null
 * for any: then whoever reads it has had it checked.
 * Throws DataError `signatures-invalid` with every problem.
 */
export function readSignatures(
  yamlText: string,
  file = 'signatures',
  known: Families = errorFamilies,
): Signatures {
  const families = known === null ? null : [...known, 'none'];
  return readYaml(yamlText, file, (root) => {
    const sections = [...Object.keys(readers), 'lexicon'];
    for (const [key, , keyNode] of root.entries())
      if (!sections.includes(key)) keyNode.problem(`unknown section "${key}"; known: ${sections.join(', ')}`);
    const section = <Entry>(
      key: keyof Signatures | 'lexicon',
      read: (node: YamlNode, families: Families) => Entry[],
    ): Entry[] => {
      const node = root.get(key);
      return node === null ? [] : read(node, families);
    };
    return {
      signals: section('signals', readers.signals),
      sentences: section('sentences', readers.sentences),
      concepts: [...section('concepts', readers.concepts), ...section('lexicon', readLexicon)],
      rules: section('rules', readers.rules),
      directions: section('directions', readers.directions),
      details: section('details', readers.details),
      commands: section('commands', readers.commands),
      languages: section('languages', readers.languages),
      certificateLabels: section('certificateLabels', readers.certificateLabels),
    };
  });
}

/**
 * Puts the files together; `file` names a part in problems. Throws DataError `signatures-unknown-concept` when a rule
 * needs a concept that no file words.
 */
export function mergeSignatures(parts: readonly (Signatures & { readonly file?: string })[]): Signatures {
  const known = new Set(parts.flatMap((part) => part.concepts.map((entry) => entry.concept)));
  const problems = parts.flatMap(({ rules, file = 'signatures' }) =>
    rules.flatMap((rule) =>
      [...rule.needs, ...rule.unless]
        .filter((concept) => !known.has(concept))
        .map((concept) => ({
          ...{ file, line: 1, column: 1 },
          message: `A rule for ${rule.family} needs the concept "${concept}", which has no wording.`,
        })),
    ),
  );
  if (problems.length > 0) {
    const mend = 'Correct its name in the rule, or word it under "concepts".';
    throw new DataError('signatures-unknown-concept', problems, mend);
  }
  return {
    signals: parts.flatMap((part) => part.signals),
    sentences: parts.flatMap((part) => part.sentences),
    concepts: parts.flatMap((part) => part.concepts),
    rules: parts.flatMap((part) => part.rules),
    directions: parts.flatMap((part) => part.directions),
    details: parts.flatMap((part) => part.details),
    commands: parts.flatMap((part) => part.commands),
    languages: parts.flatMap((part) => part.languages),
    certificateLabels: parts.flatMap((part) => part.certificateLabels),
  };
}

// family: { weight: [phrase pattern …] }
function readSignals(node: YamlNode, families: Families): SignalEntry[] {
  return byFamily(node, families).flatMap(([family, weights]) =>
    weights
      .entries()
      .flatMap(([weight, list, at]) =>
        phrasesOf(list).map((phrase) => ({ family, phrase, weight: readWeight(Number(weight), at) })),
      ),
  );
}

// family: { locale: [sentence | { text, weight } …] }
function readSentences(node: YamlNode, families: Families): SentenceEntry[] {
  return byFamily(node, families).flatMap(([family, locales]) =>
    locales.entries().flatMap(([locale, list]) =>
      list.items().map((item) => {
        if (item.isText()) return { family, locale, text: item.text(), weight: 1 };
        const weight = item.get('weight');
        return {
          family,
          locale,
          text: item.get('text')?.text() ?? '',
          weight: weight === null ? 1 : readWeight(weight.number(1), weight),
        };
      }),
    ),
  );
}

// concept: { any | locale: [phrase pattern …] }
function readConcepts(node: YamlNode): ConceptEntry[] {
  return node
    .entries()
    .flatMap(([concept, locales]) =>
      locales
        .entries()
        .flatMap(([locale, list]) =>
          phrasesOf(list).map((phrase) => ({ concept, locale: locale === 'any' ? null : locale, phrase })),
        ),
    );
}

// locale: { concept: "phrase pattern, phrase pattern …" }: the same as concepts, one language at a time
function readLexicon(node: YamlNode): ConceptEntry[] {
  return node.entries().flatMap(([locale, concepts]) =>
    concepts.entries().flatMap(([concept, list]) =>
      list
        .text()
        .split(',')
        .flatMap((pattern) => expanded(pattern.trim(), list))
        .map((phrase) => ({ concept, locale, phrase })),
    ),
  );
}

// - { family, needs: [concept …], unless: [concept …], within, weight }
function readRules(node: YamlNode, families: Families): RuleEntry[] {
  return node.items().map((rule) => {
    const list = (key: string): string[] =>
      rule
        .get(key)
        ?.items()
        .map((item) => item.text()) ?? [];
    const named = rule.get('family')?.text() ?? '';
    const family = isFamily(named, families) ? named : undefined;
    const needs = list('needs');
    if (family === undefined) rule.problem(`a rule needs a family: ${families?.join(', ') ?? 'any name'}`);
    if (needs.length === 0) rule.problem('a rule needs at least one concept under "needs"');
    return {
      family: family ?? 'none',
      needs,
      unless: list('unless'),
      within: rule.get('within')?.number(16) ?? 16,
      weight: readWeight(rule.get('weight')?.number(0.8) ?? 0.8, rule),
    };
  });
}

// part: [phrase pattern …]
function readDirections(node: YamlNode): DirectionEntry[] {
  return keyed(node, directionParts).flatMap(([part, list]) =>
    phrasesOf(list).map((phrase) => ({ part, phrase })),
  );
}

// family: { detail: [phrase pattern …] }
function readDetails(node: YamlNode, families: Families): DetailEntry[] {
  return byFamily(node, families).flatMap(([family, details]) =>
    details
      .entries()
      .flatMap(([detail, list]) => phrasesOf(list).map((phrase) => ({ family, detail, phrase }))),
  );
}

// command: { locale: [phrase pattern …] }, language: { locale: { '-' | wanted locale: [phrase pattern …] } };
// a phrase that starts with = counts with its accents only
function readCommands(node: YamlNode): CommandEntry[] {
  return keyed(node, commandKinds).flatMap(([command, locales]) =>
    locales.entries().flatMap(([name, value]) => {
      const locale = name === 'any' ? null : name;
      const lists: (readonly [string | null, YamlNode])[] =
        command === 'language'
          ? value.entries().map(([wanted, list]) => [wanted === '-' ? null : wanted, list] as const)
          : [[null, value]];
      return lists.flatMap(([wanted, list]) =>
        phrasesOf(list).map((phrase) => ({
          command,
          locale,
          wanted,
          phrase: phrase.replace(/^=/, ''),
          accented: phrase.startsWith('='),
        })),
      );
    }),
  );
}

// locale: { common | telling: [phrase pattern …], letters: [letter …] }; a text in place of a list is words set apart by spaces
function readLanguages(node: YamlNode): LanguageEntry[] {
  return node.entries().flatMap(([locale, kinds]) =>
    keyed(kinds, languageKinds).flatMap(([kind, list]): LanguageEntry[] => {
      if (kind === 'letters') return [...list.text()].map((phrase) => ({ locale, kind, phrase }));
      if (list.isText())
        return list
          .text()
          .trim()
          .split(/\s+/)
          .map((phrase) => ({ locale, kind, phrase }));
      return phrasesOf(list).map((phrase) => ({ locale, kind, phrase }));
    }),
  );
}

// part: [phrase pattern …], month: { 1: [name …] … }
function readCertificateLabels(node: YamlNode): CertificateLabelEntry[] {
  return keyed(node, certificateParts).flatMap(([part, list]): CertificateLabelEntry[] =>
    part === 'month'
      ? list
          .entries()
          .flatMap(([month, names]) =>
            phrasesOf(names).map((phrase) => ({ part, phrase, month: Number(month) })),
          )
      : phrasesOf(list).map((phrase) => ({ part, phrase, month: null })),
  );
}

function byFamily(node: YamlNode, families: Families): readonly (readonly [SignatureFamily, YamlNode])[] {
  if (families !== null) return keyed(node, families);
  return node.entries().flatMap(([name, value, at]) => {
    if (isFamily(name, null)) return [[name, value] as const];
    at.problem(`"${name}" is no name for a family`);
    return [];
  });
}

function isFamily(name: string, families: Families): boolean {
  return families === null ? /^[a-z][a-z0-9-]*$/.test(name) : families.includes(name);
}

function keyed<Key extends string>(node: YamlNode, keys: readonly Key[]): (readonly [Key, YamlNode])[] {
  return node.entries().flatMap(([name, value, at]) => {
    const key = keys.find((known) => known === name);
    if (key === undefined) at.problem(`"${name}" is none of ${keys.join(', ')}`);
    return key === undefined ? [] : [[key, value] as const];
  });
}

function phrasesOf(list: YamlNode): string[] {
  return list.items().flatMap((item) => expanded(item.text(), item));
}

function expanded(pattern: string, node: YamlNode): string[] {
  if (!node.takeRoom(0)) return [];
  try {
    const phrases = expandPattern(pattern);
    if (!node.takeRoom(phrases.length)) node.problem('the file has too many phrases from here on; split it');
    const wordless = phrases.find((phrase) => !/[\p{L}\p{N}]/u.test(phrase));
    if (wordless !== undefined) node.problem(`"${wordless}" holds no word`);
    return phrases;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    node.problem(error.message);
    return [];
  }
}

function readWeight(weight: number, node: YamlNode): number {
  if (weight > 0 && weight <= 1) return weight;
  node.problem('a weight lies above 0 and is 1 at most');
  return 1;
}
