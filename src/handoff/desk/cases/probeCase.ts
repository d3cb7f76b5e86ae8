import { isJsonObject } from '../../../base/isJsonObject.js';
import type { JsonObject } from '../../../base/json.js';
import { answerJson, type Refusal, refuse } from '../../../channels/answer.js';
import { caseState } from '../../caseRow.js';
import { caseEntry } from '../../handoffEvent.js';
import { type LookEventValue, lookEventName } from '../../lookEvent.js';
import type { DeskServices } from '../deskServices.js';
import { agentLocale } from '../me.js';
import { badRequest, type CaseCall, readBodyOf } from '../withAgent.js';
import { caseView } from './caseView.js';
import { refusalOf } from './refusalOf.js';

/** `POST cases/:id/probe {holding}`: what is seen comes as a note; the person is told nothing of it. */
export async function probeCase(services: DeskServices, call: CaseCall): Promise<void> {
  const { response, record, agent } = call;
  const body = await readBodyOf(call);
  if (body === null) return;
  const { holding } = body;
  if (typeof holding !== 'number') return refuse(response, badRequest('holding is missing.'));
  const state = caseState(record);
  if (state.holding !== holding) return refuse(response, refusalOf('stale'));
  if (state.agent?.id !== agent.id) return refuse(response, refusalOf('not-yours'));
  if (!isJsonObject(state.request.facts['endpoint'])) return refuse(response, noEndpoint);
  const { caseId } = record;
  const value: LookEventValue = { caseId, locale: agentLocale(agent) };
  const at = services.clock.now().toISOString();
  const dedupeKey = `look ${caseId} ${services.newId()}`;
  await services.runTurn(
    caseEntry(record, { name: lookEventName, value: value as unknown as JsonObject, dedupeKey, at }),
  );
  services.audit({ agentId: agent.id, agent: agent.name, action: 'probed', caseId, detail: null });
  answerJson(response, 200, await caseView(services, record, agent));
}

const noEndpoint: Refusal = {
  status: 409,
  code: 'no-endpoint',
  message: 'The case is about no server that could be looked at.',
};
