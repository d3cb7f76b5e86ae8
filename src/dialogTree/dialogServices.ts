import type { Activity } from 'botbuilder-core';
import type { JsonObject, JsonValue } from '../base/json.js';

/** What is known in this conversation. Kept in the dialog's state, so it is JSON. The tree's `slot`s are keys of it. */
export type Facts = { [slot: string]: JsonValue };

/** What a diagnosis looks like to a tree's `branch` node. */
export interface FindingsView {
  readonly verdict: string;
  readonly primary: string | null;
  readonly codes: readonly string[];
}

export type InputReading =
  | { readonly ok: true; readonly facts: Facts }
  /** `retry` is a text key that says what is wrong and how to mend it; null means the prompt's own retry text. */
  | { readonly ok: false; readonly retry: string | null; readonly params?: JsonObject };

export type RecognizedError =
  | {
      readonly family: string;
      /** The tree that answers it; null: no tree does. */
      readonly tree: string | null;
      /** What else the text tells, added to the facts beside `family`. */
      readonly facts?: Facts;
    }
  /** It may be one of several; the facts say which. */
  | { readonly family: null; readonly facts: Facts };

export type StartedProbe =
  | { readonly ok: true; readonly jobId: string }
  /** The person has had as many probes as they may for now; `text` is the key of what they are told. */
  | { readonly ok: false; readonly text: string };

/** Told of every node that a visit enters, in order: for whoever measures what conversations come to. */
export type NodeListener = (treeId: string, nodeId: string) => void;

/** What a node rests on: the findings or the facts (as slots) that a branch asks for, or what an answer shows. */
export type EvidenceUse =
  | { readonly findings: true }
  | { readonly facts: readonly string[] }
  | { readonly show: string; readonly of: string | null };

/** A new look in place of one that is too old. The keys are of what is said now, and to a message before the result. */
export interface FreshLook {
  /** Null: the person has had as many looks as they may for now. */
  readonly jobId: string | null;
  readonly text: string;
  readonly waiting: string;
}

/** Everything a tree needs from the world, in one turn's language. The bot implements it a turn; tests use literals. */
export interface DialogServices {
  /**
   * Text of a key such as `email-router-trust:askEndpoint`. Its `{{placeholders}}` are taken from params, which
   * hold the facts too, as the person gave them: escaping is up to the implementation. `dialogId` (`tree@version`)
   * says whose texts come first: a conversation keeps the texts of its tree's version (TreeRegistry.versionOf).
   */
  text(key: string, params: JsonObject, dialogId: string): string;
  /** Reads a free answer of a prompt with `expect: endpoint | routerReport | …` into facts. */
  readInput(expect: string, text: string, facts: Facts): InputReading;
  /** The family of a pasted error and the tree that answers it; null: no known error. */
  recognizeError(text: string): RecognizedError | null;
  /** Matches a typed answer to a choice: number, title, synonym or accent-free spelling. Index or null. */
  matchChoice(
    text: string,
    choices: readonly { readonly title: string; readonly synonyms: readonly string[] }[],
  ): number | null;
  /** Puts a probe of the endpoint in that slot into this turn's writes; the result comes back as an internal event. */
  startProbe(facts: Facts, slot: string): StartedProbe;
  /**
   * Puts a new probe into this turn's writes when that use would rest on a look that is too old to be taken for how
   * things are; null when it may be used as it is.
   */
  freshen(use: EvidenceUse, facts: Facts): FreshLook | null;
  /** What the latest look found otherwise than the one before it, as a text; null when nothing. */
  changes(facts: Facts): string | null;
  /** Whether what that use rests on is there at all. */
  hasEvidence(use: EvidenceUse, facts: Facts): boolean;
  /** Says that nobody waits for that job's result any more. */
  cancelProbe(jobId: string): void;
  /** Reads the event's value when it belongs to that job; null otherwise. */
  takeProbeResult(jobId: string, activity: Partial<Activity>): Facts | null;
  /** Judges the facts as they are now. */
  findings(facts: Facts): FindingsView;
  /** Renders an answer (`show` of an answer node) for these facts: text, card, channelData. */
  renderAnswer(show: AnswerReference, facts: Facts, choices: readonly RenderedChoice[]): Partial<Activity>;
  /** One line for a reader whose language is not among those that a tree exists in; null when there is nothing to tell. */
  languageNote(languages: readonly string[] | undefined): string | null;
  /** Has the person asked, when the tree has said what it has to say, whether a human shall take over. */
  askForHuman(): void;
  /** Told of every node entered. */
  readonly onNode?: NodeListener | undefined;
  /** Renders a prompt or message with its buttons. */
  renderPrompt(text: string, choices: readonly RenderedChoice[]): Partial<Activity>;
}

/** Key of the turn's DialogServices in `context.turnState`; the dialogs themselves hold nothing of a turn. */
export const DialogServicesKey = Symbol('DialogServices');

/** `show: diagnosis`, `show: procedure, of: iis-2008-view-certificate` … as written in the tree. */
export interface AnswerReference {
  readonly treeId: string;
  readonly treeVersion: string;
  readonly nodeId: string;
  readonly show: string;
  readonly of: string | null;
}

/** A button: what it says and what comes back when it is pressed. */
export interface RenderedChoice {
  readonly title: string;
  /** `tree` is the dialog id, `tree@version`. */
  readonly value: {
    readonly trustdesk: { readonly tree: string; readonly node: string; readonly choice: string };
  };
}
