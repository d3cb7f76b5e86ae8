import { bestLocale } from '../../answers/locales.js';
import { renderDiagnosis } from '../../answers/renderDiagnosis.js';
import { activeFacts, patchFacts } from '../../dialogTree/activeTree.js';
import type { LookEventValue } from '../../handoff/lookEvent.js';
import { type CaseFacts, caseFacts } from '../conversation/caseFacts.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { resultFacts, startProbe } from '../conversation/treeServices.js';
import type { ProbeResultValue } from '../turnScope.js';

/** Starts the look that an agent has asked for; what it sees comes as a note, and the person reads nothing of it. */
export async function lookForAgent(support: SupportTurn): Promise<void> {
  const { context, knowledge, memory, turn, locale: spoken } = support;
  const { locale: asked } = context.activity.value as LookEventValue;
  const locale = bestLocale(asked) ?? spoken;
  const { endpoint } = knownFacts(support);
  if (!endpoint) return;
  if (support.admitsLook()) memory.agentLook = { jobId: startProbe({ turn, locale }, endpoint), locale };
  else turn.handoff.act({ type: 'bot-note', text: knowledge.texts.t(locale, 'bot:tooBusy') });
}

/** Notes what was seen in the agent's language, and lets the tree know it; false when an agent has not asked for it. */
export function noteAgentsLook(support: SupportTurn): boolean {
  const { context, knowledge, memory, turn, dc } = support;
  const value = context.activity.value as ProbeResultValue;
  const look = memory.agentLook;
  if (!look || look.jobId !== value.jobId) return false;
  memory.agentLook = null;
  const before = knownFacts(support);
  const seen = resultFacts(knowledge, before, value, turn.now);
  patchFacts(dc, seen);
  const input = knowledge.judge.input({ ...before, ...caseFacts(seen) });
  const texts = knowledge.texts.in(look.locale);
  if (input !== null) turn.handoff.act({ type: 'bot-note', text: renderDiagnosis(input, texts).text });
  return true;
}

/** Outside a tree the case remembers what was known when it was opened. */
function knownFacts({ dc, turn }: SupportTurn): CaseFacts {
  return caseFacts(activeFacts(dc) ?? turn.handoff.current()?.request.facts ?? {});
}
