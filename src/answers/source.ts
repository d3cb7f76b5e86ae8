import { asObject, type Path, type Report, readText } from './dataValues.js';

/** What a statement rests on, so that a reader can check it. */
export interface Source {
  readonly title: string;
  /** Article number, or the name under which its publisher lists the page. */
  readonly id: string;
  readonly url?: string;
  /** ISO 8601 day on which our text was last compared with it. */
  readonly reviewed: string;
}

/** Links are followed by people who trust us: https alone. */
const sourceUrl = /^https:\/\/[^\s()<>]+$/;

/** Its unknown fields are the caller's to report. */
export function readSource(value: unknown, path: Path, report: Report): Source {
  const source = asObject(value);
  const text = (field: string, pattern: RegExp) => readText(source[field], pattern, [...path, field], report);
  return {
    title: text('title', /\S/),
    id: text('id', /\S/),
    ...(source['url'] === undefined ? {} : { url: text('url', sourceUrl) }),
    reviewed: text('reviewed', /^\d{4}-\d{2}-\d{2}$/),
  };
}
