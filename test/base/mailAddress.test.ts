import { expect, test } from '@jest/globals';
import { isMailAddress } from '../../src/base/mailAddress.js';

test.each([
  'linh@contoso.com',
  'first.last+tag@mail.contoso.co.uk',
  "o'neil@xn--bcher-kva.example",
  'A_b-c=d@x-1.contoso.com',
])('%s is an address', (text) => expect(isMailAddress(text)).toBe(true));

test.each([
  '',
  '@',
  'linh',
  'linh@contoso',
  'linh@@contoso.com',
  'linh@contoso..com',
  '.linh@contoso.com',
  'li..nh@contoso.com',
  'linh@-contoso.com',
  'linh@10.0.0.1',
  'linh@[10.0.0.1]',
  '"li nh"@contoso.com',
  'Linh <linh@contoso.com>',
  'linh@contoso.com, other@contoso.com',
  'linh@contoso.com\r\nBcc: other@contoso.com',
  'linh@contoso.com\n',
  'linh@contoso.com\0',
  ' linh@contoso.com',
  `${'a'.repeat(65)}@contoso.com`,
  `linh@${'a'.repeat(64)}.com`,
  `linh@${'abcdefg.'.repeat(40)}com`,
])('%j is none', (text) => expect(isMailAddress(text)).toBe(false));
