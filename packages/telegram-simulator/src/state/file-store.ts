import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Journal } from './journal.ts';

/** Contents kept in memory or on disk; the oldest files lose theirs first. */
export const FILE_BYTES_KEPT_MAX = 512 * 1024 * 1024;

const FILES_KEPT_MAX = 20_000;

export const FileKind = z.enum([
  'photos',
  'documents',
  'voice',
  'videos',
  'video_notes',
  'music',
  'animations',
  'stickers',
]);
export type FileKind = z.infer<typeof FileKind>;

export const StoredFile = z.object({
  id: z.string(),
  uniqueId: z.string(),
  /** As getFile names it, e.g. "documents/file_7.pdf". */
  path: z.string(),
  kind: FileKind,
  sizeBytes: z.number(),
  keptBytes: z.number(),
  name: z.string().optional(),
  mime: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
});
export type StoredFile = z.infer<typeof StoredFile>;

export interface NewFile {
  kind: FileKind;
  bytes: Uint8Array;
  name?: string | undefined;
  mime?: string | undefined;
  width?: number;
  height?: number;
  /** Claims another size than the bytes have: a 40 MB file for a test need not exist. */
  pretendSizeBytes?: number | undefined;
}

/** Files by id. With a folder their contents survive a restart, otherwise they live in memory. */
export class FileStore {
  readonly #journal: Journal;
  readonly #folder: string | undefined;
  readonly #byId = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  readonly #contents = new Map<string, Uint8Array>();
  #keptBytes = 0;
  #lastNumber = 0;

  constructor({ journal, folder }: { journal: Journal; folder?: string | undefined }) {
    this.#journal = journal;
    this.#folder = folder;
    if (folder) mkdirSync(folder, { recursive: true });
  }

  add(file: NewFile): StoredFile {
    this.#lastNumber += 1;
    const stored: StoredFile = {
      id: `${file.kind.slice(0, 2).toUpperCase()}${randomBytes(24).toString('base64url')}`,
      uniqueId: createHash('sha256').update(file.bytes).digest('base64url').slice(0, 15),
      path: `${file.kind}/file_${this.#lastNumber}${extensionOf(file)}`,
      kind: file.kind,
      sizeBytes: file.pretendSizeBytes ?? file.bytes.byteLength,
      keptBytes: file.bytes.byteLength,
      ...(file.name ? { name: file.name } : {}),
      ...(file.mime ? { mime: file.mime } : {}),
      ...(file.width ? { width: file.width } : {}),
      ...(file.height ? { height: file.height } : {}),
    };
    this.restore(stored);
    this.#journal.put('file', stored.id, stored);
    this.#keep(stored, file.bytes);
    return stored;
  }

  restore(file: StoredFile): void {
    this.#byId.set(file.id, file);
    this.#byPath.set(file.path, file);
    const number = Number(/file_(\d+)/.exec(file.path)?.[1] ?? 0);
    this.#lastNumber = Math.max(this.#lastNumber, number);
    this.#keptBytes += file.keptBytes;
  }

  find(id: string): StoredFile | undefined {
    return this.#byId.get(id);
  }

  findByPath(path: string): StoredFile | undefined {
    return this.#byPath.get(path);
  }

  /** Undefined when the contents have been given up for newer files. */
  read(file: StoredFile): Uint8Array | undefined {
    if (!this.#folder) return this.#contents.get(file.id);
    try {
      return readFileSync(join(this.#folder, file.id));
    } catch {
      return undefined;
    }
  }

  all(): Iterable<StoredFile> {
    return this.#byId.values();
  }

  #keep(file: StoredFile, bytes: Uint8Array): void {
    if (this.#folder) writeFileSync(join(this.#folder, file.id), bytes);
    else this.#contents.set(file.id, bytes);
    for (const oldest of this.#byId.values()) {
      if ((this.#keptBytes <= FILE_BYTES_KEPT_MAX && this.#byId.size <= FILES_KEPT_MAX) || oldest.id === file.id) break;
      this.#forget(oldest);
    }
  }

  #forget(file: StoredFile): void {
    this.#byId.delete(file.id);
    this.#byPath.delete(file.path);
    this.#keptBytes -= file.keptBytes;
    this.#journal.remove('file', file.id);
    if (this.#folder) rmSync(join(this.#folder, file.id), { force: true });
    else this.#contents.delete(file.id);
  }
}

function extensionOf(file: NewFile): string {
  const fromName = file.name ? /\.[A-Za-z0-9]{1,10}$/.exec(file.name)?.[0] : undefined;
  if (fromName) return fromName;
  const byKind: Partial<Record<FileKind, string>> = {
    photos: '.jpg',
    voice: '.oga',
    videos: '.mp4',
    video_notes: '.mp4',
    animations: '.mp4',
    stickers: '.webp',
  };
  return byKind[file.kind] ?? '';
}
