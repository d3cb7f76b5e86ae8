import { attachedNotice } from './attachedNotice.js';
import { cardHostConfig } from './cardHostConfig.js';
import { watchFileDrop } from './fileDrop.js';
import { type HumanLine, makeHumanLine } from './humanLine.js';
import { incomingMiddleware } from './incoming.js';
import { onExpiredToken } from './onExpiredToken.js';
import { webChatLocale } from './pageLocale.js';
import { openSession, type PageSession, refreshToken } from './pageSession.js';
import { makeProgressLine } from './progressLine.js';
import { reportRead } from './readReport.js';
import { resendPosts } from './resend.js';
import { watchSavedFiles } from './savedFiles.js';
import { styleOptions } from './styleOptions.js';
import { unlinkHosts } from './unlinkHosts.js';
import { connectionStatus, type DirectLine, type Store, type WebChat } from './webChat.js';

/** Half of a token's life. */
const refreshMs = 15 * 60_000;

export interface ConversationOptions {
  readonly webChat: WebChat;
  readonly session: PageSession;
  readonly locale: string;
  /** What stood in the send box before a reconnection. */
  readonly draft: string;
  /** A text of the page, in its language of now. */
  readonly text: (key: string) => string;
  readonly onLocale: (locale: string) => void;
  /** The connection can't be mended; the page begins anew. */
  readonly onLost: () => void;
}

/** One conversation on the page: Web Chat in an element of its own, and a token that is kept fresh. */
export class Conversation {
  readonly element = document.createElement('div');
  readonly #options: ConversationOptions;
  readonly #line: DirectLine;
  readonly #store: Store;
  readonly #stop: () => void;
  readonly #humanLine: HumanLine;
  /** The name of the human who has the conversation; null while the bot has it. */
  #human: string | null = null;
  #token: string;
  #tokenAt = Date.now();
  #locale: string;
  #ended = false;
  #freshening: Promise<void> | null = null;

