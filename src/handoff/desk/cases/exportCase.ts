import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refuse } from '../../../channels/answer.js';
import { queryOf } from '../../../channels/directLine/queryOf.js';
import { exportConversation } from '../../export/exportConversation.js';
import { exportContentTypes, exportFileName, isExportFormat } from '../../export/exportFormat.js';
import type { DeskServices } from '../deskServices.js';
import { agentLocale } from '../me.js';
import { badRequest, type CaseCall } from '../withAgent.js';

/** `GET cases/:id/export?format=&notes=`: the whole conversation as a file in the agent's language. */
export async function exportCase(services: DeskServices, call: CaseCall): Promise<void> {
  const { request, response, record, agent } = call;
  const query = queryOf(request);
  const format = query.get('format') ?? 'html';
  if (!isExportFormat(format)) return refuse(response, badRequest('format is json, transcript or html.'));
  const notes = query.get('notes') === 'yes';
  services.audit({
    ...{ agentId: agent.id, agent: agent.name, action: 'exported', caseId: record.caseId },
    detail: notes ? `${format} with notes` : format,
  });
  const pieces = exportConversation(services.storage, format, {
    ...{ conversation: record.conversation, notes },
    texts: services.exportTexts(agentLocale(agent)),
    now: services.clock.now(),
  });
  response.writeHead(200, {
    'Content-Type': exportContentTypes[format],
    'Content-Disposition': `attachment; filename="${exportFileName(record.reference, format)}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    // Were a browser to show it after all, it would do so without our origin.
    'Content-Security-Policy': "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'",
  });
  await pipeline(Readable.from(pieces), response).catch((error: unknown) => {
    // The agent has cancelled the download.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
