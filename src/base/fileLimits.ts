/** What a person may send. A certificate has a few kB and a report a few dozen; a log of a day has more than is read. */
export const fileLimits = {
  /** Bytes of one file. */
  fileBytes: 1_048_576,
  filesPerMessage: 4,
} as const;
