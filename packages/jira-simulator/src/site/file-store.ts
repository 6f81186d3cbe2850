import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of attachments: in memory, or in a folder when the site keeps its state. Bounded in total. */
export interface FileStore {
  /** `undefined` when the store is full. */
  put(id: string, bytes: Uint8Array): { readonly sha256: string } | undefined;
  get(id: string): Buffer | undefined;
  remove(id: string): void;
  rename(id: string, newId: string): void;
}

export function openFileStore({ folder, bytesMax }: { folder: string | undefined; bytesMax: number }): FileStore {
  const shelf = folder === undefined ? inMemory() : onDisk(folder);
  let bytesHeld = shelf.ids().reduce((sum, id) => sum + shelf.size(id), 0);

  return {
    put(id, bytes) {
      if (bytesHeld + bytes.byteLength > bytesMax) return undefined;
      shelf.write(id, Buffer.from(bytes));
      bytesHeld += bytes.byteLength;
      return { sha256: createHash('sha256').update(bytes).digest('hex') };
    },
    get: (id) => shelf.read(id),
    remove(id) {
      bytesHeld -= shelf.size(id);
      shelf.remove(id);
    },
    rename(id, newId) {
      const bytes = shelf.read(id);
      if (!bytes) return;
      shelf.write(newId, bytes);
      shelf.remove(id);
    },
  };
}

interface Shelf {
  ids(): string[];
  write(id: string, bytes: Buffer): void;
  read(id: string): Buffer | undefined;
  size(id: string): number;
  remove(id: string): void;
}

function inMemory(): Shelf {
  const files = new Map<string, Buffer>();
  return {
    ids: () => [...files.keys()],
    write: (id, bytes) => void files.set(id, bytes),
    read: (id) => files.get(id),
    size: (id) => files.get(id)?.byteLength ?? 0,
    remove: (id) => void files.delete(id),
  };
}

function onDisk(folder: string): Shelf {
  mkdirSync(folder, { recursive: true });
  const pathOf = (id: string) => join(folder, id);
  return {
    ids: () => readdirSync(folder),
    write: (id, bytes) => writeFileSync(pathOf(id), bytes),
    read: (id) => (existsSync(pathOf(id)) ? readFileSync(pathOf(id)) : undefined),
    size: (id) => (existsSync(pathOf(id)) ? statSync(pathOf(id)).size : 0),
    remove: (id) => rmSync(pathOf(id), { force: true }),
  };
}
