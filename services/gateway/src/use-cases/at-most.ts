/** Works on items in order, so many at a time; results in the order of the items. */
export async function atMost<Item, Result>(
  underWayMax: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const runner = async () => {
    for (const [at, item] of left) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(underWayMax, items.length) }, runner));
  return results;
}
