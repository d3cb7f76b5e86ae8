/** One step of the schema. Steps that were released are never edited; a change is a new step. */
export interface Migration {
  /** 1, 2, 3 …; kept in the file as `PRAGMA user_version`. */
  readonly version: number;
  readonly sql: string;
}
