import type { JsonObject } from '../base/json.js';
import { jsonSchemaOf } from './shape/jsonSchemaOf.js';
import { treeShape } from './treeShape.js';

/** What `dialogs/tree.schema.json` holds, so that editors complete and check tree files while they are written. */
export function treeSchema(): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'TrustDesk dialog tree',
    ...jsonSchemaOf(treeShape),
  };
}
