/** Values of a file written by hand, read with a report of each that is none of what it should be. */
export type Unknown = { readonly [key: string]: unknown };
export type Path = readonly (string | number)[];
export type Report = (path: Path, message: string) => void;

export function asObject(value: unknown): Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unknown) : {};
}

/** Empty when it is no such text. */
export function readText(value: unknown, pattern: RegExp, path: Path, report: Report): string {
  if (typeof value === 'string' && pattern.test(value)) return value;
  report(path, `expected a text that matches ${pattern}`);
  return '';
}
