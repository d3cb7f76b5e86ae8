import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../base/json.js';
import type { Tree } from '../tree.js';
import { pickTexts, type TextLookup, type TextResources } from '../treeTexts.js';

/** One state of a tree and its texts, for good: whoever began with it goes on with it. */
export interface TreeVersion {
  /** `<tree>@<version>`, the id of its dialog. */
  readonly dialogId: string;
  readonly treeId: string;
  /** First 12 hexadecimal digits of SHA-256 over the tree's content and its texts in every locale. */
  readonly version: string;
  readonly tree: Tree;
  /** The texts of the tree's own keys, in the form that i18next takes; what answer nodes show is not among them. */
  readonly texts: TextResources;
}

const format = 1;

/** Gives a checked tree its version. The order of fields, nodes and texts makes no difference to it. */
export function makeTreeVersion(tree: Tree, locales: readonly string[], lookup: TextLookup): TreeVersion {
  const texts = pickTexts(tree, locales, lookup);
  const content = canonical({ tree: tree as unknown as JsonValue, texts });
  const version = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { dialogId: `${tree.id}@${version}`, treeId: tree.id, version, tree, texts };
}

/** What is stored of a version, so that it can be brought back after the files have changed. */
export function contentOf(version: TreeVersion): JsonObject {
  return { format, tree: version.tree as unknown as JsonValue, texts: version.texts };
}

/** Brings a stored version back; null when the content is not of this format or of another tree. */
export function versionFromContent(dialogId: string, content: JsonObject): TreeVersion | null {
  const stored = content as unknown as {
    readonly format: number;
    readonly tree: Tree;
    readonly texts: TextResources;
  };
  const treeId = treeIdOf(dialogId);
  if (stored.format !== format || stored.tree?.id !== treeId || stored.texts === undefined) return null;
  return {
    dialogId,
    treeId,
    version: dialogId.slice(treeId.length + 1),
    tree: stored.tree,
    texts: stored.texts,
  };
}

export function treeIdOf(dialogId: string): string {
  const at = dialogId.indexOf('@');
  return at < 0 ? dialogId : dialogId.slice(0, at);
}

function canonical(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}
