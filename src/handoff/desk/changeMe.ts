import { isLocale } from '../../answers/locales.js';
import { answerJson, refuse } from '../../channels/answer.js';
import type { DeskServices } from './deskServices.js';
import { meOf } from './me.js';
import { badRequest, type DeskCall, readBodyOf } from './withAgent.js';

/** `PATCH me {presence?, locale?}` */
export async function changeMe(services: DeskServices, call: DeskCall): Promise<void> {
  const body = await readBodyOf(call);
  if (body === null) return;
  const { presence, locale } = body;
  if (presence !== undefined && presence !== 'available' && presence !== 'away')
    return refuse(call.response, badRequest('presence is available or away.'));
  if (locale !== undefined && !isLocale(locale))
    return refuse(call.response, badRequest('locale is none that is shipped.'));
  if (presence !== undefined) services.presence.choose(call.agent.id, presence);
  const changed =
    locale === undefined ? call.agent : await services.storage.agents.change(call.agent.id, { locale });
  const agent = changed === null || changed === 'taken' ? call.agent : changed;
  answerJson(call.response, 200, await meOf(services, { ...call, agent }));
}
