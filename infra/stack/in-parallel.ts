/** Runs `work` for every item, at most so many at once. The answers are in the order of the items. */
export async function inParallel<Item, Answer>(
  items: readonly Item[],
  atOnceMax: number,
  work: (item: Item, index: number) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const rest = items.entries();
  const takeOver = async () => {
    for (const [index, item] of rest) answers[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnceMax, items.length) }, takeOver));
  return answers;
}
