import type { Request, Response } from 'restify';
import type { PageFile } from '../widget/pageFiles.js';
import type { DialogPages, DrawnTree } from './dialogPages.js';
import type { DialogPageServices } from './dialogServices.js';
import { localeOfRequest } from './localeOfRequest.js';
import { madeFile } from './madeFile.js';
import { renderNoTree } from './renderNoTree.js';
import { renderTree } from './renderTree.js';
import { sendPage } from './sendPage.js';

/** A page is made and compressed once for each state of its tree. */
const made = new WeakMap<DrawnTree, PageFile>();

/** `GET /dialogs/:tree?locale=…`: the drawing of a published tree, its Mermaid text and its sources. */
export function serveTree(services: DialogPageServices, request: Request, response: Response): void {
  const { pages } = services;
  const locale = localeOfRequest(pages, request);
  const tree = pages.tree(String(request.params?.tree ?? ''), locale);
  const status = tree === null ? 404 : 200;
  const file = tree === null ? htmlFile(renderNoTree(pages, locale)) : pageOf(pages, tree, locale);
  sendPage(services, request, response, { status, file });
}

function pageOf(pages: DialogPages, tree: DrawnTree, locale: string): PageFile {
  const file = made.get(tree) ?? htmlFile(renderTree(pages, tree, locale));
  made.set(tree, file);
  return file;
}

function htmlFile(html: string): PageFile {
  return madeFile(html, 'text/html; charset=utf-8');
}
