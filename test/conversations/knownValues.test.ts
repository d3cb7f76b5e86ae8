import { describe, expect, test } from '@jest/globals';
import { findNode } from '../../src/dialogTree/tree.js';
import { shippedKnowledge } from './caseTalk.js';

const trees = shippedKnowledge().registry.versions.map(({ tree }) => tree);

/** All the objects inside of one, itself included. */
function objectsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

function valuesSet(fact: string): readonly unknown[] {
  return objectsIn(trees).flatMap((part) => {
    if (!('set' in part) || typeof part.set !== 'object' || part.set === null) return [];
    return Object.entries(part.set).flatMap(([name, value]) => (name === fact ? [value] : []));
  });
}

function valuesAskedFor(inside: unknown, fact: string): readonly unknown[] {
  return objectsIn(inside).flatMap((part) => {
    if (!('fact' in part) || part.fact !== fact) return [];
    if ('in' in part && Array.isArray(part.in)) return part.in;
    return 'equals' in part ? [part.equals] : [];
  });
}

// A tree that takes over another's answer would else go on as if it were the newest version.
describe.each(['windows', 'exchange', 'syncKind'])('%s', (fact) => {
  const set = new Set(valuesSet(fact));
  const reading = trees.filter((tree) => valuesAskedFor(tree, fact).length > 0);

  test('is set and read', () => {
    expect(set.size).toBeGreaterThan(1);
    expect(reading).not.toHaveLength(0);
  });

  test('takes no value that no tree asks for', () => {
    expect([...set].filter((value) => !valuesAskedFor(trees, fact).includes(value))).toEqual([]);
  });
});

test('a group of versions of the Router’s Windows is no version to the TLS steps', () => {
  const tls = trees.find(({ id }) => id === 'tls-protocol');
  const client = tls && findNode(tls, 'client');
  const known = valuesAskedFor(client, 'routerWindows');
  expect(known).toHaveLength(6);
  expect(valuesSet('routerWindows').filter((value) => !known.includes(value))).toEqual([
    'to2008r2',
    'from2012',
  ]);
});
