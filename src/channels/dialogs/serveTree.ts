import type { Request, Response } from 'restify';
import type { PageFile } from '../widget/pageFiles.js';
import type { DialogPages, DrawnTree } from './dialogPages.js';
import { localeOfRequest } from './localeOfRequest.js';
import { htmlFile } from './madeFile.js';
import { renderNoTree } from './renderNoTree.js';
import { renderTree } from './renderTree.js';
import { sendPage } from './sendPage.js';

/** A page is made and compressed once for each state of its tree. */
const made = new WeakMap<DrawnTree, PageFile>();

/** `GET /dialogs/:tree?locale=…`: the drawing of a published tree, its Mermaid text and its sources. */
export function serveTree(pages: DialogPages, request: Request, response: Response): void {
  const locale = localeOfRequest(pages, request);
  const tree = pages.tree(String(request.params?.tree ?? ''), locale);
  if (tree === null) sendPage(request, response, htmlFile(renderNoTree(pages, locale)), 404);
  else sendPage(request, response, pageOf(pages, tree, locale), 200);
}

function pageOf(pages: DialogPages, tree: DrawnTree, locale: string): PageFile {
  const file = made.get(tree) ?? htmlFile(renderTree(pages, tree, locale));
  made.set(tree, file);
  return file;
}
