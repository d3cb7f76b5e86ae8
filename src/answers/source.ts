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
export const sourceUrl = /^https:\/\/[^\s()<>]+$/;
