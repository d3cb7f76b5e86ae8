import type { TurnContext } from 'botbuilder-core';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogReason,
  type DialogTurnResult,
  DialogTurnStatus,
} from 'botbuilder-dialogs';
import { CodedError } from '../../base/codedError.js';
import type { Facts } from '../dialogServices.js';
import { dontKnowReply, takeChoice, typedChoice } from '../nodes/asking.js';
import type { Reply, TreeEntry, TreeWay } from '../nodes/nodeHandler.js';
import { handlerOf } from '../nodes/nodeHandlers.js';
import { currentNode, findChoice, findNode, type Tree, type TreeNode } from '../tree.js';
import { canShow, freshens, receiveFreshLook, waitsForLook } from './freshening.js';
import { type Press, readPress } from './press.js';
import { sameQuestion } from './sameQuestion.js';
import { historyBefore, takeBack } from './toldAnswers.js';
import { handled, type TreeOutcome } from './treeOutcome.js';
import { treeSetOf } from './treeSet.js';
import {
  type Freshening,
  type PastNode,
  remember,
  type Told,
  type TreeState,
  withoutLast,
} from './treeState.js';
import type { TreeVersion } from './treeVersion.js';
import { servicesOf, Visit } from './visit.js';

/** How a visit to a tree begins; plain JSON. */
export interface VisitOptions {
  /** The tree's start when absent. */
  readonly node?: string;
  readonly facts?: Facts;
  readonly history?: readonly PastNode[];
  readonly told?: readonly Told[];
  /** Nodes entered in this turn before this tree, for the loop guard. */
  readonly steps?: number;
  /** Shows a node again that was left, instead of entering one. */
  readonly again?: PastNode;
}

/** Nodes entered in one turn without waiting; more means that a tree runs in a circle. */
const maxSteps = 50;

/** A tree version as a dialog. It holds nothing of a conversation, so one instance serves all. */
export class TreeDialog extends Dialog<VisitOptions> {
  readonly treeVersion: TreeVersion;

  constructor(treeVersion: TreeVersion) {
    super(treeVersion.dialogId);
    this.treeVersion = treeVersion;
  }

  get tree(): Tree {
    return this.treeVersion.tree;
  }

  override getVersion(): string {
    return this.treeVersion.version;
  }

  override async beginDialog(
    dc: DialogContext,
    options: VisitOptions = {},
  ): Promise<DialogTurnResult<TreeOutcome>> {
    const state: TreeState = {
      node: options.again?.node ?? options.node ?? this.tree.start,
      facts: options.facts ?? {},
      history: options.history ?? [],
      told: options.told ?? [],
      shown: [],
      pendingJob: null,
      promptTries: 0,
      unknownTexts: 0,
      freshening: null,
    };
    if (dc.activeDialog !== undefined) dc.activeDialog.state = state;
    const visit = new Visit(this.treeVersion, dc.context, state);
    if (options.again !== undefined) return this.#showAgain(visit, options.again);
    return this.#run(dc, visit, state.node, options.steps ?? 0);
  }

  /** Hands the activity to the node that waits; the result's outcome says whether it could use it. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult<TreeOutcome>> {
    const visit = this.#visitOf(dc);
    const press = readPress(dc.context.activity);
    if (press !== null) return this.#press(dc, visit, press);
    const { freshening } = visit.state;
    if (freshening) return this.#freshened(dc, visit, freshening);
    const node = this.#nodeOf(visit.state.node);
    const reply = (await handlerOf(node).receive?.(visit, node, visit.state.node)) ?? { to: 'unmatched' };
    return this.#follow(dc, visit, reply);
  }

  /** Shows again what the person sees last, without any other effect: for a change of language. */
  override async repromptDialog(context: TurnContext, instance: DialogInstance<TreeState>): Promise<void> {
    const visit = new Visit(this.treeVersion, context, instance.state);
    const { freshening, node, shown } = instance.state;
    if (freshening) return visit.say(freshening.waiting);
    await visit.tellLanguage();
    const ids = [...shown, node];
    if (!(await freshens(visit, ids, 'show'))) await this.#show(visit, ids);
  }

  override async endDialog(
    context: TurnContext,
    instance: DialogInstance<TreeState>,
    _reason: DialogReason,
  ): Promise<void> {
    giveUpJob(context, instance.state);
  }

  /** Leaves the waiting node for another of this tree. */
  async moveTo(dc: DialogContext, node: string): Promise<DialogTurnResult<TreeOutcome>> {
    const visit = this.#visitOf(dc);
    this.#leaveNode(dc, visit);
    return this.#run(dc, visit, currentNode(this.tree, node) ?? node, 0);
  }

  /** Leaves the waiting node for another tree, with all that is known. */
  async moveToTree(dc: DialogContext, way: TreeWay): Promise<DialogTurnResult<TreeOutcome>> {
    this.#leaveNode(dc, this.#visitOf(dc));
    return this.#leaveTree(dc, way, 0);
  }

