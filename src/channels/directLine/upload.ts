import { refuse } from '../answer.js';
import type { DirectLineServices } from './directLineServices.js';
import type { DirectLineCall } from './withConversation.js';

/** `POST conversations/{id}/upload`: the bot reads text, and files are not kept; Web Chat shows the message as not sent. */
export async function upload(_services: DirectLineServices, { response }: DirectLineCall): Promise<void> {
  response.setHeader('Connection', 'close');
  refuse(response, { status: 415, code: 'uploads-not-supported', message: 'Files can’t be sent here.' });
}
