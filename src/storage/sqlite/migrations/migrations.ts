import type { Migration } from './migration.js';
import { migration001First } from './migration001First.js';
import { migration002Looks } from './migration002Looks.js';
import { migration003Attachments } from './migration003Attachments.js';
import { migration004Cases } from './migration004Cases.js';
import { migration005Agents } from './migration005Agents.js';
import { migration006Rights } from './migration006Rights.js';
import { migration007Speakers } from './migration007Speakers.js';
import { migration008CaseEnds } from './migration008CaseEnds.js';
import { migration009HubThreads } from './migration009HubThreads.js';

export const migrations: readonly Migration[] = [
  migration001First,
  migration002Looks,
  migration003Attachments,
  migration004Cases,
  migration005Agents,
  migration006Rights,
  migration007Speakers,
  migration008CaseEnds,
  migration009HubThreads,
];
