/** The language of a drawing. The texts are plain: without Markdown, with their placeholders made readable. */
export interface DrawingWords {
  /** BCP 47. */
  readonly locale: string;
  /** What the drawing itself says, by its key in `dialogs:drawing`. */
  label(key: string, params?: { readonly [placeholder: string]: string }): string;
  /** A text of the tree, by its qualified key. */
  text(key: string): string;
  /** Title of what an answer node shows; null when it has none of its own. */
  shown(show: string, of: string): string | null;
}
