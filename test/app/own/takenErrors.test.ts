import { expect, test } from '@jest/globals';
import { readShippedKnowledge } from '../../../src/app/knowledgeFiles.js';
import { takenErrors } from '../../../src/app/own/takenErrors.js';
import { ownFiles, vpnArticle } from './ownFolder.js';

const shipped = readShippedKnowledge();

test('a signature of an error that the product does not know takes nothing away', () => {
  expect(takenErrors(shipped, ownFiles(vpnArticle()))).toEqual([]);
  expect(takenErrors(shipped, ownFiles({}))).toEqual([]);
});

test('a signature that is too wide is told in its file, with an error that it takes', () => {
  const signatures = 'signals: { contoso-vpn: { 1: [SSL] } }';
  const own = ownFiles({ ...vpnArticle(), 'dialogs/signatures/contoso-vpn.yaml': signatures });
  const [first] = takenErrors(shipped, own);
  expect(first).toMatchObject({
    ...{ file: 'own/dialogs/signatures/contoso-vpn.yaml', code: 'taken-error', severity: 'warning' },
    message: expect.stringMatching(/was recognised as [a-z-]+, and is now taken for contoso-vpn/),
  });
});
