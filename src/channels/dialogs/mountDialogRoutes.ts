import type { Request, Response, Server } from 'restify';
import type { Log } from '../../base/log.js';
import { refuse } from '../answer.js';
import type { OwnOrigin } from '../directLine/ownOrigin.js';
import { guarded } from '../guarded.js';
import type { DialogPages } from './dialogPages.js';
import { serveDialogStyle } from './serveDialogStyle.js';
import { serveTree } from './serveTree.js';
import { serveTreeList } from './serveTreeList.js';

export interface DialogServices {
  readonly pages: DialogPages;
  readonly ownOrigin: OwnOrigin;
  readonly log: Log;
}

type Serve = (pages: DialogPages, request: Request, response: Response) => void;

/** The drawings of the dialog trees, for whoever writes or checks them. */
export function mountDialogRoutes(server: Server, services: DialogServices): void {
  mount(server, services, '/dialogs', serveTreeList);
  mount(server, services, '/dialogs/style.css', serveDialogStyle);
  mount(server, services, '/dialogs/:tree', serveTree);
}

/** For whoever reached us under our own name. */
function mount(server: Server, services: DialogServices, path: string, serve: Serve): void {
  const handler = guarded(services, async (request, response) => {
    if (services.ownOrigin.of(request) !== null) return serve(services.pages, request, response);
    return refuse(response, {
      status: 403,
      code: 'unknown-host',
      message: 'This host is not known here; the operator can name it in PUBLIC_URL.',
    });
  });
  server.get(path, handler);
  server.head(path, handler);
}
