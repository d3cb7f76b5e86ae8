import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createGroupCommit, type Transaction } from '../../src/storage/sqlite/groupCommit.js';

let database: DatabaseSync;
let transaction: Transaction;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE thing (name TEXT PRIMARY KEY)');
  transaction = createGroupCommit(database);
});
afterEach(() => database.close());

const add = (name: string) => () => database.prepare('INSERT INTO thing VALUES (?)').run(name).changes;
const names = () =>
  database
    .prepare('SELECT name FROM thing ORDER BY name')
    .all()
    .map((row) => row['name']);

test('what comes together is committed together, in order', async () => {
  const all = Promise.all(['a', 'b', 'c'].map((name) => transaction(add(name))));
  expect(names()).toEqual([]);
  expect(await all).toEqual([1, 1, 1]);
  expect(names()).toEqual(['a', 'b', 'c']);
});

test('one that fails leaves nothing and takes no other down', async () => {
  const failing = transaction(() => {
    add('half')();
    throw new Error('boom');
  });
  const results = await Promise.allSettled([transaction(add('a')), failing, transaction(add('b'))]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(names()).toEqual(['a', 'b']);
});

test('a commit that fails is told to all it was to commit', async () => {
  database.exec('CREATE TABLE part (of TEXT REFERENCES thing (name) DEFERRABLE INITIALLY DEFERRED)');
  const orphan = () => database.prepare("INSERT INTO part VALUES ('nobody')").run();
  const results = await Promise.allSettled([transaction(orphan), transaction(add('a'))]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(names()).toEqual(['a']);
});