  /** Whether the message just received names one of the choices offered here. */
  choosesHere(dc: DialogContext): boolean {
    const visit = this.#visitOf(dc);
    const node = this.#nodeOf(visit.state.node);
    if (visit.state.freshening || (node.kind !== 'prompt' && node.kind !== 'answer')) return false;
    return visit.typed !== '' && typedChoice(visit, node, visit.typed) !== null;
  }

  /** Says what is wrong with the message just received; false when the node has no words for it. */
  async retry(dc: DialogContext): Promise<boolean> {
    const visit = this.#visitOf(dc);
    const node = this.#nodeOf(visit.state.node);
    return (await handlerOf(node).retry?.(visit, node, visit.state.node)) ?? false;
  }

  /** Takes "I don't know" for the answer; the outcome is "unmatched" where that leads nowhere. */
  async dontKnow(dc: DialogContext): Promise<DialogTurnResult<TreeOutcome>> {
    const visit = this.#visitOf(dc);
    const { state } = visit;
    // A look that runs is going to tell.
    if (waitsForLook(this.tree, state)) return this.continueDialog(dc);
    const node = this.#nodeOf(state.node);
    if (node.kind !== 'prompt' && node.kind !== 'answer') return waiting({ outcome: 'unmatched' });
    return this.#follow(dc, visit, dontKnowReply(visit, node, state.node));
  }

  /** Asks again for what the person told at a node; that answer and all told after it are void. False: not told there. */
  async askAgain(dc: DialogContext, tree: string, node: string): Promise<boolean> {
    const visit = this.#visitOf(dc);
    const target = treeSetOf(dc).nearest(tree);
    const place = target === null ? null : currentNode(target.tree, node);
    if (target === null || place === null) return false;
    const past = takeBack(visit.state, tree, node);
    if (past === null) return false;
    const before = historyBefore(visit.state.history, past);
    await this.#return(dc, visit, target, { ...past, node: place }, before);
    return true;
  }

  /** Returns to the node that waited before; false when there is none. */
  async back(dc: DialogContext): Promise<boolean> {
    const visit = this.#visitOf(dc);
    const { history } = visit.state;
    for (let last = history.length - 1; last >= 0; last -= 1) {
      const past = history[last];
      const target = past === undefined ? null : treeSetOf(dc).nearest(past.tree);
      const node = past === undefined || target === null ? null : currentNode(target.tree, past.node);
      if (past === undefined || target === null || node === null) continue;
      const again = { ...past, node };
      if (!canShow(visit, target.tree, again)) continue;
      await this.#return(dc, visit, target, again, history.slice(0, last));
      return true;
    }
    return false;
  }

