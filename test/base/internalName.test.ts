import { expect, test } from '@jest/globals';
import { isInternalName } from '../../src/base/internalName.js';

test('internal names', () => {
  for (const name of ['exch01', 'a.local', 'a.b.lan', 'a.corp', 'a.internal', 'a.home.arpa', 'A.LOCAL']) {
    expect([name, isInternalName(name)]).toEqual([name, true]);
  }
  for (const name of ['contoso.com', 'local.contoso.com', 'arpa.net'])
    expect([name, isInternalName(name)]).toEqual([name, false]);
});
