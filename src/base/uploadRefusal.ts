/** Why a channel did not take a message with files. The bot has a text for each. */
export const uploadRefusals = [
  /** One file is larger than `fileLimits.fileBytes`; the name comes with it. */
  'file-too-large',
  /** The whole request is larger than all that a message may hold, so that nobody read the names. */
  'upload-too-large',
  'too-many-files',
  'too-many-uploads',
  'conversation-full',
  'storage-full',
  /** A private key, or a container that can hold one; the name comes with it. */
  'private-key',
] as const;

export type UploadRefusal = (typeof uploadRefusals)[number];

/** The internal event that tells the bot of it; its value is `{code, name}`, the name null when no file is to blame. */
export const uploadRefusedEvent = 'trustdesk/uploadRefused';
