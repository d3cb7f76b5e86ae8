/** The internal event by which an agent has the server of their case looked at again; its `value` is a LookEventValue. */
export const lookEventName = 'trustdesk/look';

export interface LookEventValue {
  readonly caseId: string;
  /** BCP 47, in which the agent reads what was seen. */
  readonly locale: string;
}
