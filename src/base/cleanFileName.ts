const longest = 100;

/** The name of a file without its folders, in one line and of bearable length; its ending stays. Never empty. */
export function cleanFileName(given: string): string {
  const name = given
    .slice(-1_000)
    .toWellFormed()
    .split(/[/\\]/)
    .at(-1)
    // Controls, and marks that turn the order of what follows: `txt.exe` must not look like `exe.txt`.
    ?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  if (!name || /^\.+$/.test(name)) return 'file';
  const characters = [...name];
  if (characters.length <= longest) return name;
  return `${characters.slice(0, longest - 13).join('')}…${characters.slice(-12).join('')}`;
}
