import { describe, expect, test } from '@jest/globals';
import { shippedRecognizer } from './signatureFiles.js';

const { recognizeError } = shippedRecognizer;
const trust = 'Could not establish trust relationship for the SSL/TLS secure channel.';

describe('two errors in one text', () => {
  test.each([
    [
      `The remote name could not be resolved: 'mail.contoso.com'\n${trust}`,
      'trust-relationship',
      ['name-resolution'],
    ],
    [
      'Unable to connect to the remote server. Later: The remote server returned an error: (401) Unauthorized.',
      'unauthorized',
      ['unreachable'],
    ],
  ])('the more telling one wins and the other is named: %s', (text, family, also) => {
    expect(recognizeError(text)).toMatchObject({ family, also, candidates: [] });
  });

  test.each([
    trust,
    `${trust}\n${trust}`,
    'The SSL connection could not be established, see inner exception. ---> the remote party has closed the transport stream',
    'Unable to connect to the remote server ---> No connection could be made because the target machine actively refused it',
  ])('an outer message and its inner one are one error: %s', (text) => {
    expect(recognizeError(text).also).toEqual([]);
  });
});

describe('too little to decide', () => {
  test.each([
    [
      'Incoming Status: Failure - The underlying connection was closed',
      ['tls-protocol', 'trust-relationship'],
    ],
    ['SSL connection failed', ['tls-protocol', 'trust-relationship']],
    ['read ECONNRESET', ['tls-protocol', 'unreachable']],
    ['The certificate is not trusted', ['trust-relationship', 'other-runtime-trust']],
  ])('is asked about: %s', (text, candidates) => {
    const match = recognizeError(text);
    expect(match.family).toBeNull();
    expect(match.candidates.toSorted()).toEqual(candidates.toSorted());
  });

  test.each([
    'hello',
    'my printer is not connected',
    'I want a human',
    'fatal: refusing to merge unrelated histories',
  ])('is not asked about where nothing points to an error: %s', (text) => {
    expect(recognizeError(text)).toMatchObject({ family: null, candidates: [], also: [] });
  });
});
