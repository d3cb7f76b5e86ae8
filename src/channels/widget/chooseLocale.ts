/** The first shipped locale that an Accept-Language header asks for, else the first shipped one; null when none is. */
export function chooseLocale(acceptLanguage: string, shipped: readonly string[]): string | null {
  const wanted = acceptLanguage
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const found = shipped.find((locale) => tag === locale || tag.startsWith(`${locale}-`));
    if (found !== undefined) return found;
  }
  return shipped.includes('en') ? 'en' : (shipped[0] ?? null);
}
