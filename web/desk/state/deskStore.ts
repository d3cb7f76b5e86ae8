import type { CaseView, DeskNews, DeskView, Me, SentFile } from '../../../src/handoff/desk/deskApi.js';
import { DeskError, errorCode, isPassing } from '../server/deskError.js';
import type { DeskServer } from '../server/deskServer.js';
import type { LiveSocket, LiveSocketParts } from '../server/liveSocket.js';
import { afterNews, afterView, withoutCase } from './afterNews.js';
import { emptyList } from './caseLists.js';
import { emptyRoom } from './caseRoom.js';
import { beginningState, type DeskState, type Notice } from './deskState.js';
import { keepOutgoing, keptOutgoing } from './keptTexts.js';
import { ListLoader } from './listLoader.js';
import { Outbox, type OutgoingMessage } from './outbox.js';

export interface DeskStoreParts {
  readonly server: DeskServer;
  readonly makeSocket: (parts: Pick<LiveSocketParts, 'onNews' | 'onLine' | 'onFailed'>) => LiveSocket;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  /** The server no longer knows the agent. */
  readonly onSignedOut: () => void;
  /** Told of each piece of news after it was taken in. */
  readonly onNews: (news: DeskNews, before: DeskState, after: DeskState) => void;
}

/** What the desk knows, kept true by its WebSocket, and what its agent does. Components read `state` and are told of changes. */
export class DeskStore {
  state: DeskState;
  readonly #parts: DeskStoreParts;
  readonly #listeners = new Set<() => void>();
  readonly #socket: LiveSocket;
  readonly #outbox: Outbox;
  readonly #lists: ListLoader;

