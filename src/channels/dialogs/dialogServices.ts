import type { Log } from '../../base/log.js';
import type { OwnOrigin } from '../directLine/ownOrigin.js';
import type { DialogPages } from './dialogPages.js';

/** What the routes under `/dialogs` need. */
export interface DialogPageServices {
  readonly pages: DialogPages;
  readonly ownOrigin: OwnOrigin;
  readonly log: Log;
}
