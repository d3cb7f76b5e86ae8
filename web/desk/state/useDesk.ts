import { createContext, useContext, useSyncExternalStore } from 'react';
import type { DeskState } from './deskState.js';
import type { DeskStore } from './deskStore.js';

export const DeskContext = createContext<DeskStore | null>(null);

export function useStore(): DeskStore {
  const store = useContext(DeskContext);
  if (store === null) throw new Error('useStore stands outside a DeskContext.');
  return store;
}

/** A part of the desk's state; the component is drawn again when that part changes. */
export function useDesk<T>(select: (state: DeskState) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => select(store.state));
}
