import type { Visit } from '../compile/visit.js';
import { type AnswerNode, type Choice, dontKnowChoice, dontKnowTarget, type PromptNode } from '../tree.js';
import type { Reply } from './nodeHandler.js';

/** Prompts and answers take the same replies: a choice, typed or pressed, or text that `expect` can read. */
type AskingNode = PromptNode | AnswerNode;

type Place = { readonly tree: string; readonly node: string };

/** A slot is carried through every later turn; a whole log pasted into it is not. */
const longestKept = 8_000;

/** Choices come first: "2" or "I don't know" would also pass for a host name. */
export function receiveReply(visit: Visit, node: AskingNode, id: string): Reply {
  if (visit.activity.type !== 'message') return { to: 'ignored' };
  const text = visit.typed;
  if (text === '') return { to: 'unmatched' };
  const choice = typedChoice(visit, node, text);
  const place = { tree: visit.version.dialogId, node: id };
  if (choice !== null) return takeChoice(visit, node, choice, place);
  return readText(visit, node, text, place) ?? { to: 'unmatched' };
}

/** Sets what the choice tells and gives the way it leads. `place` is the node that offers it, in its dialog. */
export function takeChoice(visit: Visit, node: AskingNode, choice: Choice, place: Place): Reply {
  const slot = node.kind === 'prompt' ? node.slot : undefined;
  const kept = node.kind === 'prompt' && node.input === 'confirm' ? choice.id === 'yes' : choice.id;
  visit.hear({ ...choice.set, ...(slot === undefined ? {} : { [slot]: kept }) }, place, choice.id);
  if (choice.command !== undefined) return { to: 'command', command: choice.command };
  if (choice.tree !== undefined)
    return { to: 'tree', tree: choice.tree, node: choice.node ?? null, entry: 'start' };
  const next = choice.goto ?? node.next;
  return next === undefined ? { to: 'unmatched' } : { to: 'node', node: next };
}

/** Where "I don't know" leads: by the node's choice for it, else as the node or the tree says. */
export function dontKnowReply(visit: Visit, node: AskingNode, id: string): Reply {
  const choice = dontKnowChoice(visit.choices(node));
  if (choice !== null) return takeChoice(visit, node, choice, { tree: visit.version.dialogId, node: id });
  const target = dontKnowTarget(visit.version.tree, id);
  return target === null ? { to: 'unmatched' } : { to: 'node', node: target };
}

/** Says why the text could not be read: the reader's own reason if it gives one. */
export async function retryReply(visit: Visit, node: AskingNode, id: string): Promise<boolean> {
  const reading =
    node.expect === undefined || visit.typed === ''
      ? null
      : visit.services.readInput(node.expect, visit.typed, visit.facts);
  const reason = reading !== null && !reading.ok ? reading : null;
  const key = reason?.retry ?? node.retry ?? (node.kind === 'prompt' ? node.text : null);
  if (key === null) return false;
  visit.state.promptTries += 1;
  await visit.ask(key, id, node, reason?.params);
  return true;
}

/** The choice that the typed text names; null when it names none. */
export function typedChoice(visit: Visit, node: AskingNode, text: string): Choice | null {
  const choices = visit.choices(node);
  if (choices.length === 0) return null;
  const titled = choices.map((choice) => ({
    title: visit.text(choice.text),
    synonyms: choice.synonyms === undefined ? [] : alternatives(visit.text(choice.synonyms)),
  }));
  const index = visit.services.matchChoice(text, titled);
  return index === null ? null : (choices[index] ?? null);
}

function readText(visit: Visit, node: AskingNode, text: string, place: Place): Reply | null {
  const keepsText = node.kind === 'prompt' && node.input === 'text' && node.slot !== undefined;
  if (node.next === undefined || (node.expect === undefined && !keepsText)) return null;
  const reading = node.expect === undefined ? null : visit.services.readInput(node.expect, text, visit.facts);
  if (reading?.ok === false) return null;
  const kept = keepsText && node.slot !== undefined ? { [node.slot]: text.slice(0, longestKept) } : {};
  visit.hear({ ...reading?.facts, ...kept }, place, null);
  return { to: 'node', node: node.next };
}

function alternatives(text: string): readonly string[] {
  return text
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
