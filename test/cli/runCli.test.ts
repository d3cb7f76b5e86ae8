import { expect, test } from '@jest/globals';
import { commands } from '../../src/cli/commands.js';
import { jsonLine } from '../../src/cli/humanText.js';
import { cli } from './captureIo.js';

test('help goes to standard output when asked for, to standard error when not', async () => {
  for (const argv of [['help'], ['--help'], ['-h']]) {
    const { code, out, err } = await cli(argv);
    expect([code, err]).toEqual([0, '']);
    for (const name of Object.keys(commands)) expect(out).toContain(name);
  }
  expect(await cli([])).toMatchObject({ code: 64, out: '' });
});

test('every command explains its options', async () => {
  for (const [name, { options }] of Object.entries(commands)) {
    const { code, out } = await cli(['help', name]);
    expect(code).toBe(0);
    for (const option of Object.keys(options)) expect(out).toContain(`--${option}`);
    expect(await cli([name, '--help'])).toEqual({ code, out, err: '' });
  }
});

test('the version is a version', async () => {
  expect(await cli(['--version'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test.each([
  [['diagnos'], 'Did you mean `trustdesk diagnose`?'],
  [['constructor'], 'unknown command'],
  [['help', 'nothing'], 'unknown command'],
  [['diagnose', 'x', '--jsno'], 'Did you mean --json?'],
  [['serve', 'now'], 'takes no arguments'],
  [['dialogs'], 'dialogs needs an action'],
  [['dialogs', 'chek'], 'dialogs has no action chek'],
  [['dialogs', 'chekc'], 'Did you mean "check"?'],
  [['dialogs', 'check', 'more'], 'dialogs check takes no file'],
])('%j exits 64 and says why', async (argv, said) => {
  const { code, out, err } = await cli(argv);
  expect([code, out]).toEqual([64, '']);
  expect(err).toContain(said);
});

test('a wrong setting keeps serve from starting, with the mend', async () => {
  const { code, err } = await cli(['serve'], { env: { PORT: 'many' } });
  expect(code).toBe(64);
  expect(err).toContain('PORT');
});

test('what is wrong ends in one full stop', async () => {
  const { err } = await cli(['serve'], { env: { OIDC_ISSUER: 'https://login.contoso.com' } });
  expect(err).toMatch(/OIDC_CLIENT_SECRET: .*[^.]\.\nCorrect/);
});

test('nothing that a terminal would obey is printed, whatever was given', async () => {
  const { code, err } = await cli(['inspect', '\u001b]0;owned\u0007\u009b2Jno\rsuch.cer']);
  expect(code).toBe(66);
  expect(err).toContain('no\ufffdsuch.cer');
  expect(err).not.toMatch(/[^\P{Cc}\n\t]/u);
});

test('JSON says the same with such characters escaped', () => {
  const value = { name: 'a\u001b\u007f\u009b' };
  const line = jsonLine(value);
  expect(line).not.toMatch(/[^\P{Cc}\n]/u);
  expect(JSON.parse(line)).toEqual(value);
});
