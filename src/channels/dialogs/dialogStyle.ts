import { createHash } from 'node:crypto';
import type { DialogPages } from './dialogPages.js';

const pageStyle = `
:root { color-scheme: light dark; --page: #eef2f4; --card: #fff; --words: #1b2529; --quiet: #4b5b62; --edge: #c9d3d8; --link: #0b5a6b; --code: #eaf0f2; }
@media (prefers-color-scheme: dark) {
  :root { --page: #12191c; --card: #1b2428; --words: #e8eef0; --quiet: #aebcc2; --edge: #3a474d; --link: #6cc5d8; --code: #10171a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--words); font: 16px / 1.45 "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.header { display: flex; flex-wrap: wrap; gap: 4px 24px; justify-content: space-between; padding: 10px 20px; background: var(--card); border-bottom: 1px solid var(--edge); }
.header nav { display: flex; flex-wrap: wrap; gap: 4px 16px; }
.header a { padding: 4px 0; }
.languages a[aria-current] { color: var(--words); font-weight: 600; text-decoration: none; }
main { padding: 8px 20px 40px; }
h1 { margin: 12px 0 8px; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 20px 0 4px; font-size: 1.15rem; }
p { margin: 4px 0 12px; }
.hint { color: var(--quiet); font-size: 0.9rem; }
.trees { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: 16px; margin: 16px 0; padding: 0; list-style: none; }
.trees > li { padding: 4px 20px 16px; background: var(--card); border: 1px solid var(--edge); border-radius: 10px; }
.trees h2 { margin: 12px 0 8px; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: 8px 32px; margin: 8px 0; font-size: 0.9rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.facts ul { margin: 0; padding: 0 0 0 1.1em; }
.trees .facts { display: block; }
.trees .facts > div { display: grid; grid-template-columns: 8rem 1fr; gap: 4px 12px; margin-top: 6px; }
.sheet { max-height: calc(100vh - 40px); max-height: calc(100dvh - 40px); overflow: auto; border: 1px solid var(--edge); border-radius: 10px; }
.sheet svg { display: block; }
.mermaid { max-height: 24rem; margin: 0; padding: 12px; overflow: auto; background: var(--code); border: 1px solid var(--edge); border-radius: 10px; font: 0.8125rem / 1.4 "Cascadia Mono", Consolas, "SF Mono", Menlo, "DejaVu Sans Mono", monospace; }
@media (max-width: 640px) {
  .header, main { padding-right: 12px; padding-left: 12px; }
}
`;

/** The style sheet of the pages and the drawings in them. */
export function dialogStyle({ drawingStyle }: DialogPages): string {
  return pageStyle + drawingStyle;
}

export function dialogStyleAddress(pages: DialogPages): string {
  const hash = createHash('sha256').update(dialogStyle(pages)).digest('hex').slice(0, 12);
  return `/dialogs/style.css?v=${hash}`;
}