  constructor(me: Me, parts: DeskStoreParts) {
    this.#parts = parts;
    const kept = keptOutgoing(me.agent.id);
    this.state = beginningState(me, kept);
    this.#outbox = new Outbox(
      {
        send: (message) => this.#send(message),
        judge: (error) => ({ code: errorCode(error), passing: isPassing(error) }),
        onChange: (outgoing) => {
          keepOutgoing(me.agent.id, outgoing);
          this.#set({ outgoing });
        },
      },
      kept,
    );
    this.#lists = new ListLoader({
      server: parts.server,
      state: () => this.state,
      set: (change) => this.#set(change),
      onFailure: (error) => errorCode(error) === 'signed-out' && parts.onSignedOut(),
    });
    this.#socket = parts.makeSocket({
      onNews: (news) => this.#take(news),
      onLine: (online) => this.#set({ line: online ? 'online' : 'offline' }),
      onFailed: () => void this.#askWhetherSignedIn(),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    this.#socket.connect();
  }

  /** The network has changed, or the computer has slept. */
  wake(): void {
    this.#socket.reconnect();
  }

  end(): void {
    this.#socket.end();
  }

  show(view: DeskView, words = this.state.words): void {
    this.#set({ view, words, found: words === '' ? this.state.found : emptyList });
    void this.#lists.load(view, words, null);
  }

  showMore(): void {
    const { view, words } = this.state;
    const { before } = words === '' ? this.state.lists[view] : this.state.found;
    if (before !== null) void this.#lists.load(view, words, before);
  }

  select(caseId: string | null): void {
    const { selected, rooms } = this.state;
    if (selected === caseId) return;
    if (selected !== null) this.#socket.send({ type: 'unwatch', caseId: selected });
    if (caseId === null) {
      this.#set({ selected: null });
      return;
    }
    this.#set({ selected: caseId, rooms: { ...rooms, [caseId]: rooms[caseId] ?? emptyRoom(caseId) } });
    this.#watch(caseId);
    // The socket brings it too; this tells what is wrong with a case that is none.
    void this.#command(caseId, 'open', (server) => server.caseView(caseId));
  }

  /** Needs no word of success: the badge, the conversation and the box that opens say it. */
  claim(caseId: string): Promise<boolean> {
    return this.#command(caseId, 'claim', (server) => server.claim(caseId));
  }

  release(caseId: string): Promise<boolean> {
    return this.#held(
      caseId,
      'release',
      (server, holding) => server.release(caseId, holding),
      'done.released',
    );
  }

  transfer(caseId: string, to: Parameters<DeskServer['transfer']>[2]): Promise<boolean> {
    return this.#held(
      caseId,
      'transfer',
      (server, holding) => server.transfer(caseId, holding, to),
      'done.transferred',
    );
  }

  resolve(caseId: string, how: { solved: boolean; cause: string; text: string | null }): Promise<boolean> {
    return this.#held(
      caseId,
      'resolve',
      (server, holding) => server.resolve(caseId, { holding, ...how }),
      'done.resolved',
    );
  }

  probe(caseId: string): Promise<boolean> {
    return this.#held(caseId, 'probe', (server, holding) => server.probe(caseId, holding), 'done.probe');
  }

  note(caseId: string, text: string): Promise<boolean> {
    return this.#command(caseId, 'note', (server) => server.note(caseId, text));
  }

  say(caseId: string, text: string, files: readonly SentFile[]): void {
    const at = new Date(this.#parts.now()).toISOString();
    this.#outbox.add({ caseId, messageId: this.#parts.newId(), text, files, at });
  }

  retry(caseId: string): void {
    this.#outbox.retry(caseId);
  }

  discard(messageId: string): void {
    this.#outbox.discard(messageId);
  }

  async erase(caseId: string): Promise<boolean> {
    const person = this.state.rooms[caseId]?.view?.person;
    if (person === undefined) return false;
    try {
      await this.#parts.server.erase(person);
    } catch (error) {
      this.#fail(error);
      return false;
    }
    this.#tell('success', 'done.erased');
    this.#set(withoutCase(this.state, caseId));
    return true;
  }

  typing(caseId: string): void {
    this.#socket.send({ type: 'typing', caseId });
  }

  read(caseId: string, seq: number): void {
    this.#socket.send({ type: 'read', caseId, seq });
  }

  async change(change: Parameters<DeskServer['changeMe']>[0]): Promise<void> {
    try {
      this.#set({ me: await this.#parts.server.changeMe(change) });
    } catch (error) {
      this.#fail(error);
    }
  }

  fail(error: unknown): void {
    this.#fail(error);
  }

  audit(before: string | null): ReturnType<DeskServer['audit']> {
    return this.#parts.server.audit(before);
  }

  sendFile(caseId: string, file: File): Promise<SentFile> {
    return this.#parts.server.sendFile(caseId, file);
  }

  dismiss(notice: Notice): void {
    this.#set({ notices: this.state.notices.filter(({ id }) => id !== notice.id) });
  }

  #take(news: DeskNews): void {
    const before = this.state;
    this.#set(afterNews(before, news, this.#parts.now()));
    if (news.type === 'hello') this.#takeHello();
    if (news.type === 'timeline') {
      const arrived = news.entries.flatMap(({ messageId }) => messageId ?? []);
      this.#outbox.arrived(new Set(arrived));
    }
    if (news.type === 'reminder') this.#tellReminder(news.caseId);
    if (news.type === 'signed-out') this.#parts.onSignedOut();
    this.#parts.onNews(news, before, this.state);
  }

  /** Nothing that was said before holds: lists may have changed, and the server has forgotten what is watched. */
  #takeHello(): void {
    const { view, words, selected } = this.state;
    for (const one of new Set<DeskView>(['waiting', 'mine', ...(words === '' ? [view] : [])]))
      void this.#lists.load(one, '', null);
    if (words !== '') void this.#lists.load(view, words, null);
    if (selected !== null) this.#watch(selected);
    this.#outbox.resume();
  }

  #watch(caseId: string): void {
    const { afterSeq, afterEvent } = this.state.rooms[caseId] ?? emptyRoom(caseId);
    this.#socket.send({ type: 'watch', caseId, afterSeq, afterEvent });
  }

  #tellReminder(caseId: string): void {
    const item = this.state.items[caseId];
    if (item) this.#tell('warning', 'reminder', { reference: item.reference });
  }

  #takeView(view: CaseView): void {
    this.#set(afterView(this.state, view));
  }

  /** A browser does not tell a page why its WebSocket was refused. */
  async #askWhetherSignedIn(): Promise<void> {
    this.#set({ line: 'offline' });
    await this.#parts.server.me().catch((error: unknown) => {
      if (errorCode(error) === 'signed-out') this.#parts.onSignedOut();
    });
  }

  async #held(
    caseId: string,
    name: string,
    ask: (server: DeskServer, holding: number) => Promise<CaseView>,
    done: string,
  ): Promise<boolean> {
    const holding = this.state.rooms[caseId]?.view?.holding ?? 0;
    const worked = await this.#command(caseId, name, (server) => ask(server, holding));
    if (worked) this.#tell('success', done);
    return worked;
  }

  async #command(
    caseId: string,
    name: string,
    ask: (server: DeskServer) => Promise<CaseView>,
  ): Promise<boolean> {
    this.#set({ busy: name });
    try {
      this.#takeView(await ask(this.#parts.server));
      return true;
    } catch (error) {
      await this.#refused(caseId, error);
      return false;
    } finally {
      this.#set({ busy: null });
    }
  }

  /** Who was too late is told who has the case now. */
  async #refused(caseId: string, error: unknown): Promise<void> {
    const code = errorCode(error);
    if (error instanceof DeskError && error.status === 409) {
      const view = await this.#parts.server.caseView(caseId).catch(() => null);
      if (view !== null) this.#takeView(view);
      const agent = view?.agent ?? null;
      if (agent !== null && agent.id !== this.state.me.agent.id && code !== 'no-endpoint') {
        this.#tell('warning', 'error.taken', { name: agent.name });
        return;
      }
    }
    this.#fail(error);
  }

  async #send({ caseId, messageId, text, files }: OutgoingMessage): Promise<void> {
    const holding = this.state.rooms[caseId]?.view?.holding ?? 0;
    const fileIds = files.map(({ fileId }) => fileId);
    const { server } = this.#parts;
    this.#takeView(await server.message(caseId, { holding, messageId, text, fileIds }));
  }

  #fail(error: unknown): void {
    const code = errorCode(error);
    if (code === 'signed-out') this.#parts.onSignedOut();
    else this.#tell('error', `error.${code}`);
  }

  #tell(kind: Notice['kind'], key: string, values: Notice['values'] = {}): void {
    const id = (this.state.notices.at(-1)?.id ?? 0) + 1;
    this.#set({ notices: [...this.state.notices, { id, key, values, kind }] });
  }

  #set(change: Partial<DeskState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
