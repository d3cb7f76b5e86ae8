import { answerJson } from '../../channels/answer.js';
import type { DeskServices } from './deskServices.js';
import { meOf } from './me.js';
import type { DeskCall } from './withAgent.js';

/** `GET me` */
export async function getMe(services: DeskServices, call: DeskCall): Promise<void> {
  answerJson(call.response, 200, await meOf(services, call));
}
