import { bareName, wantedNames } from '../../answers/certificateNames.js';
import type { ProcedureParams } from '../../answers/procedureValues.js';
import { describePresentedChain } from '../../certificates/describePresentedChain.js';
import { reportPath } from '../../diagnosis/routerReport/reportPath.js';
import type { CaseFacts } from './caseFacts.js';

/** What the commands of a procedure are filled with, from what is known of this very server. */
export function procedureParams({ endpoint, probe, routerReport }: CaseFacts): ProcedureParams {
  const [reported] = routerReport ? reportPath(routerReport.report) : [];
  const leaf = reported ?? describePresentedChain((probe?.presentedChain ?? []).slice(0, 1))[0];
  const host = endpoint?.host ?? '';
  return {
    ...(endpoint ? { host, port: endpoint.port, url: endpoint.url } : {}),
    ...(leaf
      ? {
          certificateNames: [...workingNames(probe), ...leaf.names.map(bareName)],
          requestNames: wantedNames(host, leaf.names).filter((name) => name !== host),
          oldThumbprint: leaf.thumbprint,
        }
      : {}),
  };
}

/** Those that were seen to lead to this very certificate. */
function workingNames(probe: CaseFacts['probe']): readonly string[] {
  const tried = probe?.triedNames ?? [];
  return tried.filter(({ shows }) => shows === 'same-certificate').map(({ name }) => name);
}
