import type { ArticleSource } from './readArticle.js';

/** `[Title](https://…)`, an address alone, or a title alone; null for a link that leads nowhere safe. */
export function readLink(text: string): ArticleSource | null {
  const [, title, address] = /^\[([^\]]{1,300})\]\(\s*<?([^\s()<>]{1,2000})>?\s*\)\.?$/.exec(text) ?? [];
  if (title !== undefined && address !== undefined) return isWeb(address) ? { title, url: address } : null;
  if (/[[\]<>]/.test(text)) return null;
  if (/^https?:/i.test(text)) return isWeb(text) ? { title: text, url: text } : null;
  return { title: text, url: null };
}

export function isWeb(address: string): boolean {
  return /^https?:\/\/\S+$/i.test(address) && URL.canParse(address);
}
