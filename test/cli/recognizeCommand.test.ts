import { expect, test } from '@jest/globals';
import { cli } from './captureIo.js';

const error =
  'Incoming Status: Failure - The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.';

test('names the error of one text', async () => {
  const { code, out, err } = await cli(['recognize', '--json'], { input: error });
  expect([code, err]).toEqual([0, '']);
  const match = JSON.parse(out);
  expect(Object.keys(match)).toEqual(['family', 'score', 'locale', 'because', 'candidates', 'also']);
  expect(match).toMatchObject({ family: 'trust-relationship', locale: 'en' });
  const forPeople = await cli(['recognize'], { input: error });
  expect(forPeople.out).toContain('trust-relationship');
});

test('reads one JSON string a line, whatever the chunks are', async () => {
  const input = Buffer.from(
    `${JSON.stringify(error)}\n"hello"\n${JSON.stringify('La relation de confiance é')}\n`,
  );
  const stdin = (async function* () {
    for (let at = 0; at < input.length; at += 7) yield input.subarray(at, at + 7);
  })();
  const { code, out } = await cli(['recognize', '--lines'], { stdin });
  const families = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).family);
  expect([code, families]).toEqual([0, ['trust-relationship', null, null]]);
});

test.each(['no json', '{"text":"x"}', '"one"\n\n"three"'])('refuses the lines %j', async (input) => {
  const { code, err } = await cli(['recognize', '--lines'], { input });
  expect(code).toBe(64);
  expect(err).toMatch(/line [12]/);
});

test('takes no arguments, and an empty text is a valid one', async () => {
  expect((await cli(['recognize', 'error.txt'])).code).toBe(64);
  const empty = await cli(['recognize', '--json'], { input: '' });
  expect([empty.code, JSON.parse(empty.out).family]).toEqual([0, null]);
});
