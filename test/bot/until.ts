/** Waits until the condition holds; fails with what was waited for. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  ms = 3000,
): Promise<void> {
  for (let waited = 0; waited < ms; waited += 5) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`waited ${ms} ms in vain: ${what}`);
}
