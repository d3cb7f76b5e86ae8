import type { Request, Response } from 'restify';
import type { DialogPageServices } from './dialogServices.js';
import { localeOfRequest } from './localeOfRequest.js';
import { madeFile } from './madeFile.js';
import { renderTreeList } from './renderTreeList.js';
import { sendPage } from './sendPage.js';

/** `GET /dialogs`: every published tree, with who keeps it and when it was reviewed. */
export function serveTreeList(services: DialogPageServices, request: Request, response: Response): void {
  const html = renderTreeList(services.pages, localeOfRequest(services.pages, request));
  sendPage(services, request, response, { status: 200, file: madeFile(html, 'text/html; charset=utf-8') });
}
