import { say } from '../conversation/say.js';
import type { SupportTurn } from '../conversation/supportTurn.js';

/** Said unasked, since the person should be there when somebody comes. */
export async function tellNextInLine(support: SupportTurn): Promise<void> {
  const open = support.turn.handoff.current();
  const { caseId } = support.context.activity.value as { readonly caseId: string };
  if (open?.status !== 'queued' || open.caseId !== caseId) return;
  await say(support, 'handoff:nextInLine', { reference: open.reference });
}
