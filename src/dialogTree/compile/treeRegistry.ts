import type { StatePropertyAccessor, TurnContext } from 'botbuilder-core';
import { DialogContext, type DialogInstance, type DialogState } from 'botbuilder-dialogs';
import type { JsonObject } from '../../base/json.js';
import type { Facts } from '../dialogServices.js';
import { readPress } from './press.js';
import { TreeDialog } from './treeDialog.js';
import { TreeSet } from './treeSet.js';
import type { TreeState } from './treeState.js';
import { type TreeVersion, treeIdOf, versionFromContent } from './treeVersion.js';

/** Reads the stored content (contentOf) of a version; null when it is not stored. */
export type LoadVersion = (dialogId: string) => Promise<JsonObject | null>;

export interface OpenedDialogs {
  readonly dc: DialogContext;
  readonly lost: LostVisit | null;
}

/** A visit to a tree version that could not be brought back. It has been dropped; this may begin a new one. */
export interface LostVisit {
  readonly treeId: string;
  /** Where it stood, in the words of that version. */
  readonly node: string;
  readonly facts: Facts;
  /** The probe that it waited for. */
  readonly pendingJob: string | null;
}

const maxOlder = 100;

/** Where botbuilder-dialogs keeps, for one turn, the memory scopes that it would else gather for each dialog context. */
const memoryConfigurationKey = 'DialogStateManagerConfiguration';

/** The current version of every tree, and the older ones as conversations need them. */
export class TreeRegistry {
  readonly #current: ReadonlyMap<string, TreeDialog>;
  readonly #older = new Map<string, TreeDialog>();
  readonly #loadVersion: LoadVersion;
  #memoryConfiguration: unknown;

  constructor(current: readonly TreeVersion[], loadVersion: LoadVersion) {
    this.#current = new Map(current.map((version) => [version.treeId, new TreeDialog(version)]));
    this.#loadVersion = loadVersion;
  }

  /** The current versions, to be stored before the first conversation begins. */
  get versions(): readonly TreeVersion[] {
    return [...this.#current.values()].map((dialog) => dialog.treeVersion);
  }

  current(treeId: string): TreeVersion | null {
    return this.#current.get(treeId)?.treeVersion ?? null;
  }

  /** The id of the tree that answers an error family; null when none does. */
  treeOfFamily(family: string): string | null {
    return this.versions.find(({ tree }) => tree.families?.includes(family))?.treeId ?? null;
  }

  /** A version with its texts. An older one is at hand when a conversation on it has been opened. */
  versionOf(dialogId: string): TreeVersion | null {
    const current = this.current(treeIdOf(dialogId));
    return current?.dialogId === dialogId ? current : (this.#older.get(dialogId)?.treeVersion ?? null);
  }

  /** The dialog context of a turn, with the tree versions that the conversation is on. */
  async open(context: TurnContext, accessor: StatePropertyAccessor<DialogState>): Promise<OpenedDialogs> {
    const dialogs = new TreeSet(accessor, this.#current);
    const state = await accessor.get(context, { dialogStack: [] });
    let lost: OpenedDialogs['lost'] = null;
    for (const instance of state.dialogStack) {
      const dialog = dialogs.find(instance.id) ?? (await this.#bringBack(instance.id));
      if (dialog === null) lost = lostVisit(instance);
      else dialogs.add(dialog);
    }
    if (lost !== null) state.dialogStack = [];
    const pressed = readPress(context.activity)?.tree;
    if (pressed !== undefined && dialogs.find(pressed) === undefined) {
      const dialog = this.#current.has(treeIdOf(pressed)) ? await this.#bringBack(pressed) : null;
      if (dialog !== null) dialogs.add(dialog);
    }
    return { dc: this.#contextOf(dialogs, context, state), lost };
  }

  /** The scopes are the same in every turn and hold nothing of one, so they are gathered once. */
  #contextOf(dialogs: TreeSet, context: TurnContext, state: DialogState): DialogContext {
    if (this.#memoryConfiguration !== undefined) {
      context.turnState.set(memoryConfigurationKey, this.#memoryConfiguration);
    }
    const dc = new DialogContext(dialogs, context, state);
    this.#memoryConfiguration = context.turnState.get(memoryConfigurationKey);
    return dc;
  }

  async #bringBack(dialogId: string): Promise<TreeDialog | null> {
    const known = this.#older.get(dialogId);
    if (known !== undefined) return known;
    const content = await this.#loadVersion(dialogId);
    const version = content === null ? null : versionFromContent(dialogId, content);
    if (version === null) return null;
    const dialog = new TreeDialog(version);
    this.#older.set(dialogId, dialog);
    for (const oldest of this.#older.keys()) {
      if (this.#older.size <= maxOlder) break;
      this.#older.delete(oldest);
    }
    return dialog;
  }
}

function lostVisit({ id, state }: DialogInstance<Partial<TreeState>>): LostVisit {
  return {
    treeId: treeIdOf(id),
    node: state.node ?? '',
    facts: state.facts ?? {},
    pendingJob: state.pendingJob ?? null,
  };
}
