/** Why a picture was not read. The bot has a text for each. */
export type PictureProblem =
  /** Neither PNG nor JPEG. */
  | 'picture'
  | 'damaged-picture'
  | 'picture-too-large'
  /** No text in it. */
  | 'picture-empty'
  /** Not in the time that a person waits, or the engine failed. */
  | 'picture-unread';

export type PictureReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: PictureProblem };
