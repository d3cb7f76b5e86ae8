import { ConversationState, MemoryStorage, TestAdapter, type TurnContext } from 'botbuilder';
import type { DialogState } from 'botbuilder-dialogs';
import type { Locale } from '../../src/answers/locales.js';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { loadKnowledge } from '../../src/app/loadKnowledge.js';
import { readSettings } from '../../src/app/settings.js';
import type { JsonObject } from '../../src/base/json.js';
import type { Knowledge } from '../../src/bot/conversation/knowledge.js';
import { receiveMessage } from '../../src/bot/conversation/receiveMessage.js';
import { remindOfPlace } from '../../src/bot/conversation/remindOfPlace.js';
import { openServices, type SupportTurn } from '../../src/bot/conversation/supportTurn.js';
import { probeResultEvent, type TurnScope } from '../../src/bot/turnScope.js';
import { makeTrustAnchors } from '../../src/certificates/trustAnchors.js';
import { describe, enterTree, receive, waitsForProbe } from '../../src/dialogTree/activeTree.js';
import type { Facts } from '../../src/dialogTree/dialogServices.js';
import { collectCase } from '../../src/handoff/turnHandoff.js';

const noReach = { identity: { claims: [], audience: '', callerId: null }, conversationReference: {} };

/** The shipped knowledge, made once for all talks of a test file. */
export function shippedKnowledge(): Knowledge {
  return loadKnowledge(
    readShippedKnowledge(),
    readSettings({}),
    makeTrustAnchors({ builtIn: () => [], added: [] }),
    async () => null,
  );
}

export interface Stood {
  readonly tree: string;
  readonly node: string;
  /** Texts of the replies of this turn. */
  readonly replies: readonly string[];
  readonly waitsForProbe: boolean;
}

/** One conversation with the shipped knowledge, which may begin at any node with any facts; no probe really runs. */
export class CaseTalk {
  now = new Date('2026-11-22T10:00:00Z');
  /** Requests of the probes so far. */
  readonly probes: JsonObject[] = [];
  readonly #knowledge: Knowledge;
  readonly #locale: Locale;
  readonly #state = new ConversationState(new MemoryStorage());
  readonly #memory = { locale: null, messages: 0, offersLanguages: false };

  constructor(knowledge: Knowledge, locale: Locale) {
    this.#knowledge = knowledge;
    this.#locale = locale;
  }

  enter(tree: string, node: string, facts: Facts): Promise<Stood> {
    return this.#turn({ type: 'event' }, ({ dc }) => enterTree(dc, tree, { node, facts }));
  }

  say(text: string): Promise<Stood> {
    return this.#turn({ type: 'message', text }, async (support) => {
      await remindOfPlace(support, true);
      await receiveMessage(support);
    });
  }

  press(value: JsonObject): Promise<Stood> {
    return this.#turn({ type: 'message', value }, receiveMessage);
  }

  /** Opens the page again. */
  comeBack(): Promise<Stood> {
    return this.#turn({ type: 'event' }, (support) => remindOfPlace(support, false));
  }

  /** The result of the latest probe. */
  probed(record: JsonObject): Promise<Stood> {
    const value = { jobId: `job ${this.probes.length}`, record };
    return this.#turn({ type: 'event', name: probeResultEvent, value }, ({ dc }) => receive(dc));
  }

  async #turn(activity: JsonObject, act: (support: SupportTurn) => Promise<unknown>): Promise<Stood> {
    const stood: Stood[] = [];
    const errors: unknown[] = [];
    const adapter = new TestAdapter(async (context) => {
      try {
        stood.push(await this.#act(context, act));
      } catch (error) {
        errors.push(error);
      }
    });
    await adapter.receiveActivity(activity);
    if (errors.length > 0) throw errors[0];
    const [found] = stood;
    if (found === undefined) throw new Error('the turn did not run');
    return { ...found, replies: adapter.activeQueue.map(({ text }) => text ?? '') };
  }

  async #act(context: TurnContext, act: (support: SupportTurn) => Promise<unknown>): Promise<Stood> {
    const dialogs = this.#state.createProperty<DialogState>('dialogs');
    const { dc } = await this.#knowledge.registry.open(context, dialogs);
    const support: SupportTurn = {
      knowledge: this.#knowledge,
      context,
      turn: this.#scope(),
      memory: this.#memory,
      dc,
      cards: false,
      locale: this.#locale,
      admitsLook: () => true,
      waiting: async () => ({ position: 1, expectedMs: null }),
      wantsHuman: false,
      fileNotes: [],
      onNode: undefined,
    };
    openServices(support);
    await act(support);
    await this.#state.saveChanges(context);
    const place = describe(dc);
    return {
      tree: place?.treeId ?? '',
      node: place?.node ?? '',
      replies: [],
      waitsForProbe: waitsForProbe(dc),
    };
  }

  #scope(): TurnScope {
    const unused: Partial<TurnScope> = {
      now: this.now,
      handoff: collectCase(null, noReach, this.now).handoff,
      startProbe: (request) => {
        this.probes.push(request);
        return `job ${this.probes.length}`;
      },
      cancelProbe: () => {},
      rememberLocale: () => {},
      rememberLooks: () => {},
    };
    return unused as TurnScope;
  }
}
