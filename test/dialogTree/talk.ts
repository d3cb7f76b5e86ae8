import { type Activity, ConversationState, MemoryStorage, TestAdapter, type TurnContext } from 'botbuilder';
import type { DialogContext, DialogState } from 'botbuilder-dialogs';
import type { JsonObject } from '../../src/base/json.js';
import { receive } from '../../src/dialogTree/activeTree.js';
import type { TreeRegistry } from '../../src/dialogTree/compile/treeRegistry.js';
import {
  type DialogServices,
  DialogServicesKey,
  type FindingsView,
  type RenderedChoice,
} from '../../src/dialogTree/dialogServices.js';
import { lookupIn } from '../../src/dialogTree/treeTexts.js';

/** One conversation with the trees of a registry, over literal services; its state passes through JSON every turn. */
export class Talk {
  locale = 'en';
  verdict: FindingsView = { verdict: 'untrusted', primary: 'self-signed', codes: ['self-signed'] };
  /** Texts of the replies of the last turn. */
  replies: readonly string[] = [];
  /** Buttons of the last reply that had some. */
  buttons: readonly RenderedChoice[] = [];
  refusesProbes = false;
  asksForHuman = 0;
  looksAreOld = false;
  changes: string | null = null;
  outcome: unknown = null;
  lost: unknown = null;
  readonly jobs: string[] = [];
  readonly cancelled: string[] = [];

  registry: TreeRegistry;
  readonly #state = new ConversationState(new MemoryStorage());
  readonly #dialogs = this.#state.createProperty<DialogState>('dialogs');

  constructor(registry: TreeRegistry) {
    this.registry = registry;
  }

  /** Does something with the dialogs in a turn of its own. */
  async run<T>(
    act: (dc: DialogContext) => Promise<T> | T,
    activity: Partial<Activity> = { type: 'event' },
  ): Promise<T> {
    const results: T[] = [];
    const errors: unknown[] = [];
    const adapter = new TestAdapter(async (context) => {
      try {
        results.push(await this.#turn(context, act));
      } catch (error) {
        errors.push(error);
      }
    });
    await adapter.receiveActivity(activity);
    if (errors.length > 0) throw errors[0];
    const sent = adapter.activeQueue.filter(({ type }) => type === 'message');
    this.replies = sent.map(({ text }) => text ?? '');
    const buttons = sent
      .map(({ value }) => value as readonly RenderedChoice[])
      .findLast((each) => each.length > 0);
    this.buttons = buttons ?? this.buttons;
    return results[0] as T;
  }

  async #turn<T>(context: TurnContext, act: (dc: DialogContext) => Promise<T> | T): Promise<T> {
    context.turnState.set(DialogServicesKey, this.#services());
    const { dc, lost } = await this.registry.open(context, this.#dialogs);
    this.lost = lost;
    const result = await act(dc);
    await this.#state.saveChanges(context);
    return result;
  }

  async hear(activity: Partial<Activity>): Promise<readonly string[]> {
    this.outcome = await this.run(receive, activity);
    return this.replies;
  }

  say(text: string): Promise<readonly string[]> {
    return this.hear({ type: 'message', text });
  }

  press(button: RenderedChoice): Promise<readonly string[]> {
    return this.hear({ type: 'message', text: button.title, value: button.value });
  }

  button(choice: string): RenderedChoice {
    const button = this.buttons.find(({ value }) => value.trustdesk.choice === choice);
    if (button === undefined) throw new Error(`no button "${choice}" among ${JSON.stringify(this.buttons)}`);
    return button;
  }

  /** The result of a probe, the latest when not told otherwise. */
  probed(job = this.jobs.at(-1)): Promise<readonly string[]> {
    return this.hear({ type: 'event', name: 'probe', value: { job } });
  }

  #services(): DialogServices {
    return {
      text: (key, params, dialogId) => {
        const texts = this.registry.versionOf(dialogId)?.texts ?? null;
        const text = texts === null ? null : lookupIn(texts)(this.locale, key);
        return (text ?? `no text ${key}`).replace(/\{\{(\w+)\}\}/g, (_all, name) => String(params[name]));
      },
      readInput: (expect, text) => {
        if (expect === 'endpoint' && text.includes('.')) return { ok: true, facts: { endpoint: text } };
        if (expect === 'routerReport' && text.startsWith('issued'))
          return { ok: true, facts: { reported: text } };
        if (text.includes('@')) return { ok: false, retry: 'notAnAddress', params: { given: text } };
        return { ok: false, retry: null };
      },
      recognizeError: (text) => {
        if (text.includes('trust'))
          return { family: 'trust-relationship', tree: 'router', facts: { pasted: text } };
        if (text.includes('name')) return { family: 'name-resolution', tree: null };
        if (text === 'perhaps') return { family: null, facts: { candidates: { unreachable: true } } };
        return null;
      },
      matchChoice: (text, choices) => {
        const index = choices.findIndex(({ title, synonyms }, at) =>
          [String(at + 1), title, ...synonyms].includes(text),
        );
        return index < 0 ? null : index;
      },
      askForHuman: () => {
        this.asksForHuman += 1;
      },
      startProbe: (facts, slot) => {
        if (this.refusesProbes) return { ok: false, text: 'stillLooking' };
        const jobId = `job ${this.jobs.length + 1} of ${String(facts[slot])}`;
        this.jobs.push(jobId);
        return { ok: true, jobId };
      },
      freshen: (use, facts) => {
        if (!this.looksAreOld || facts['probe'] === undefined) return null;
        if ('show' in use ? use.show !== 'diagnosis' : !('findings' in use)) return null;
        this.looksAreOld = false;
        if (this.refusesProbes) return { jobId: null, text: 'stillLooking', waiting: 'stillLooking' };
        this.jobs.push(`job ${this.jobs.length + 1} anew`);
        return { jobId: this.jobs.at(-1) ?? null, text: 'looking', waiting: 'stillLooking' };
      },
      changes: () => this.changes,
      hasEvidence: (use, facts) => !('show' in use) || use.show !== 'diagnosis' || facts['probe'] !== null,
      cancelProbe: (job) => {
        this.cancelled.push(job);
      },
      takeProbeResult: (job, activity) =>
        (activity.value as JsonObject | undefined)?.['job'] === job ? { probe: job } : null,
      findings: () => this.verdict,
      renderAnswer: ({ show, of }, facts, choices) =>
        message(`${this.locale} ${show} ${of ?? String(facts['endpoint'])}`, choices),
      renderPrompt: message,
      languageNote: (languages) =>
        languages === undefined || languages.includes(this.locale) ? null : `not in ${this.locale}`,
    };
  }
}

function message(text: string, choices: readonly RenderedChoice[]): Partial<Activity> {
  return { type: 'message', text, value: choices };
}
