import { bestLocale, type Locale, localeNames, locales } from '../answers/locales.js';
import type { Knowledge } from '../bot/conversation/knowledge.js';
import {
  type DialogPages,
  type DrawnTree,
  type TreeSummary,
  treeAddress,
} from '../channels/dialogs/dialogPages.js';
import type { TreeVersion } from '../dialogTree/compile/treeVersion.js';
import { drawingStyle } from '../dialogTree/draw/drawingStyle.js';
import { drawTree, type TreeDrawing } from './drawTree.js';

/** What the pages need of it. */
type Shown = Pick<Knowledge, 'texts' | 'registry' | 'defaultLocale'>;

/** The pages under `/dialogs`, about what the bot knows at the moment. Drafts are not among them. */
export function makeDialogPages(knowledge: () => Shown): DialogPages {
  const { defaultLocale } = knowledge();
  const localeOf = (locale: string): Locale => bestLocale(locale) ?? defaultLocale;
  const drawn = new WeakMap<Shown, Map<string, DrawnTree>>();
  return {
    languages: locales.map((locale) => ({ locale, name: localeNames[locale] })),
    defaultLocale,
    drawingStyle,
    text: (locale, key, params) => knowledge().texts.t(localeOf(locale), `dialogs:page.${key}`, params),
    trees(asked) {
      const locale = localeOf(asked);
      const known = knowledge();
      return published(known).map((version) =>
        summary(known, version, locale, drawing(known, version, locale)),
      );
    },
    tree(id, asked) {
      const locale = localeOf(asked);
      const known = knowledge();
      const version = published(known).find(({ treeId }) => treeId === id);
      if (version === undefined) return null;
      const kept = drawn.get(known) ?? new Map<string, DrawnTree>();
      drawn.set(known, kept);
      const key = `${locale} ${version.dialogId}`;
      const tree = kept.get(key) ?? draw(known, version, locale);
      kept.set(key, tree);
      return tree;
    },
  };
}

function published({ registry }: Shown): readonly TreeVersion[] {
  return registry.versions.filter(({ tree }) => tree.state !== 'draft');
}

function drawing({ texts }: Shown, version: TreeVersion, locale: Locale): TreeDrawing {
  return drawTree(version, texts.in(locale));
}

function draw(knowledge: Shown, version: TreeVersion, locale: Locale): DrawnTree {
  const { sources = [] } = version.tree;
  const { day } = knowledge.texts.in(locale);
  const tree = drawing(knowledge, version, locale);
  return {
    ...summary(knowledge, version, locale, tree),
    sources: sources.map(({ title, id = null, url = null, reviewed }) => ({
      ...{ title, id, url },
      reviewed: day(reviewed),
    })),
    svg: tree.svg({ href: (other, node) => treeAddress(other, locale, node), standalone: false }),
    mermaid: tree.mermaid(),
  };
}

function summary(
  { texts }: Shown,
  { tree }: TreeVersion,
  locale: Locale,
  { title }: TreeDrawing,
): TreeSummary {
  const { day, has, t } = texts.in(locale);
  return {
    id: tree.id,
    title,
    families: (tree.families ?? []).map((family) =>
      has(`answers:family.${family}`) ? t(`answers:family.${family}`) : family,
    ),
    owner: tree.owner ?? null,
    reviewed: tree.reviewed === undefined ? null : day(tree.reviewed),
    nodeCount: Object.keys(tree.nodes).length,
  };
}
