import { createContext, useContext } from 'react';
import type { DeskTexts } from './deskTexts.js';

export const TextsContext = createContext<DeskTexts | null>(null);

export function useTexts(): DeskTexts {
  const texts = useContext(TextsContext);
  if (texts === null) throw new Error('useTexts stands outside a TextsContext.');
  return texts;
}
