import { isJsonObject } from '../../../base/isJsonObject.js';
import type { JsonObject, JsonValue } from '../../../base/json.js';
import type { StoredActivity } from '../../../storage/storage.js';

const verbs = ['claim', 'release', 'resolve', 'unsolved'] as const;

/** What a button of a case's card does; `unsolved` hands the person back to the bot. */
export type TeamsVerb = (typeof verbs)[number];

/** A button: in current clients its press is an invoke that is answered with the new card, in older ones a message. */
export function cardAction(verb: TeamsVerb, title: string, caseId: string): JsonObject {
  const data = { trustdesk: { hub: verb, caseId } };
  return {
    ...{ type: 'Action.Execute', title, verb: `trustdesk/${verb}`, data },
    fallback: { type: 'Action.Submit', title, data },
  };
}

export interface PressedAction {
  readonly verb: TeamsVerb;
  readonly caseId: string;
  /** What stood in the card's fields; null for nothing. */
  readonly cause: string | null;
  readonly text: string | null;
}

const longestText = 2_000;

/** The button that an activity says was pressed; null when it is none of ours. */
export function pressedAction({ type, name, value }: StoredActivity): PressedAction | null {
  if (type === 'invoke') return name === 'adaptiveCard/action' ? read(at(at(value, 'action'), 'data')) : null;
  return type === 'message' ? read(value) : null;
}

function read(data: JsonValue | undefined): PressedAction | null {
  const given = at(data, 'trustdesk');
  const verb = verbs.find((candidate) => candidate === at(given, 'hub'));
  const caseId = textAt(given, 'caseId');
  if (verb === undefined || caseId === null) return null;
  return { verb, caseId, cause: textAt(data, 'cause'), text: textAt(data, 'text') };
}

function at(value: JsonValue | undefined, field: string): JsonValue | undefined {
  return isJsonObject(value) ? value[field] : undefined;
}

function textAt(value: JsonValue | undefined, field: string): string | null {
  const found = at(value, field);
  return typeof found === 'string' && found.trim() !== '' ? found.slice(0, longestText) : null;
}
