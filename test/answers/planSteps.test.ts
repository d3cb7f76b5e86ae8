import { expect, test } from '@jest/globals';
import { planSteps } from '../../src/answers/planSteps.js';
import type { CauseCode, ResolutionCode } from '../../src/diagnosis/diagnosis.js';
import { sampleInput, threeFaults } from './diagnosisSamples.js';

const plan = (causes: readonly CauseCode[], resolutions: readonly ResolutionCode[]) =>
  planSteps({ ...sampleInput(threeFaults).diagnosis, causes, resolutions });

test('one certificate mends all faults of a certificate, and half a fix is no alternative', () => {
  expect(plan(['name-mismatch', 'self-signed', 'expired'], ['replace-certificate', 'match-names'])).toEqual({
    steps: ['replace-certificate'],
    alternatives: [],
  });
});

test('what the first step leaves is mended by the next that can', () => {
  const resolutions: ResolutionCode[] = [
    'match-names',
    'replace-certificate',
    'trust-private-root',
    'check-on-router',
  ];
  expect(plan(['name-mismatch', 'private-root'], resolutions).steps).toEqual([
    'match-names',
    'trust-private-root',
  ]);
});

test('a lone certificate whose issuer is unknown: either way will do', () => {
  const resolutions: ResolutionCode[] = ['install-intermediates', 'trust-private-root', 'check-on-router'];
  expect(plan(['missing-intermediate', 'private-root'], resolutions)).toEqual({
    steps: ['install-intermediates'],
    alternatives: ['trust-private-root'],
  });
});

test('a look on the Router’s computer is the plan where nothing else is', () => {
  expect(plan(['router-differs'], ['check-on-router', 'fix-clock']).steps).toEqual(['check-on-router']);
  expect(plan([], [])).toEqual({ steps: [], alternatives: [] });
});
