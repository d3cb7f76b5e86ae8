import type { ConnectorClients } from '../bot/connectorClients.js';
import { type FetchFile, makeOpenFiles } from '../bot/files/openFiles.js';
import type { FileReaders } from '../bot/files/takeFiles.js';
import { Throttle } from '../bot/throttle.js';
import { openTesseract } from '../pictures/openTesseract.js';
import { PictureReader } from '../pictures/pictureReader.js';
import { fetchFile } from '../probe/fetchFile.js';
import type { OutboundPolicy } from '../probe/outboundPolicy.js';
import { systemResolve } from '../probe/resolveAddresses.js';
import type { Storage } from '../storage/storage.js';
import type { Surroundings } from './createBot.js';

export interface FileReadersParts extends Surroundings {
  readonly storage: Storage;
  readonly connectors: ConnectorClients;
  readonly policy: OutboundPolicy;
}

/** What opens the files that people send and reads the text in pictures, within bounds for each person. */
export function makeFileReaders(parts: FileReadersParts): FileReaders & { close(): Promise<void> } {
  const { storage, connectors, policy, clock, log } = parts;
  const pictures = new PictureReader(parts.openPictureEngine ?? openTesseract, log);
  // One person's pictures must not keep everybody else's waiting.
  const pictureTurns = new Throttle(clock, 6, 60_000);
  return {
    openFiles: makeOpenFiles({
      storage,
      log,
      fetchFile: parts.fetchFile ?? fetchFileWithin(policy, parts),
      fetches: new Throttle(clock, 12, 60_000),
      channelToken: (identity, serviceUrl) => connectors.token(identity, serviceUrl),
    }),
    readPicture: async (picture, person) =>
      pictureTurns.take(person) > 0 ? { ok: false, problem: 'too-many-uploads' } : pictures.read(picture),
    close: () => pictures.close(),
  };
}

function fetchFileWithin(policy: OutboundPolicy, { resolve, connectTo }: Surroundings): FetchFile {
  const surroundings = { policy, resolve: resolve ?? systemResolve, connectTo: connectTo ?? [] };
  const { signal } = new AbortController();
  return (url, token) => fetchFile({ url, token, signal }, surroundings);
}
