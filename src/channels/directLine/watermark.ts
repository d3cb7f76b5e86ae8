/** A client's watermark as a position in the log; anything that isn't one means "from the beginning". */
export function readWatermark(value: string | null): number {
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : 0;
}
