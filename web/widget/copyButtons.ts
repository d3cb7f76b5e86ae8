import type { PageTexts } from './pageTexts.js';

/** Gives every block of code in messages and cards a button that copies it. Returns the function that renames the buttons. */
export function watchCode(
  root: HTMLElement,
  texts: () => PageTexts,
  announce: (text: string) => void,
): { readonly rename: () => void } {
  const addAll = () => {
    for (const block of root.querySelectorAll<HTMLElement>(
      'pre:not(.copyable), .ac-container:not(.copyable)',
    )) {
      if (block.matches('pre') || isCardCode(block)) addButton(block, texts, announce);
    }
  };
  new MutationObserver(addAll).observe(root, { childList: true, subtree: true });
  return {
    rename() {
      for (const button of root.querySelectorAll('.copy')) button.textContent = texts()['copy'] ?? '';
    },
  };
}

/** Code in a card is a container of nothing but lines in the monospace font. */
function isCardCode(container: HTMLElement): boolean {
  const children = [...container.children].filter((child) => !child.matches('.ac-horizontal-separator'));
  return (
    children.length > 0 && children.every((child) => child.matches('.ac-richTextBlock') && isMonospace(child))
  );
}

function isMonospace(line: Element): boolean {
  const runs = [...line.querySelectorAll<HTMLElement>('.ac-textRun')];
  return runs.length > 0 && runs.every((run) => run.style.fontFamily.includes('--mono'));
}

function codeOf(block: HTMLElement): string {
  if (block.matches('pre')) return (block.querySelector('code') ?? block).textContent?.trimEnd() ?? '';
  return [...block.querySelectorAll('.ac-richTextBlock')].map((line) => line.textContent ?? '').join('\n');
}

function addButton(block: HTMLElement, texts: () => PageTexts, announce: (text: string) => void): void {
  const code = codeOf(block);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = texts()['copy'] ?? '';
  button.addEventListener('click', async () => {
    const done = (await copy(code)) ? 'copied' : 'copyFailed';
    announce(texts()[done] ?? '');
    if (done === 'copied') button.textContent = texts()['copied'] ?? '';
    window.setTimeout(() => {
      button.textContent = texts()['copy'] ?? '';
    }, 2_000);
  });
  block.classList.add('copyable');
  if (!block.matches('pre')) block.classList.add('copyable--card');
  block.append(button);
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Pages that came over plain http from another machine have no clipboard of their own. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
