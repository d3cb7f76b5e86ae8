import { bareName } from '../../answers/certificateNames.js';
import type { ProcedureParams } from '../../answers/procedureValues.js';
import { requestNames } from '../../answers/requestAdvice.js';
import { describePresentedChain } from '../../certificates/describePresentedChain.js';
import { reportPath } from '../../diagnosis/routerReport/reportPath.js';
import type { CaseFacts } from './caseFacts.js';
import { presentChain } from './judge.js';

/** What the commands of a procedure are filled with, from what is known of this very server. */
export function procedureParams(facts: CaseFacts): ProcedureParams {
  const { endpoint, probe, certificate, certificateIs, routerReport } = facts;
  const [reported] = routerReport ? reportPath(routerReport.report) : [];
  const leaf = reported ?? describePresentedChain(presentChain(facts).slice(0, 1))[0];
  const [prospect] = describePresentedChain(certificate && certificateIs === 'new' ? [certificate] : []);
  const host = endpoint?.host ?? '';
  const present = leaf?.names ?? [];
  return {
    ...(endpoint
      ? {
          ...{ host, port: endpoint.port, url: endpoint.url },
          requestNames: requestNames(host, present).filter((name) => name !== host),
        }
      : {}),
    ...(leaf
      ? {
          certificateNames: [...workingNames(probe), ...present.map(bareName)],
          oldThumbprint: leaf.thumbprint,
        }
      : {}),
    ...(prospect ? { newThumbprint: prospect.thumbprint } : {}),
  };
}

/** Those that were seen to lead to this very certificate. */
function workingNames(probe: CaseFacts['probe']): readonly string[] {
  const tried = probe?.triedNames ?? [];
  return tried.filter(({ shows }) => shows === 'same-certificate').map(({ name }) => name);
}
