import type { Refusal } from '../../../channels/answer.js';
import type { CaseRefusal } from '../../case/decideCase.js';
import { noCase } from '../withAgent.js';

/** Why a case does not take a command, over HTTP. */
export function refusalOf(code: CaseRefusal): Refusal {
  return code === 'no-case' ? noCase : { status: 409, code, message: messages[code] };
}

const messages: { readonly [code in Exclude<CaseRefusal, 'no-case'>]: string } = {
  'already-open': 'The conversation has an open case already.',
  'already-claimed': 'Another agent has the case.',
  stale: 'The case has changed hands since.',
  'not-yours': 'Only the agent who has the case can do this.',
  ended: 'The case has ended.',
};
