import type { DeskCommand, DeskNews } from '../../../src/handoff/desk/deskApi.js';

/** What LiveSocket needs of a WebSocket. */
export interface Wire {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

export interface LiveSocketParts {
  readonly connect: () => Wire;
  readonly onNews: (news: DeskNews) => void;
  /** Called with every change: true from the server's hello until the connection is lost. */
  readonly onLine: (online: boolean) => void;
  /** Called when a connection came to nothing: perhaps the server no longer knows the agent. */
  readonly onFailed: () => void;
  /** 0 to 1, as Math.random. */
  readonly random: () => number;
  readonly setTimer: (act: () => void, ms: number) => number;
  readonly clearTimer: (timer: number) => void;
}

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A connection that says nothing, not even hello, for so long is taken for dead. */
const helloWithinMs = 15_000;

/** A WebSocket that connects again by itself, ever more slowly while that fails, and at a random moment within the pause. */
export class LiveSocket {
  readonly #parts: LiveSocketParts;
  #wire: Wire | null = null;
  #timer = 0;
  #failures = 0;
  #online = false;
  #ended = false;

  constructor(parts: LiveSocketParts) {
    this.#parts = parts;
  }

  /** Gives a connection up that may be dead without knowing, and makes another: after a sleep, or with another network. */
  reconnect(): void {
    if (this.#wire !== null) this.#lose(this.#wire);
    this.connect();
  }

  /** Connects now, whatever pause was left. */
  connect(): void {
    if (this.#ended || this.#wire !== null) return;
    const { connect, setTimer, clearTimer } = this.#parts;
    clearTimer(this.#timer);
    const wire = connect();
    this.#wire = wire;
    this.#timer = setTimer(() => this.#lose(wire), helloWithinMs);
    wire.onmessage = ({ data }) => this.#receive(wire, data);
    wire.onclose = () => this.#lose(wire);
  }

  /** False when it was not sent: after the next hello it has to be said again. */
  send(command: DeskCommand): boolean {
    if (!this.#online || this.#wire === null) return false;
    this.#wire.send(JSON.stringify(command));
    return true;
  }

  end(): void {
    this.#ended = true;
    this.#parts.clearTimer(this.#timer);
    const wire = this.#wire;
    this.#wire = null;
    wire?.close();
  }

  #receive(wire: Wire, data: unknown): void {
    if (wire !== this.#wire || typeof data !== 'string' || data === '') return;
    const news = JSON.parse(data) as DeskNews;
    if (news.type === 'hello') {
      this.#parts.clearTimer(this.#timer);
      this.#failures = 0;
      this.#turn(true);
    }
    this.#parts.onNews(news);
  }

  #lose(wire: Wire): void {
    if (wire !== this.#wire) return;
    const { clearTimer, setTimer, random } = this.#parts;
    this.#wire = null;
    wire.close();
    clearTimer(this.#timer);
    if (this.#online) this.#turn(false);
    else this.#parts.onFailed();
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#failures);
    this.#failures += 1;
    // Half of the pause is chance, so that the desks of a restarted server don't all come at once.
    this.#timer = setTimer(() => this.connect(), pause * (0.5 + random() / 2));
  }

  #turn(online: boolean): void {
    if (this.#online === online) return;
    this.#online = online;
    this.#parts.onLine(online);
  }
}
