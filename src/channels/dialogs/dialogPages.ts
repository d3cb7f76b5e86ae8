/** What the pages under `/dialogs` show: published trees only. It may change from one call to the next. */
export interface DialogPages {
  /** The languages offered, each under its own name. */
  readonly languages: readonly { readonly locale: string; readonly name: string }[];
  readonly defaultLocale: string;
  /** Style sheet of the drawings. */
  readonly drawingStyle: string;
  /** What the pages themselves say, by its key in `dialogs:page`. */
  text(locale: string, key: string, params?: { readonly [placeholder: string]: string | number }): string;
  trees(locale: string): readonly TreeSummary[];
  /** Null when no published tree has this id. The same object again while nothing of it has changed. */
  tree(id: string, locale: string): DrawnTree | null;
}

/** All texts are plain and in the language asked for. */
export interface TreeSummary {
  readonly id: string;
  readonly title: string;
  /** Error families that the tree answers. */
  readonly families: readonly string[];
  readonly owner: string | null;
  /** Day of the last review. */
  readonly reviewed: string | null;
  readonly nodeCount: number;
}

export interface DrawnTree extends TreeSummary {
  readonly sources: readonly TreeSource[];
  /** Markup for a page, without styles or scripts of its own. */
  readonly svg: string;
  readonly mermaid: string;
}

export interface TreeSource {
  readonly title: string;
  readonly id: string | null;
  readonly url: string | null;
  readonly reviewed: string;
}

/** Where a tree's page is, or a node in its drawing. */
export function treeAddress(tree: string, locale: string, node: string | null = null): string {
  const page = `/dialogs/${encodeURIComponent(tree)}?locale=${encodeURIComponent(locale)}`;
  return node === null ? page : `${page}#node-${encodeURIComponent(node)}`;
}
