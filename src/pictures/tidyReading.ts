/**
 * What was read in a picture as a person would have pasted it: no lines without a letter or digit, one blank line at most
 * between others, and no gaps within URLs.
 */
export function tidyReading(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line === '' || /[\p{L}\p{N}]/u.test(line))
    .map(closeGaps)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const scheme = /(https?)\s?:\s?\/\s?\/\s?/gi;
const host = /(?<=https?:\/\/)[\w-]{1,63}(?:\. ?[\w-]{1,63}){1,8}(?:: ?\d{1,5})?(?=\/|$)/gi;
const fileName = /(\/[\w-]{1,64})\. (?=(?:asmx|aspx|svc|xml)\b)/gi;

/** A monospaced font makes them behind dots and colons: `https: //mail. contoso. com/EWS/Exchange. asmx`. */
function closeGaps(line: string): string {
  return line
    .replace(scheme, '$1://')
    .replace(host, (name) => name.replaceAll(' ', ''))
    .replace(fileName, '$1.');
}
