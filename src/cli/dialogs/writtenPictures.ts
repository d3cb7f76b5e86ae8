import type { PictureEngine } from '../../pictures/pictureReader.js';

/** In a written conversation pictures say what is written beside them, the same on every processor. */
export class WrittenPictures {
  #text = '';

  readonly open = (): PictureEngine => ({ read: async () => this.#text, close: async () => {} });

  /** From now on this is read in every picture; nothing when empty. */
  show(text: string): void {
    this.#text = text;
  }
}
