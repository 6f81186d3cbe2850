import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { AuditLine } from '../../ports/gateway-desk.ts';

/** `wrong`: the first line that is no entry, from 1; 0: no such file. */
export type ReadAuditLines =
  | { readonly kind: 'read'; readonly lines: readonly AuditLine[] }
  | { readonly kind: 'wrong'; readonly line: number };

const Line = z
  .object({ number: z.int().positive(), bytes: z.base64().max(100_000), hash: z.string().regex(/^[0-9a-f]{64}$/) })
  .transform(({ number, bytes, hash }) => ({ number, bytes: Buffer.from(bytes, 'base64'), hash }));

/** As `desk restore audit` of the gateway writes it: an entry a line. */
export async function readAuditLines(file: string): Promise<ReadAuditLines> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { kind: 'wrong', line: 0 };
  const parsed = text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => ({ number, read: Line.safeParse(parseJson(line)) }));
  const wrong = parsed.find(({ read }) => !read.success);
  if (wrong !== undefined) return { kind: 'wrong', line: wrong.number };
  return { kind: 'read', lines: parsed.flatMap(({ read }) => (read.success ? [read.data] : [])) };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
