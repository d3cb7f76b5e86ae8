import { answerJson } from '../../channels/answer.js';
import { queryOf } from '../../channels/directLine/queryOf.js';
import type { AuditPage } from './deskApi.js';
import type { DeskServices } from './deskServices.js';
import type { DeskCall } from './withAgent.js';

const pageSize = 100;

/** `GET audit?before=`: newest first. */
export async function getAudit({ storage }: DeskServices, { request, response }: DeskCall): Promise<void> {
  const before = Number(queryOf(request).get('before'));
  const place = Number.isSafeInteger(before) && before > 0 ? { before } : {};
  const entries = await storage.audit.list({ ...place, limit: pageSize });
  const ids = new Set(entries.flatMap(({ caseId }) => caseId ?? []));
  const cases = await Promise.all([...ids].map((caseId) => storage.cases.read(caseId)));
  const references = new Map(cases.map((record) => [record?.caseId, record?.reference]));
  const page: AuditPage = {
    lines: entries.map(({ at, agent, action, caseId, detail }) => ({
      ...{ at, agent, action, caseId, detail },
      reference: references.get(caseId ?? undefined) ?? null,
    })),
    before: entries.length < pageSize ? null : String(entries.at(-1)?.n ?? ''),
  };
  answerJson(response, 200, page);
}
