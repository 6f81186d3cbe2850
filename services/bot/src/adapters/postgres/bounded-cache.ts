export interface BoundedCache<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  clear(): void;
  entries(): readonly (readonly [Key, Value])[];
}

/** Forgets what was used longest ago once it holds `entriesMax`. */
export function createBoundedCache<Key, Value>({ entriesMax }: { entriesMax: number }): BoundedCache<Key, Value> {
  // A map keeps its keys in the order they were added: taking one out and in again makes it the youngest.
  const entries = new Map<Key, Value>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size <= entriesMax) return;
      for (const oldest of entries.keys()) {
        entries.delete(oldest);
        return;
      }
    },
    delete(key) {
      entries.delete(key);
    },
    clear: () => entries.clear(),
    entries: () => [...entries],
  };
}
