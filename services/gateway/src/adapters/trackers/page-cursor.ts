import type { z } from 'zod';

/** Where the next page begins, as one opaque word for whoever turns the pages. */
export function writeCursor(cursor: object): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Null for what was never one of ours. */
export function readCursor<Cursor>(schema: z.ZodType<Cursor>, page: string): Cursor | null {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(page, 'base64url').toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
