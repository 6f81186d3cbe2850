interface Entry<Event> {
  readonly at: number;
  readonly order: number;
  readonly event: Event;
}

/** Events of a simulation, earliest first; those of one instant in the order they were added. A binary heap. */
export interface EventQueue<Event> {
  add(at: number, event: Event): void;
  next(): { readonly at: number; readonly event: Event } | null;
}

export function openEventQueue<Event>(): EventQueue<Event> {
  const heap: Entry<Event>[] = [];
  let added = 0;
  return {
    add(at, event) {
      heap.push({ at, order: added, event });
      added += 1;
      rise(heap);
    },
    next() {
      const first = heap[0];
      const last = heap.pop();
      if (!first || !last) return null;
      if (heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      return first;
    },
  };
}

function rise(heap: Entry<unknown>[]): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfEarlier(heap, at, parent)) return;
    at = parent;
  }
}

function sink(heap: Entry<unknown>[]): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const child = isEarlier(heap[left + 1], heap[left]) ? left + 1 : left;
    if (!swapIfEarlier(heap, child, at)) return;
    at = child;
  }
}

function swapIfEarlier(heap: Entry<unknown>[], below: number, above: number): boolean {
  const [lower, upper] = [heap[below], heap[above]];
  if (!lower || !upper || !isEarlier(lower, upper)) return false;
  heap[below] = upper;
  heap[above] = lower;
  return true;
}

function isEarlier(one: Entry<unknown> | undefined, another: Entry<unknown> | undefined): boolean {
  if (!one || !another) return one !== undefined;
  return one.at === another.at ? one.order < another.order : one.at < another.at;
}
