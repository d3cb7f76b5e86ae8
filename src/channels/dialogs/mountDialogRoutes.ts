import type { Server } from 'restify';
import { guarded, type Handler } from '../guarded.js';
import type { DialogPageServices } from './dialogServices.js';
import { serveDialogStyle } from './serveDialogStyle.js';
import { serveTree } from './serveTree.js';
import { serveTreeList } from './serveTreeList.js';

/** The drawings of the dialog trees, for whoever writes or checks them. */
export function mountDialogRoutes(server: Server, services: DialogPageServices): void {
  const get = (
    path: string,
    handler: (services: DialogPageServices, ...args: Parameters<Handler>) => void,
  ) => {
    const route = guarded(services, async (request, response) => handler(services, request, response));
    server.get(path, route);
    server.head(path, route);
  };
  get('/dialogs', serveTreeList);
  get('/dialogs/style.css', serveDialogStyle);
  get('/dialogs/:tree', serveTree);
}
