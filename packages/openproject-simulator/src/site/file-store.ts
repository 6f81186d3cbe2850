import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of attachments: in memory, or in a folder when the site keeps its state. */
export interface FileStore {
  /** False when the store is full. */
  put(id: number, bytes: Buffer): boolean;
  get(id: number): Buffer | undefined;
}

export function openFileStore(folder: string | undefined, bytesMax: number): FileStore {
  return folder === undefined ? inMemory(bytesMax) : onDisk(folder, bytesMax);
}

function inMemory(bytesMax: number): FileStore {
  const files = new Map<number, Buffer>();
  let bytesHeld = 0;
  return {
    put(id, bytes) {
      if (bytesHeld + bytes.byteLength > bytesMax) return false;
      files.set(id, bytes);
      bytesHeld += bytes.byteLength;
      return true;
    },
    get: (id) => files.get(id),
  };
}

function onDisk(folder: string, bytesMax: number): FileStore {
  mkdirSync(folder, { recursive: true });
  const pathOf = (name: string) => join(folder, name);
  let bytesHeld = readdirSync(folder).reduce((sum, name) => sum + statSync(pathOf(name)).size, 0);
  return {
    put(id, bytes) {
      if (bytesHeld + bytes.byteLength > bytesMax) return false;
      writeFileSync(pathOf(String(id)), bytes);
      bytesHeld += bytes.byteLength;
      return true;
    },
    get: (id) => (existsSync(pathOf(String(id))) ? readFileSync(pathOf(String(id))) : undefined),
  };
}
