import type { Request, Response } from 'restify';
import type { DialogPages } from './dialogPages.js';
import { localeOfRequest } from './localeOfRequest.js';
import { htmlFile } from './madeFile.js';
import { renderTreeList } from './renderTreeList.js';
import { sendPage } from './sendPage.js';

/** `GET /dialogs`: every published tree, with who keeps it and when it was reviewed. */
export function serveTreeList(pages: DialogPages, request: Request, response: Response): void {
  const html = renderTreeList(pages, localeOfRequest(pages, request));
  sendPage(request, response, htmlFile(html), 200);
}
