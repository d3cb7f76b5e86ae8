import type { DeskView } from '../../../src/handoff/desk/deskApi.js';
import type { DeskServer } from '../server/deskServer.js';
import { type CaseList, withItem } from './caseLists.js';
import type { DeskState } from './deskState.js';

export interface ListLoaderParts {
  readonly server: Pick<DeskServer, 'cases'>;
  readonly state: () => DeskState;
  readonly set: (change: Partial<DeskState>) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Fetches lists page by page: a view's, or what was found in it for words. */
export class ListLoader {
  readonly #parts: ListLoaderParts;
  #searches = 0;

  constructor(parts: ListLoaderParts) {
    this.#parts = parts;
  }

  /** `before` is null for the first page, which replaces what was loaded. */
  async load(view: DeskView, words: string, before: string | null): Promise<void> {
    if (words !== '') this.#searches += 1;
    const search = this.#searches;
    const { server, state, set, onFailure } = this.#parts;
    const stale = new Set(this.#list(view, words).ids);
    try {
      const page = await server.cases(view, words, before);
      // Something else has been typed meanwhile.
      if (words !== '' && search !== this.#searches) return;
      const items = page.cases.reduce(withItem, state().items);
      // A case that came by the socket meanwhile is not in the page that was asked for before.
      const kept = this.#list(view, words).ids.filter((id) => before !== null || !stale.has(id));
      const ids = [...new Set([...kept, ...page.cases.map(({ caseId }) => caseId)])];
      set({ items, ...this.#changed(view, words, { ids, before: page.before, state: 'ready' }) });
    } catch (error) {
      set(this.#changed(view, words, { ...this.#list(view, words), state: 'failed' }));
      onFailure(error);
    }
  }

  #list(view: DeskView, words: string): CaseList {
    const { lists, found } = this.#parts.state();
    return words === '' ? lists[view] : found;
  }

  #changed(view: DeskView, words: string, list: CaseList): Partial<DeskState> {
    return words === '' ? { lists: { ...this.#parts.state().lists, [view]: list } } : { found: list };
  }
}
