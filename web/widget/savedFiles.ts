const folder = '/v3/directline/attachments/';

export interface SavedFilesOptions {
  /** The conversation's token of now. */
  readonly token: () => string;
  /** The server has the file no more, or can't be reached. */
  readonly onMissing: () => void;
}

/** Makes the links to files of the conversation work: a link sends no token, and one in its URL would stay in the history. */
export function watchSavedFiles(root: HTMLElement, options: SavedFilesOptions): void {
  root.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href]');
    if (!link) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(folder)) return;
    event.preventDefault();
    save(url, link.download || 'file', options.token()).catch(options.onMissing);
  });
}

async function save(url: URL, name: string, token: string): Promise<void> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`the file could not be had: ${response.status}`);
  const content = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = content;
  link.download = name;
  link.click();
  // Not before the browser has begun to save it.
  window.setTimeout(() => URL.revokeObjectURL(content), 10_000);
}
