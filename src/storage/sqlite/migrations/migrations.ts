import type { Migration } from './migration.js';
import { migration001First } from './migration001First.js';

export const migrations: readonly Migration[] = [migration001First];
