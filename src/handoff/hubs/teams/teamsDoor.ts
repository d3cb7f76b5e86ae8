import { cardContentType } from '../../../answers/cards.js';
import { isJsonObject } from '../../../base/isJsonObject.js';
import type { JsonObject } from '../../../base/json.js';
import type { StoredActivity } from '../../../storage/storage.js';
import type { CaseAgent } from '../../case/caseState.js';
import { caseState } from '../../caseRow.js';
import type { CaseResult } from '../../handoff.js';
import { type HubActions, hubAgent } from '../hubActions.js';
import type { HubDoor, HubTurn } from '../hubDoor.js';
import { type PressedAction, pressedAction } from './teamsAction.js';
import { cardOf, type TeamsServices } from './teamsServices.js';
import { teamsHubId } from './teamsThread.js';

export interface TeamsDoorParts extends TeamsServices {
  readonly actions: HubActions;
}

/**
 * What is written and pressed in the channel. Only its members can; who they are Teams says. The bot itself never answers
 * there.
 */
export function makeTeamsDoor(parts: TeamsDoorParts): HubDoor {
  return {
    async take(turn) {
      const { activity } = turn;
      if (activity['channelId'] !== 'msteams' || channelOf(activity) !== parts.channel) return false;
      const pressed = pressedAction(activity);
      const agent = agentOf(activity);
      if (pressed !== null) await takePress(parts, turn, pressed, agent);
      else if (activity['type'] === 'message') await takeAnswer(parts, turn, agent);
      return true;
    },
  };
}

/** A thread's conversation is `19:…@thread.tacv2;messageid=…`. */
function channelOf({ conversation }: StoredActivity): string {
  return conversationId(conversation).split(';')[0] ?? '';
}

function conversationId(conversation: unknown): string {
  const { id } = (conversation ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : '';
}

/** Null for whom Teams does not know: another app, for example. */
function agentOf({ from }: StoredActivity): CaseAgent | null {
  if (from === undefined || !isJsonObject(from)) return null;
  const { aadObjectId, name } = from;
  if (typeof aadObjectId !== 'string' || !/^[0-9a-f-]{36}$/i.test(aadObjectId)) return null;
  return hubAgent(teamsHubId, aadObjectId.toLowerCase(), typeof name === 'string' ? name : '');
}

async function takePress(
  parts: TeamsDoorParts,
  turn: HubTurn,
  pressed: PressedAction,
  agent: CaseAgent | null,
): Promise<void> {
  const problem = agent === null ? 'unknownAgent' : problemOf(await press(parts, pressed, agent));
  if (turn.activity['type'] !== 'invoke') {
    if (problem !== null) await say(parts, turn, problem);
    return;
  }
  // The card of everybody else follows by itself; this answer is what its presser sees at once.
  const record = problem === null ? await parts.cases.read(pressed.caseId) : null;
  const body =
    record === null
      ? invokeAnswer('application/vnd.microsoft.activity.message', sentence(parts, problem ?? 'no-case'))
      : invokeAnswer(cardContentType, await cardOf(parts, record));
  await turn.send({ type: 'invokeResponse', value: { status: 200, body } });
}

/** Teams reads the outcome in the body; the invoke itself has worked. */
function invokeAnswer(type: string, value: JsonObject | string): JsonObject {
  return { statusCode: 200, type, value };
}

function press(
  { actions, causes }: TeamsDoorParts,
  pressed: PressedAction,
  agent: CaseAgent,
): Promise<CaseResult> {
  const { caseId, verb, text } = pressed;
  switch (verb) {
    case 'claim':
      return actions.claim(caseId, agent);
    case 'release':
      return actions.release(caseId, agent);
    default: {
      const known = causes().find(({ code }) => code === pressed.cause);
      return actions.resolve(caseId, agent, {
        solved: verb === 'resolve',
        cause: known?.code ?? 'other',
        text,
      });
    }
  }
}

/** An answer in a case's thread goes to the person; who answers a case that nobody has takes it. */
async function takeAnswer(parts: TeamsDoorParts, turn: HubTurn, agent: CaseAgent | null): Promise<void> {
  const thread = conversationId(turn.activity['conversation']);
  const caseId = await parts.cases.caseOfThread(teamsHubId, thread);
  const record = caseId === null ? null : await parts.cases.read(caseId);
  if (record === null) return say(parts, turn, 'noThread');
  if (agent === null) return say(parts, turn, 'unknownAgent');
  if (turn.text === '') return say(parts, turn, 'textOnly');
  if (caseState(record).agent === null) {
    const claimed = problemOf(await parts.actions.claim(record.caseId, agent));
    if (claimed !== null) return say(parts, turn, claimed);
  }
  const messageId = String(turn.activity['id'] ?? '');
  const spoken = await parts.actions.speak(record.caseId, agent, messageId, { text: turn.text });
  const problem = problemOf(spoken) ?? (hasFiles(turn.activity) ? 'textOnly' : null);
  if (problem !== null) await say(parts, turn, problem);
}

/** Teams sends every message a second time as HTML; that is no file. */
function hasFiles({ attachments }: StoredActivity): boolean {
  const all = Array.isArray(attachments) ? (attachments as readonly JsonObject[]) : [];
  return all.some(({ contentType }) => contentType !== 'text/html');
}

function problemOf(result: CaseResult): TeamsProblem | null {
  return result.ok ? null : result.refusal;
}

type TeamsProblem = Extract<CaseResult, { ok: false }>['refusal'] | 'unknownAgent' | 'noThread' | 'textOnly';

function sentence({ texts }: TeamsServices, problem: TeamsProblem): string {
  return texts().t(`hubs:teams.problem.${problem}`);
}

async function say(parts: TeamsServices, { send }: HubTurn, problem: TeamsProblem): Promise<void> {
  await send({ type: 'message', text: sentence(parts, problem), textFormat: 'markdown' });
}
