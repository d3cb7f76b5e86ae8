const folder = '/v3/directline/attachments/';

/** Where a kept file is to be had, as the log names it: a path, since the same file has another origin for every caller. */
export function attachmentPath(id: string): string {
  return `${folder}${id}`;
}

/** The id in such a path; null when the URL is none. */
export function attachmentIdOf(url: string): string | null {
  const id = url.startsWith(folder) ? url.slice(folder.length) : '';
  return /^[\w-]{1,64}$/.test(id) ? id : null;
}
