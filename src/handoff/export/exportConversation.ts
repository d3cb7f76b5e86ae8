import { conversationHtml } from './conversationHtml.js';
import { conversationJson } from './conversationJson.js';
import { conversationTranscript } from './conversationTranscript.js';
import type { ExportFormat } from './exportFormat.js';
import { type ExportRequest, type ExportStorage, readExportedCases } from './exportSource.js';

/**
 * A conversation with its cases as the text of a file, piece by piece: none of it has to fit into memory.
 * Without `notes` it is what the person may be given; with them also what agents wrote for each other.
 */
export async function* exportConversation(
  storage: ExportStorage,
  format: ExportFormat,
  request: ExportRequest,
): AsyncGenerator<string> {
  const cases = await readExportedCases(storage, request);
  switch (format) {
    case 'json':
      return yield* conversationJson(storage, request, cases);
    case 'transcript':
      return yield* conversationTranscript(storage, request, cases);
    case 'html':
      return yield* conversationHtml(storage, request, cases);
  }
}
