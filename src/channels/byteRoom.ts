/** How much the bodies under way may hold in memory together. */
export interface ByteRoom {
  /** False, and nothing taken, when there is not so much left. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function makeByteRoom(bytes: number): ByteRoom {
  let left = bytes;
  return {
    take(wanted) {
      if (wanted > left) return false;
      left -= wanted;
      return true;
    },
    give(back) {
      left += back;
    },
  };
}
