import { expect, test } from '@jest/globals';
import { type HttpAnswer, httpAnswer } from '../../src/diagnosis/httpAnswer.js';
import type { ServerHints } from '../../src/probe/probeRecord.js';

function hints(status: number | null, more: Partial<ServerHints> = {}): ServerHints {
  return {
    status,
    server: null,
    owaVersion: null,
    feServer: null,
    authenticate: [],
    location: null,
    ...more,
  };
}

const cases: readonly (readonly [HttpAnswer | null, ServerHints | null])[] = [
  [null, null],
  [null, hints(null)],
  ['windows-sign-in', hints(401, { authenticate: ['Basic realm="mail"', 'NTLM'] })],
  ['windows-sign-in', hints(401, { authenticate: ['negotiate'] })],
  ['basic-only', hints(401, { authenticate: ['Basic realm="negotiate"', 'Bearer'] })],
  ['token-only', hints(401, { authenticate: ['Bearer client_id="x"'] })],
  ['no-sign-in', hints(401)],
  ['forbidden', hints(403)],
  ['not-found', hints(404)],
  ['sign-in-page', hints(440)],
  ['sign-in-page', hints(302, { location: '/owa/auth/logon.aspx?url=x' })],
  ['sign-in-page', hints(302, { location: 'https://login.contoso.com/adfs/ls' })],
  ['redirected', hints(301, { location: 'https://mail.contoso.com/EWS/' })],
  ['redirected', hints(302)],
  ['server-error', hints(503)],
  ['open', hints(200)],
  ['other', hints(418)],
];

test.each(cases)('%s: %j', (answer, given) => {
  expect(httpAnswer(given)).toBe(answer);
});
