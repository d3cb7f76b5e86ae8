/** As much of botframework-webchat's bundle as the page uses; the bundle comes as a script and has no types of its own. */
export interface WebChat {
  createDirectLine(options: {
    readonly domain: string;
    readonly token: string;
    readonly conversationStartProperties: { readonly locale: string };
  }): DirectLine;
  createStore(initialState: object, ...middleware: readonly StoreMiddleware[]): Store;
  /** The bundle's own Markdown, as HTML; Web Chat sanitises what comes of it. */
  renderMarkdown(markdown: string, newLines: object, links: object): string;
  renderWebChat(options: object, element: HTMLElement): void;
}

/** The numbers of directlinejs' ConnectionStatus that the page acts on. */
export const connectionStatus = { expiredToken: 3, failedToConnect: 4, ended: 5 } as const;

export interface DirectLine {
  readonly connectionStatus$: {
    next(status: number): void;
    subscribe(next: (status: number) => void): { unsubscribe(): void };
  };
  postActivity(activity: object): Posted;
  reconnect(conversation: { conversationId: string; token: string; streamUrl: string }): void;
  end(): void;
}

/** The activity's id, in an Observable of rxjs 5, which also takes promises and arrays where it flattens. */
export interface Posted {
  flatMap(next: (id: string) => Promise<string> | readonly string[]): Posted;
  toPromise(): Promise<string>;
}

export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly text?: string;
  readonly textFormat?: string;
  readonly timestamp?: string;
  readonly from?: { readonly role?: string };
  readonly channelData?: Readonly<Record<string, unknown>>;
}

/** Where an activity stands in the conversation; 0 when the server has not told it. */
export function placeOf({ channelData }: Activity): number {
  const place = channelData?.['webchat:sequence-id'];
  return typeof place === 'number' ? place : 0;
}

export interface Action {
  readonly type: string;
  readonly payload?: object;
}

export interface Store {
  dispatch(action: Action): void;
  getState(): {
    readonly activities: readonly Activity[];
    readonly sendBoxValue: string;
    readonly sendBoxAttachments?: readonly { readonly blob: Blob }[];
  };
}

export type StoreMiddleware = (
  store: Store,
) => (next: (action: Action) => unknown) => (action: Action) => unknown;

/** Loads the bundle, once. */
export function loadWebChat(url: string): Promise<WebChat> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.addEventListener('load', () => {
      const { WebChat } = window as { WebChat?: WebChat };
      if (WebChat === undefined) reject(new Error('the script defines no WebChat'));
      else resolve(WebChat);
    });
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error('the script could not be loaded'));
    });
    document.head.append(script);
  });
}
