/**
 * What was read in a picture as a person would have pasted it: no lines without a letter or digit, one blank line at most
 * between others, and no gaps within URLs, where a monospaced font makes them.
 */
export function tidyReading(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line === '' || /[\p{L}\p{N}]/u.test(line))
    .map((line) => line.replace(/https?\s?:\s?\/\s?\/.{0,2000}/gi, closeGaps))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** `https: //mail. contoso. com/EWS`. Where the scheme has no gap the font is not monospaced and a blank is a blank. */
function closeGaps(url: string): string {
  if (!/^https?(?:\s:|:\s|:\/\s)/i.test(url)) return url;
  return url.replace(/^(https?)\s?:\s?\/\s?\//i, '$1://').replace(/([.:/]) (?=[\w-])/g, '$1');
}
