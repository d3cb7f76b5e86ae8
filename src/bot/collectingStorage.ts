import type { Storage as BotStorage, StoreItems } from 'botbuilder';
import type { JsonObject } from '../base/json.js';
import type { Storage } from '../storage/storage.js';

/** Gives BotState what is stored and keeps back what it writes, for the turn's one transaction. */
export class CollectingStorage implements BotStorage {
  readonly writes = new Map<string, JsonObject | null>();
  readonly #storage: Pick<Storage, 'readState'>;

  constructor(storage: Pick<Storage, 'readState'>) {
    this.#storage = storage;
  }

  async read(keys: string[]): Promise<StoreItems> {
    const items: StoreItems = {};
    const stored = await this.#storage.readState(keys.filter((key) => !this.writes.has(key)));
    for (const key of keys) {
      const item = this.writes.get(key) ?? stored.get(key);
      if (item) items[key] = item;
    }
    return items;
  }

  async write(changes: StoreItems): Promise<void> {
    for (const [key, item] of Object.entries(changes)) {
      // BotState stamps '*' on everything it writes; the turn's fence is what guards the writes here.
      const { eTag: _, ...kept } = item;
      this.writes.set(key, kept);
    }
  }

  async delete(keys: string[]): Promise<void> {
    for (const key of keys) this.writes.set(key, null);
  }
}