  constructor(options: ConversationOptions) {
    const { webChat, session, locale } = options;
    this.#options = options;
    this.#locale = locale;
    this.#token = session.token;
    this.element.className = 'chat__conversation';
    const progress = makeProgressLine(this.element);
    this.#line = webChat.createDirectLine({
      domain: new URL('/v3/directline', location.href).href,
      token: session.token,
      conversationStartProperties: { locale: webChatLocale(locale) },
    });
    onExpiredToken(this.#line, () => void this.#freshen());
    resendPosts(this.#line, () => this.#freshen());
    const read = reportRead(this.#line);
    this.#humanLine = makeHumanLine(this.element, { text: options.text, onLeave: () => this.#leaveHuman() });
    const events = {
      progress: (text: string | null) => progress.show(text),
      locale: options.onLocale,
      human: (name: string | null) => this.#showHuman(name),
      own: (place: number) => this.#humanLine.own(place),
      readByHuman: (place: number) => this.#humanLine.read(place),
      fromHuman: read.shown,
    };
    this.#store = webChat.createStore(
      {},
      incomingMiddleware(events, Date.now()),
      attachedNotice(() => options.text('attached')),
    );
    watchSavedFiles(this.element, { token: () => this.#token, onMissing: () => this.warn('fileGone') });
    const stopDrop = watchFileDrop(document, this.#store);
    const stopWatch = this.#watch();
    this.#stop = () => {
      stopDrop();
      stopWatch();
      read.end();
    };
    this.#render();
    if (options.draft !== '')
      this.#store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: options.draft } });
  }

  get draft(): string {
    return this.#store.getState().sendBoxValue;
  }

  /** Shows Web Chat in this language; `tell` lets the bot know that the person chose it. */
  speak(locale: string, tell: boolean): void {
    this.#locale = locale;
    this.#render();
    this.#humanLine.show(this.#human);
    if (!tell) return;
    // Rendering sets it too, but only after the event has gone out in the old language.
    this.#store.dispatch({ type: 'WEB_CHAT/SET_LANGUAGE', payload: { language: webChatLocale(locale) } });
    const payload = { name: 'trustdesk/locale', value: locale };
    this.#store.dispatch({ type: 'WEB_CHAT/SEND_EVENT', payload });
  }

  end(): void {
    this.#ended = true;
    this.#stop();
    this.#line.end();
    this.element.remove();
  }

  #render(): void {
    const { webChat } = this.#options;
    webChat.renderWebChat(
      {
        directLine: this.#line,
        store: this.#store,
        locale: webChatLocale(this.#locale),
        styleOptions,
        adaptiveCardsHostConfig: cardHostConfig,
        overrideLocalizedStrings: nameFilesAsShown,
        // The bot does not mind; a human wants to know.
        sendTypingIndicator: this.#human !== null,
        renderMarkdown: (markdown: string, newLines: object, links: object) =>
          unlinkHosts(webChat.renderMarkdown(markdown, newLines, links)),
      },
      this.element,
    );
  }

  #showHuman(name: string | null): void {
    if (name === this.#human) return;
    this.#human = name;
    this.#humanLine.show(name);
    this.#render();
  }

  #leaveHuman(): void {
    const payload = { value: { trustdesk: { command: 'leave-human' } } };
    this.#store.dispatch({ type: 'WEB_CHAT/SEND_POST_BACK', payload });
  }

  /** Shows one of the page's texts above the send box. */
  warn(key: string): void {
    const payload = { id: key, level: 'error', message: this.#options.text(key) };
    this.#store.dispatch({ type: 'WEB_CHAT/SET_NOTIFICATION', payload });
  }

  #watch(): () => void {
    const status = this.#line.connectionStatus$.subscribe((now) => {
      if (now === connectionStatus.failedToConnect || now === connectionStatus.ended) this.#lose();
    });
    // A computer that slept runs late timers; it is then that a token is likely to have expired.
    const wake = () => {
      if (document.visibilityState === 'visible' && Date.now() - this.#tokenAt > refreshMs)
        void this.#freshen();
    };
    const timer = window.setInterval(wake, 60_000);
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('online', wake);
    return () => {
      status.unsubscribe();
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
    };
  }

  /** One at a time: whoever asks meanwhile waits for the same token. */
  #freshen(): Promise<void> {
    this.#freshening ??= this.#getToken().finally(() => {
      this.#freshening = null;
    });
    return this.#freshening;
  }

  async #getToken(): Promise<void> {
    if (this.#ended) return;
    try {
      const token = (await refreshToken(this.#token)) ?? (await this.#tokenByCookie());
      if (token === null) return this.#lose();
      this.#token = token;
      this.#tokenAt = Date.now();
      // The stream's own URL is asked for anew before each connection.
      this.#line.reconnect({ conversationId: this.#options.session.conversationId, token, streamUrl: '' });
    } catch {
      // The network is away; the next wake-up, or Web Chat's own attempts, try again.
    }
  }

  /** Null when the browser has gone on to another conversation meanwhile. */
  async #tokenByCookie(): Promise<string | null> {
    const { conversationId, token } = await openSession({ locale: webChatLocale(this.#locale) });
    return conversationId === this.#options.session.conversationId ? token : null;
  }

  #lose(): void {
    if (this.#ended) return;
    this.#ended = true;
    // Not from within the client's own report of its state.
    window.setTimeout(this.#options.onLost, 0);
  }
}

/** WCAG 2.5.3: a link to a file is named by what it shows, so that whoever speaks to the computer can say it. */
function nameFilesAsShown(strings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    ...strings,
    FILE_CONTENT_ALT: '$1',
    FILE_CONTENT_DOWNLOADABLE_ALT: '$1',
    FILE_CONTENT_DOWNLOADABLE_WITH_SIZE_ALT: '$1 $2',
    FILE_CONTENT_WITH_SIZE_ALT: '$1 $2',
  };
}
