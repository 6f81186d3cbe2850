/** A first-in-first-out queue with constant-time ends: Array.shift is linear in the queue's length. */
export interface Fifo<T> {
  push(item: T): void;
  peek(): T | undefined;
  shift(): T | undefined;
  size(): number;
}

const COMPACT_AFTER_ITEMS = 1024;

export function createFifo<T>(): Fifo<T> {
  let items: T[] = [];
  let head = 0;
  return {
    push: (item) => void items.push(item),
    peek: () => items[head],
    shift() {
      const item = items[head];
      if (head < items.length) head += 1;
      if (head === items.length) {
        items = [];
        head = 0;
      } else if (head >= COMPACT_AFTER_ITEMS) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    size: () => items.length - head,
  };
}
