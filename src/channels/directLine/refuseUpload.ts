import type { IncomingMessage } from 'node:http';
import { fileLimits } from '../../base/fileLimits.js';
import { type UploadRefusal, uploadRefusedEvent } from '../../base/uploadRefusal.js';
import { type Refusal, refuse } from '../answer.js';
import type { DirectLineServices } from './directLineServices.js';
import { internalEntry } from './internalEntry.js';
import type { DirectLineCall } from './withConversation.js';

export interface UploadProblem {
  readonly code: UploadRefusal;
  /** Of the file to blame; null when it is none in particular. */
  readonly name: string | null;
  /** Seconds, for `too-many-uploads`. */
  readonly retryAfter?: number;
}

/** Refuses a message with files, by the status for the client and by a turn in which the bot tells the person why. */
export async function refuseUpload(
  services: DirectLineServices,
  { request, response, grant }: DirectLineCall,
  { code, name, retryAfter }: UploadProblem,
  dedupeKey: string,
): Promise<void> {
  const activity = { type: 'event', name: uploadRefusedEvent, value: { code, name } };
  await services.runTurn(
    internalEntry(services, grant, {
      activity,
      locale: grant.locale,
      dedupeKey: `upload-refused ${code} ${dedupeKey}`,
    }),
  );
  await drain(request);
  const [status, message] = answers[code];
  const refusal: Refusal = { status, code, message };
  refuse(response, retryAfter === undefined ? refusal : { ...refusal, retryAfter });
}

const answers: { readonly [code in UploadRefusal]: readonly [status: number, message: string] } = {
  'file-too-large': [413, `A file is larger than ${fileLimits.fileBytes} bytes.`],
  'upload-too-large': [413, 'The request is larger than all files of a message may be.'],
  'too-many-files': [413, `A message may hold ${fileLimits.filesPerMessage} files.`],
  'too-many-uploads': [429, 'Too many files in a short time; wait a little.'],
  'conversation-full': [413, 'The conversation holds as many files as are kept.'],
  'storage-full': [507, 'No further files can be kept at the moment.'],
  'private-key': [415, 'Private keys, and files made to hold them, are not taken.'],
};

const drainedBytes = 33_554_432;
const drainMs = 15_000;

/**
 * Reads on and forgets what comes: a browser that is still sending takes an early answer for a broken connection, and its
 * client would send the same again.
 */
async function drain(request: IncomingMessage): Promise<void> {
  const timer = setTimeout(() => request.destroy(), drainMs);
  let left = drainedBytes;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      left -= chunk.length;
      if (left < 0) return;
    }
  } catch {
    // The client is gone, and with it whoever could read the answer.
  } finally {
    clearTimeout(timer);
  }
}
