export interface BatchOptions<Item, Answer> {
  /** Answers in the order of the items. If it throws, every item of the batch fails with it. */
  readonly run: (items: readonly Item[]) => Promise<readonly Answer[]>;
  readonly itemsMax: number;
  /** How long the first item of a batch waits for company; 0: until the current turn of the event loop is over. */
  readonly waitMs: number;
  /** Batches under way at once. Meanwhile items gather: the busier it is, the larger the batches. */
  readonly flightsMax: number;
  /** Items waiting; what comes on top is refused at once. */
  readonly queueMax: number;
}

export class BatchQueueFull extends Error {}

/** One call per item outside, one statement per batch inside. */
export function batchCalls<Item, Answer>(options: BatchOptions<Item, Answer>): (item: Item) => Promise<Answer> {
  const { run, itemsMax, waitMs, flightsMax, queueMax } = options;
  type Call = { item: Item; resolve: (answer: Answer) => void; reject: (reason: unknown) => void };
  const queue: Call[] = [];
  let flights = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || queue.length === 0 || flights >= flightsMax) return;
    if (queue.length >= itemsMax) {
      void fly();
      return;
    }
    scheduled = true;
    const depart = () => {
      scheduled = false;
      if (flights < flightsMax) void fly();
    };
    if (waitMs === 0) setImmediate(depart);
    else setTimeout(depart, waitMs);
  }

  async function fly(): Promise<void> {
    const calls = queue.splice(0, itemsMax);
    if (calls.length === 0) return;
    flights += 1;
    try {
      const answers = await run(calls.map(({ item }) => item));
      if (answers.length !== calls.length) throw new Error('A batch was answered with another number of answers.');
      for (const [index, answer] of answers.entries()) calls[index]?.resolve(answer);
    } catch (error) {
      for (const { reject } of calls) reject(error);
    } finally {
      flights -= 1;
      schedule();
    }
  }

  return (item) =>
    new Promise<Answer>((resolve, reject) => {
      if (queue.length >= queueMax) {
        reject(new BatchQueueFull('Too much waits to be written.'));
        return;
      }
      queue.push({ item, resolve, reject });
      schedule();
    });
}
