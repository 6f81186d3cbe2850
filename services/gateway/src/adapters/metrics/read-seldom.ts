/**
 * What is read from disk for a figure that moves by the day: once in a while, however often somebody asks. Where it
 * cannot be read the list is empty, and the figure not there.
 */
export function readSeldom<Item>(everyMs: number, read: () => Promise<readonly Item[]>) {
  let last: { readonly items: Promise<readonly Item[]>; readonly at: number } | null = null;
  return (): Promise<readonly Item[]> => {
    if (last === null || performance.now() - last.at >= everyMs) {
      last = { items: read().catch(() => []), at: performance.now() };
    }
    return last.items;
  };
}
