import { type DialogContext, DialogContextError, type DialogTurnResult } from 'botbuilder-dialogs';
import { CodedError } from '../base/codedError.js';
import { waitsForLook } from './compile/freshening.js';
import { readPress } from './compile/press.js';
import { type Standing, standingAt } from './compile/standing.js';
import { toldAnswers as answersOf, type ToldAnswer } from './compile/toldAnswers.js';
import { TreeDialog } from './compile/treeDialog.js';
import { handled, type TreeOutcome } from './compile/treeOutcome.js';
import type { LostVisit } from './compile/treeRegistry.js';
import { treeSetOf } from './compile/treeSet.js';
import type { TreeState } from './compile/treeState.js';
import { servicesOf, Visit } from './compile/visit.js';
import type { VisitOptions } from './compile/visitOptions.js';
import type { Facts } from './dialogServices.js';
import { currentNode, entryNode, findNode, type NodeKind, type TreeEntry } from './tree.js';

/*
 * What the bot does with the tree a conversation is in. All take the dialog context that TreeRegistry.open gave, and
 * the turn's services from `context.turnState` (DialogServicesKey). Errors are CodedErrors, never wrapped.
 */

/** Where a conversation stands. */
export interface TreePlace {
  readonly treeId: string;
  readonly version: string;
  /** `tree@version`. */
  readonly dialogId: string;
  readonly node: string;
  readonly kind: NodeKind;
  /** How often this node's answer could not be read so far. */
  readonly promptTries: number;
}

export type { Standing, ToldAnswer };

/** Null when the conversation is in no tree. */
export function describe(dc: DialogContext): TreePlace | null {
  const active = activeTree(dc);
  const node = active === null ? null : findNode(active.dialog.tree, active.state.node);
  if (active === null || node === null) return null;
  const { treeId, version, dialogId } = active.dialog.treeVersion;
  return {
    treeId,
    version,
    dialogId,
    node: active.state.node,
    kind: node.kind,
    promptTries: active.state.promptTries,
  };
}

/** Null when the conversation is in no tree. */
export function activeFacts(dc: DialogContext): Facts | null {
  return activeTree(dc)?.state.facts ?? null;
}

/** Adds to what is known, without moving; false when the conversation is in no tree. */
export function patchFacts(dc: DialogContext, facts: Facts): boolean {
  const active = activeTree(dc);
  if (active === null) return false;
  active.state.facts = { ...active.state.facts, ...facts };
  return true;
}

/** Whether the conversation waits for a probe, or for leave to start one. */
export function waitsForProbe(dc: DialogContext): boolean {
  const active = activeTree(dc);
  return active !== null && waitsForLook(active.dialog.tree, active.state);
}

/** Hands the turn's activity to the tree: a message, a pressed button, the result of a probe. */
export async function receive(dc: DialogContext): Promise<TreeOutcome> {
  if (activeTree(dc) !== null) return outcomeOf(dc.continueDialog());
  if (dc.context.activity.type !== 'message') return { outcome: 'ignored' };
  return { outcome: readPress(dc.context.activity) === null ? 'unmatched' : 'outdated' };
}

/** Whether the message names a choice that the person sees: then it means that, whatever else it could mean. */
export function choosesHere(dc: DialogContext): boolean {
  return activeTree(dc)?.dialog.choosesHere(dc) ?? false;
}

/** After "unmatched": says the node's own words about it, with its choices; false when it has none. */
export async function retry(dc: DialogContext): Promise<boolean> {
  return (await activeTree(dc)?.dialog.retry(dc)) ?? false;
}

/**
 * Goes into a tree, at a node or else at one of its entries. In that tree already, the conversation stays on its
 * version; where that version has no such node, the entry is taken. A probe that runs is given up.
 */
export async function enterTree(
  dc: DialogContext,
  treeId: string,
  options: { readonly entry?: TreeEntry; readonly node?: string; readonly facts?: Facts } = {},
): Promise<TreeOutcome> {
  const { entry = 'start', node = null, facts = {} } = options;
  const active = activeTree(dc);
  if (active !== null) {
    patchFacts(dc, facts);
    const { dialog } = active;
    if (dialog.tree.id !== treeId) return outcomeOf(dialog.moveToTree(dc, { tree: treeId, node, entry }));
    // The version that the conversation is on may be older than the node.
    const known = node === null ? null : currentNode(dialog.tree, node);
    return outcomeOf(dialog.moveTo(dc, known ?? entryNode(dialog.tree, entry)));
  }
  const target = treeSetOf(dc).current(treeId);
  if (target === null) {
    throw new CodedError(
      'tree-unknown',
      `There is no tree "${treeId}".`,
      'Name a tree that has been loaded.',
    );
  }
  const known = node === null ? null : currentNode(target.tree, node);
  const begin: VisitOptions = { node: known ?? entryNode(target.tree, entry), facts };
  return outcomeOf(dc.beginDialog(target.id, begin));
}

