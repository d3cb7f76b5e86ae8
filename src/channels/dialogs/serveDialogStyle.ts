import type { Request, Response } from 'restify';
import { sendFile } from '../widget/sendFile.js';
import type { DialogPages } from './dialogPages.js';
import { dialogStyle } from './dialogStyle.js';
import { madeFile } from './madeFile.js';

/** `GET /dialogs/style.css?v=…`: pages name it with the hash of its content, so a browser never asks twice. */
export function serveDialogStyle(pages: DialogPages, request: Request, response: Response): void {
  sendFile(request, response, madeFile(dialogStyle(pages), 'text/css; charset=utf-8'), {
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
  });
}
