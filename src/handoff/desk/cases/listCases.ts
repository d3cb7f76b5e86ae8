import { answerJson, refuse } from '../../../channels/answer.js';
import { queryOf } from '../../../channels/directLine/queryOf.js';
import type { CaseQuery, CaseRecord } from '../../../storage/caseStore.js';
import type { CasePage } from '../deskApi.js';
import type { DeskServices } from '../deskServices.js';
import { badRequest, type DeskCall } from '../withAgent.js';
import { caseListItem } from './caseView.js';

const pageSize = 50;
const mostWords = 8;

/** `GET cases?view=&q=&before=`: newest first. */
export async function listCases(services: DeskServices, call: DeskCall): Promise<void> {
  const query = queryOf(call.request);
  const wanted = viewQuery(query.get('view') ?? 'open', call.agent.id);
  if (wanted === null) return refuse(call.response, badRequest('view is waiting, mine, open or ended.'));
  const before = readPlace(query.get('before'));
  const words = (query.get('q') ?? '').slice(0, 200).toLowerCase().split(/\s+/).filter(Boolean);
  const records = await services.storage.cases.list({
    ...wanted,
    ...(words.length === 0 ? {} : { words: words.slice(0, mostWords) }),
    ...(before === null ? {} : { before }),
    limit: pageSize,
  });
  const page: CasePage = {
    cases: records.map((record) => caseListItem(services, record)),
    before: records.length < pageSize ? null : placeOf(records.at(-1)),
  };
  answerJson(call.response, 200, page);
}

/** Two cases may have been opened in the same millisecond. */
function placeOf(record: CaseRecord | undefined): string | null {
  return record === undefined ? null : `${record.openedAt}~${record.caseId}`;
}

function readPlace(place: string | null): NonNullable<CaseQuery['before']> | null {
  const [openedAt, caseId] = place?.split('~') ?? [];
  return openedAt === undefined || caseId === undefined ? null : { openedAt, caseId };
}

type ViewQuery = Pick<CaseQuery, 'open' | 'agentId' | 'claimed'>;

function viewQuery(view: string, agentId: string): ViewQuery | null {
  switch (view) {
    case 'waiting':
      return { open: true, claimed: false };
    case 'mine':
      return { open: true, agentId };
    case 'open':
      return { open: true };
    case 'ended':
      return { open: false };
    default:
      return null;
  }
}
