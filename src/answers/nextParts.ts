import { type AnswerCase, allFixed, outOfSight } from './answerCase.js';
import { comesBeforeCertificate } from './contradiction.js';
import type { RouterEvidence } from './diagnosisInput.js';
import type { AnswerPart } from './layOut.js';
import { otherWays, planParts } from './planParts.js';
import { planSteps } from './planSteps.js';
import { seesAnother } from './reportedLook.js';
import { afterCleanReport, exemptFromProxy } from './routerEvidence.js';
import { afterRouterLook, lookOnRouter } from './routerParts.js';
import { hasFaultyServer, serverMend } from './serverParts.js';

/** What to do now: the plan for this server, or the look on the Router's computer where only that can tell. */
export function nextParts(answer: AnswerCase): AnswerPart[] {
  const { input, texts, main, look } = answer;
  if (input.diagnosis.generation.exchange === 'online') return onlineParts(answer);
  // A server that the Router may meet is faulty: that is to be mended before anything is looked at elsewhere.
  if (main.length === 0 && look === 'none' && hasFaultyServer(input)) return serverMend(input, texts, 'fix');
  if (main.length === 0 && look !== 'none') return afterRouterLook(look, input, texts);
  if (main.length === 0 && allFixed(input)) return [testAgain(answer)];
  if (input.router) return afterReport(answer, input.router);
  if (looksOnRouterNext(answer)) {
    const others = input.diagnosis.resolutions.filter((code) => code !== 'check-on-router');
    const differing = serverMend(input, texts, 'fix');
    return [...differing, ...lookOnRouter(input, texts), ...otherWays(others.slice(0, 2), texts)];
  }
  const differing = serverMend(input, texts, 'then');
  return [
    ...planned(answer),
    ...differing,
    ...(seesAnother(input) ? afterRouterLook('differs', input, texts) : []),
  ];
}

function afterReport(answer: AnswerCase, router: RouterEvidence): AnswerPart[] {
  const { input, texts, main } = answer;
  if (main.length === 0) return afterCleanReport(input, router, texts);
  // The server needs no mending where only what comes through the proxy is refused.
  return main.every(({ code }) => code === 'interception-suspected')
    ? exemptFromProxy(input, texts)
    : planned(answer);
}

/** Microsoft's own certificate is in order: what the Router sees in its place shows what stands in between. */
function onlineParts(answer: AnswerCase): AnswerPart[] {
  const { input, texts, look } = answer;
  if (look !== 'none') return [...planned(answer), ...afterRouterLook(look, input, texts)];
  if (input.diagnosis.resolutions.length === 0) return lookOnRouter(input, texts);
  const [first = 'check-proxy', ...others] = input.diagnosis.resolutions;
  return [
    ...planParts('fix', first, input, texts),
    ...lookOnRouter(input, texts),
    ...otherWays(others.filter((code) => code !== 'check-on-router').slice(0, 2), texts),
  ];
}

function planned({ input, texts }: AnswerCase): AnswerPart[] {
  const { steps, alternatives } = planSteps(input.diagnosis);
  const [first, second] = steps;
  if (!first) return [];
  return [
    ...planParts('fix', first, input, texts),
    ...(second ? planParts('then', second, input, texts) : []),
    ...otherWays(alternatives.filter((code) => code !== 'check-on-router').slice(0, 2), texts),
  ];
}

function looksOnRouterNext({ input, main, look }: AnswerCase): boolean {
  if (comesBeforeCertificate(input.family)) return false;
  const { resolutions } = input.diagnosis;
  if (look !== 'none' || !resolutions.includes('check-on-router')) return false;
  const [first] = main;
  return !first || outOfSight.includes(first.code) || resolutions[0] === 'check-on-router';
}

function testAgain({ texts }: AnswerCase): AnswerPart {
  const label = texts.t('answers:label.onRouter');
  return { kind: 'paragraph', label, text: texts.t('answers:changes.nowTest') };
}
