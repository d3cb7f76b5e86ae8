import { refuse } from '../../../channels/answer.js';
import { answerAttachment } from '../../../channels/answerAttachment.js';
import type { KeptAttachment } from '../../../storage/storage.js';
import type { DeskServices } from '../deskServices.js';
import type { CaseCall } from '../withAgent.js';
import { noFile } from './noFile.js';

/** `GET cases/:id/files/:fileId`: of either side. What another service holds is fetched by us, within our own policy. */
export async function getFile(services: DeskServices, call: CaseCall): Promise<void> {
  const { request, response, record, agent } = call;
  const file = await readFile(services, call, String(request.params?.fileId ?? ''));
  if (file === null) return refuse(response, noFile);
  services.audit({
    ...{ agentId: agent.id, agent: agent.name, action: 'file-read', caseId: record.caseId, detail: null },
  });
  answerAttachment(response, file, { pictures: true });
}

async function readFile(
  { storage, fetchForeign }: DeskServices,
  { record }: CaseCall,
  fileId: string,
): Promise<Pick<KeptAttachment, 'name' | 'bytes'> | null> {
  const [, seq, index] = /^(\d{1,9})\.(\d{1,2})$/.exec(fileId) ?? [];
  if (seq === undefined) return storage.readAttachment(record.conversation, fileId.slice(0, 64));
  const [entry] = await storage.readLog(record.conversation, Number(seq) - 1, 1);
  return entry?.direction === 'in' && entry.seq === Number(seq)
    ? fetchForeign(record, entry.activity, Number(index))
    : null;
}