  async #return(
    dc: DialogContext,
    visit: Visit,
    target: TreeDialog,
    { tree, node, shown }: PastNode,
    history: readonly PastNode[],
  ): Promise<void> {
    giveUpJob(dc.context, visit.state);
    const again = { tree, node, shown };
    if (target === this) {
      visit.state.history = history;
      await this.#showAgain(visit, again);
    } else {
      const { facts, told = [] } = visit.state;
      await dc.replaceDialog(target.id, { facts, told, history, again } satisfies VisitOptions);
    }
  }

  async #freshened(
    dc: DialogContext,
    visit: Visit,
    freshening: Freshening,
  ): Promise<DialogTurnResult<TreeOutcome>> {
    const received = await receiveFreshLook(visit, freshening);
    if (received !== 'go on') return waiting(received === 'wait' ? handled : { outcome: 'ignored' });
    visit.state.freshening = null;
    const { node, shown } = visit.state;
    if (freshening.then === 'enter') return this.#run(dc, visit, node, 0, shown);
    return this.#showAgain(visit, { tree: this.id, node, shown });
  }

  async #run(
    dc: DialogContext,
    visit: Visit,
    from: string,
    before: number,
    shownBefore: readonly string[] = [],
  ): Promise<DialogTurnResult<TreeOutcome>> {
    const { state } = visit;
    const shown = [...shownBefore];
    await visit.tellLanguage();
    let id = from;
    for (let steps = before; steps < maxSteps; steps += 1) {
      const node = this.#nodeOf(id);
      state.node = id;
      state.promptTries = 0;
      if (await freshens(visit, [id], 'enter')) {
        state.shown = shown;
        return waiting(handled);
      }
      visit.services.onNode?.(this.tree.id, id);
      const step = await handlerOf(node).enter(visit, node, id);
      switch (step.to) {
        case 'wait':
          state.shown = shown;
          state.history = withoutLast(state.history, this.id, id);
          return waiting(handled);
        case 'node':
          if (node.kind === 'message' || node.kind === 'answer') shown.push(id);
          id = step.node;
          break;
        case 'tree':
          if (step.tree !== this.tree.id) return this.#leaveTree(dc, step, steps + 1);
          id = step.node ?? entryNode(this.tree, step.entry);
          break;
        case 'end':
          return dc.endDialog(handled);
      }
    }
    throw new CodedError(
      'tree-loop',
      `The tree ${this.id} entered ${maxSteps} nodes without waiting, the last one "${id}".`,
      'Lead one of the ways of this circle to a node that waits.',
    );
  }

  async #press(dc: DialogContext, visit: Visit, press: Press): Promise<DialogTurnResult<TreeOutcome>> {
    const pressed = treeSetOf(dc).exactly(press.tree);
    const owner =
      pressed?.tree.id === this.tree.id ? this : treeSetOf(dc).current(pressed?.tree.id ?? press.tree);
    const node = owner === null ? null : findNode(owner.tree, press.node);
    const choice = owner === null ? null : findChoice(owner.tree, press.node, press.choice);
    const known = choice !== null && (node?.kind === 'prompt' || node?.kind === 'answer');
    if (
      !(known && owner !== null && pressed !== null) ||
      !sameQuestion(pressed.treeVersion, owner.treeVersion, press.node, press.choice)
    ) {
      return waiting({ outcome: 'outdated' });
    }
    const reply = takeChoice(visit, node, choice, { tree: owner.id, node: press.node });
    // The card may be another tree's, whose nodes are not ours.
    if (reply.to === 'node' && owner !== this) {
      return this.moveToTree(dc, { tree: owner.tree.id, node: reply.node, entry: 'start' });
    }
    return this.#follow(dc, visit, reply);
  }

  async #follow(dc: DialogContext, visit: Visit, reply: Reply): Promise<DialogTurnResult<TreeOutcome>> {
    switch (reply.to) {
      case 'node':
        this.#leaveNode(dc, visit);
        return this.#run(dc, visit, reply.node, 0);
      case 'tree':
        return reply.tree === this.tree.id
          ? this.moveTo(dc, reply.node ?? entryNode(this.tree, reply.entry))
          : this.moveToTree(dc, reply);
      case 'end':
        return dc.endDialog(handled);
      case 'command':
        return waiting({ outcome: 'command', command: reply.command });
      case 'unmatched':
      case 'ignored':
        return waiting({ outcome: reply.to });
      case 'stay':
      case 'wait':
        return waiting(handled);
    }
  }

  /** A probe is no place to come back to: it would look again. Nor is a node that has not been shown yet. */
  #leaveNode(dc: DialogContext, { state }: Visit): void {
    const unseen = state.freshening?.then === 'enter';
    giveUpJob(dc.context, state);
    if (unseen || findNode(this.tree, state.node)?.kind === 'probeEndpoint') return;
    state.history = remember(withoutLast(state.history, this.id, state.node), {
      tree: this.id,
      node: state.node,
      shown: state.shown,
    });
  }

  async #leaveTree(dc: DialogContext, way: TreeWay, steps: number): Promise<DialogTurnResult<TreeOutcome>> {
    const target = treeSetOf(dc).current(way.tree);
    // An older version may lead to a tree that has been taken back; what it leads from may wait for nothing.
    if (target === null) return dc.endDialog({ outcome: 'outdated' } satisfies TreeOutcome);
    const { facts, history, told = [] } = this.#visitOf(dc).state;
    // An older version of this tree may name a node that the other tree has no more.
    const named = way.node === null ? null : currentNode(target.tree, way.node);
    const node = named ?? entryNode(target.tree, way.entry);
    return dc.replaceDialog(target.id, { node, facts, history, told, steps } satisfies VisitOptions);
  }

  async #showAgain(visit: Visit, past: PastNode): Promise<DialogTurnResult<TreeOutcome>> {
    await visit.tellLanguage();
    visit.state.node = past.node;
    visit.state.shown = past.shown;
    visit.state.promptTries = 0;
    // Greetings and the like are not repeated; an answer that the question rests on is.
    const answers = past.shown.filter((id) => findNode(this.tree, id)?.kind === 'answer');
    const ids = [...answers, past.node];
    if (!(await freshens(visit, ids, 'show'))) await this.#show(visit, ids);
    return waiting(handled);
  }

  async #show(visit: Visit, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const node = findNode(this.tree, id);
      if (node !== null) await handlerOf(node).show?.(visit, node, id);
    }
  }

  #visitOf(dc: DialogContext): Visit {
    return new Visit(this.treeVersion, dc.context, dc.activeDialog?.state as TreeState);
  }

  #nodeOf(id: string): TreeNode {
    const node = findNode(this.tree, id);
    if (node !== null) return node;
    throw new CodedError(
      'tree-node-unknown',
      `The tree ${this.id} has no node "${id}".`,
      'Name a node of this version.',
    );
  }
}

/** The node of a tree's own field; its start when the field is absent. */
export function entryNode(tree: Tree, entry: TreeEntry): string {
  return tree[entry] ?? tree.start;
}

function giveUpJob(context: TurnContext, state: TreeState): void {
  state.freshening = null;
  if (state.pendingJob === null) return;
  servicesOf(context).cancelProbe(state.pendingJob);
  state.pendingJob = null;
}

function waiting(result: TreeOutcome): DialogTurnResult<TreeOutcome> {
  return { status: DialogTurnStatus.waiting, result };
}
