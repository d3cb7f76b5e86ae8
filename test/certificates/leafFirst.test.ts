import { expect, test } from '@jest/globals';
import { leafFirst } from '../../src/certificates/leafFirst.js';
import { type Issued, issue, makeAuthority } from '../lab/pki.js';
import { readIssued } from './readIssued.js';

const ec = { keyType: 'ec' } as const;
const root = makeAuthority({ cn: 'Contoso Root', ...ec });
const middle = makeAuthority({ cn: 'Contoso Issuing', issuer: root, ...ec });
const stranger = makeAuthority({ cn: 'Fabrikam Root', ...ec });
const leaf = issue({ authority: middle, cn: 'mail.contoso.com', ...ec });
const other = issue({ authority: middle, cn: 'owa.contoso.com', ...ec });

test.each<[string, readonly Issued[], Issued | null, readonly Issued[]]>([
  ['the one that issued no other', [root, middle, leaf], null, [leaf, root, middle]],
  ['no authority, though it issued none of the others either', [stranger, leaf], null, [leaf, stranger]],
  ['the owner of the private key', [leaf, other, middle], other, [other, leaf, middle]],
  ['the owner of the private key, though it is an authority', [leaf, middle], middle, [middle, leaf]],
  ['the first of several', [other, leaf], null, [other, leaf]],
  ['an authority where nothing else is there', [root, middle], null, [middle, root]],
  ['a self-signed one alone', [stranger], null, [stranger]],
  ['nothing', [], null, []],
])('%s comes first', (_, given, owner, expected) => {
  const found = leafFirst(given.map(readIssued), owner?.der ?? null);
  expect(found.map(({ subject }) => subject.text)).toEqual(expected.map(({ cn }) => `CN=${cn}`));
});