/**
 * Goes on with a visit whose version is lost, in the current version of its tree: at the node where it stood, or the one
 * that took its place, which says its words anew. False when there is none.
 */
export async function takeUp(
  dc: DialogContext,
  { treeId, node, facts, pendingJob }: LostVisit,
): Promise<boolean> {
  if (pendingJob !== null) servicesOf(dc.context).cancelProbe(pendingJob);
  const target = treeSetOf(dc).current(treeId);
  const place = target === null ? null : currentNode(target.tree, node);
  if (target === null || place === null) return false;
  await outcomeOf(dc.beginDialog(target.id, { node: place, facts } satisfies VisitOptions));
  return true;
}

/** Shows the node that waited before; false when there is none. A probe that runs is given up. */
export async function back(dc: DialogContext): Promise<boolean> {
  return await unwrapped(activeTree(dc)?.dialog.back(dc) ?? Promise.resolve(false));
}

/** "I don't know": the outcome is "unmatched" where the tree has no way on from there. */
export async function dontKnow(dc: DialogContext): Promise<TreeOutcome> {
  const active = activeTree(dc);
  return active === null ? { outcome: 'unmatched' } : outcomeOf(active.dialog.dontKnow(dc));
}

/** The node that waits, as the person sees it; null outside a tree and while a look runs. */
export function standing(dc: DialogContext): Standing | null {
  const visit = activeVisit(dc);
  const node = visit === null ? null : findNode(visit.version.tree, visit.state.node);
  return visit === null || node === null ? null : standingAt(visit, node);
}

/** Whether a choice of the node that waits leads to an interruption of that name. */
export function offersCommand(dc: DialogContext, command: string): boolean {
  const visit = activeVisit(dc);
  const node = visit === null ? null : findNode(visit.version.tree, visit.state.node);
  if (visit === null || node === null) return false;
  return visit.choices(node).some((choice) => choice.command === command);
}

/** What the person told in this visit and still counts, the latest last. */
export function toldAnswers(dc: DialogContext): readonly ToldAnswer[] {
  const visit = activeVisit(dc);
  return visit === null ? [] : answersOf(visit, dc);
}

/** Asks again for what was told at that node; that answer and those after it are void. False: nothing was told there. */
export async function askAgain(dc: DialogContext, tree: string, node: string): Promise<boolean> {
  return await unwrapped(activeTree(dc)?.dialog.askAgain(dc, tree, node) ?? Promise.resolve(false));
}

/** Shows again what the person sees last, in the language of this turn; false when the conversation is in no tree. */
export async function rerender(dc: DialogContext): Promise<boolean> {
  if (activeTree(dc) === null) return false;
  await unwrapped(dc.repromptDialog());
  return true;
}

/**
 * Goes on from a handoff node, whose question has been decided. False when the conversation stands at none, or nothing
 * comes after it: then the visit has ended.
 */
export async function leaveHandoff(dc: DialogContext): Promise<boolean> {
  const active = activeTree(dc);
  const node = active === null ? null : findNode(active.dialog.tree, active.state.node);
  if (active === null || node?.kind !== 'handoff') return false;
  if (node.next === undefined) {
    await leaveTrees(dc);
    return false;
  }
  await outcomeOf(active.dialog.moveTo(dc, node.next));
  return true;
}

/** Ends the visit without a word. A probe that runs is given up. */
export async function leaveTrees(dc: DialogContext): Promise<void> {
  await unwrapped(dc.cancelAllDialogs());
}

function activeTree(dc: DialogContext): { readonly dialog: TreeDialog; readonly state: TreeState } | null {
  const instance = dc.activeDialog;
  const dialog = instance === undefined ? undefined : dc.findDialog(instance.id);
  return instance !== undefined && dialog instanceof TreeDialog
    ? { dialog, state: instance.state as TreeState }
    : null;
}

function activeVisit(dc: DialogContext): Visit | null {
  const active = activeTree(dc);
  return active === null ? null : new Visit(active.dialog.treeVersion, dc.context, active.state);
}

async function outcomeOf(turn: Promise<DialogTurnResult>): Promise<TreeOutcome> {
  const { result } = await unwrapped(turn);
  return (result as TreeOutcome | undefined) ?? handled;
}

/** DialogContext wraps every error, and with it the whole dialog stack; the error itself is what counts. */
async function unwrapped<T>(turn: Promise<T>): Promise<T> {
  try {
    return await turn;
  } catch (error) {
    if (error instanceof DialogContextError && error.error instanceof Error) throw error.error;
    throw error;
  }
}
