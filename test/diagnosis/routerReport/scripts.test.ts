import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { reportFields } from '../../../src/diagnosis/routerReport/reportFields.js';

const long = readFileSync('dialogs/scripts/router-report.ps1', 'utf8');
const short = readFileSync('dialogs/scripts/router-report-short.ps1', 'utf8');

describe('the scripts', () => {
  test.each([
    ['long', long],
    ['short', short],
  ])(
    'the %s one survives a console: plain ASCII, no tab that completes, no empty line that ends the input',
    (_name, script) => {
      expect(script).toMatch(/^[\x20-\x7e\n]*$/);
      expect(script.trimEnd()).not.toMatch(/^\s*$/m);
    },
  );

  test('the long one leaves room for its explanation in a message, the short one is no more than seven lines', () => {
    expect(long.length).toBeLessThan(6000);
    expect(short.length).toBeLessThan(900);
    expect(short.trimEnd().split('\n')).toHaveLength(7);
  });

  test('what they print is what the reader knows', () => {
    const printed = [...`${long}${short}`.matchAll(/(?<=['" ])(?:\[\$i\] )?([A-Z][\w.-]+): /g)].map(
      ([, name]) => name ?? '',
    );
    const names = [...new Set(printed)];
    expect(names.length).toBeGreaterThan(25);
    const unread = names.filter((name) => reportFields(`${name}: x`).length !== 1);
    expect(unread).toEqual([]);
  });

  test('they write nothing and start nothing', () => {
    expect(`${long}${short}`).not.toMatch(
      /\b(?:Set|New|Remove|Add|Clear|Start|Stop|Invoke|Out|Install|Import|Enable|Disable)-(?!Object|Variable)\w+|iex|\.Write|GetRequestStream|Credential/i,
    );
  });
});
