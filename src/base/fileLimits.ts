/** What a person may send, and a human who answers. A certificate has a few kB and a report a few dozen; a log of a day has more than is read. */
export const fileLimits = {
  /** Bytes of one file. */
  fileBytes: 1_048_576,
  filesPerMessage: 4,
  /** Bytes kept of one conversation's files, and of everybody's. */
  room: { inConversation: 20 * 1_048_576, inAll: 2_048 * 1_048_576 },
  /** A 4K screenshot has 8 million. */
  picturePixels: 12_000_000,
} as const;
