import type { Activity, TurnContext } from 'botbuilder-core';
import { CodedError } from '../../base/codedError.js';
import type { JsonObject } from '../../base/json.js';
import {
  type DialogServices,
  DialogServicesKey,
  type Facts,
  type RenderedChoice,
} from '../dialogServices.js';
import { type Choice, choicesOf, type TreeNode } from '../tree.js';
import { qualifiedKey } from '../treeTexts.js';
import { holds } from './conditions.js';
import { rememberTold, type TreeState } from './treeState.js';
import type { TreeVersion } from './treeVersion.js';

/** One conversation in one tree in one turn: what a node's handler works with. */
export class Visit {
  readonly version: TreeVersion;
  readonly services: DialogServices;
  readonly state: TreeState;
  readonly #context: TurnContext;

  constructor(version: TreeVersion, context: TurnContext, state: TreeState) {
    this.version = version;
    this.services = servicesOf(context);
    this.state = state;
    this.#context = context;
  }

  get activity(): Activity {
    return this.#context.activity;
  }

  get facts(): Facts {
    return this.state.facts;
  }

  learn(facts: Facts): void {
    this.state.facts = { ...this.state.facts, ...facts };
  }

  /** Learns what the person told at a node, so that it can be asked for again. `choice`: the id of what they chose. */
  hear(
    facts: Facts,
    { tree, node }: { readonly tree: string; readonly node: string },
    choice: string | null,
  ): void {
    const slots = Object.keys(facts);
    if (slots.length === 0) return;
    this.learn(facts);
    const { shown, told = [] } = this.state;
    const seen = this.state.node === node ? shown : [];
    this.state.told = rememberTold(told, { tree, node, shown: seen, choice, slots });
  }

  /** What the person wrote, without the space around it; empty for anything but a message. */
  get typed(): string {
    return this.activity.type === 'message' ? (this.activity.text ?? '').trim() : '';
  }

  text(key: string, params: JsonObject = {}): string {
    return this.services.text(
      qualifiedKey(key, this.version.treeId),
      { ...this.facts, ...params },
      this.version.dialogId,
    );
  }

  /** The choices that are offered now. */
  choices(node: TreeNode): readonly Choice[] {
    const { facts, services } = this;
    return choicesOf(this.version.tree, node).filter(
      ({ when }) => when === undefined || holds(when, facts, () => services.findings(facts)),
    );
  }

  buttons(nodeId: string, node: TreeNode): readonly RenderedChoice[] {
    return this.choices(node).map((choice) => ({
      title: this.text(choice.text),
      value: { trustdesk: { tree: this.version.dialogId, node: nodeId, choice: choice.id } },
    }));
  }

  /** Says once a visit, and again when the reader's language changes, that the tree lacks that language. */
  async tellLanguage(): Promise<void> {
    const note = this.services.languageNote(this.version.tree.languages);
    if (note === (this.state.languageTold ?? null)) return;
    this.state.languageTold = note;
    if (note !== null) await this.send(this.services.renderPrompt(note, []));
  }

  async say(key: string): Promise<void> {
    await this.send(this.services.renderPrompt(this.text(key), []));
  }

  /** Says a text with the node's choices. */
  async ask(key: string, nodeId: string, node: TreeNode, params: JsonObject = {}): Promise<void> {
    await this.send(this.services.renderPrompt(this.text(key, params), this.buttons(nodeId, node)));
  }

  async send(activity: Partial<Activity>): Promise<void> {
    await this.#context.sendActivity(activity);
  }
}

export function servicesOf(context: TurnContext): DialogServices {
  const services: DialogServices | undefined = context.turnState.get(DialogServicesKey);
  if (services !== undefined) return services;
  throw new CodedError(
    'dialog-services-missing',
    'A dialog tree was run in a turn that has no dialog services.',
    'Call context.turnState.set(DialogServicesKey, services) before the dialogs run.',
  );
}
