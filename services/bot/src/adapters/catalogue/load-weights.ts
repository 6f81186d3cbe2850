import { readFile } from 'node:fs/promises';
import { checkWeights, type IndexWeights } from '@desk/domain';
import { parse } from 'yaml';
import { z } from 'zod';

const Weights = z.strictObject({
  version: z.string().min(1).max(60),
  active: z.number(),
  idle: z.number(),
  closed: z.number(),
});

export type LoadedWeights =
  | { readonly kind: 'loaded'; readonly weights: IndexWeights }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** Reads INDEX_WEIGHTS_FILE: `version`, and the shares `active`, `idle` and `closed` that sum to 1. */
export async function loadWeights(file: string): Promise<LoadedWeights> {
  const yaml = await readFile(file, 'utf8').catch(() => null);
  if (yaml === null) return { kind: 'wrong', problems: ['the file cannot be read'] };
  const parsed = Weights.safeParse(parse(yaml));
  if (!parsed.success) {
    return { kind: 'wrong', problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  }
  const problems = checkWeights(parsed.data);
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'loaded', weights: parsed.data };
}
