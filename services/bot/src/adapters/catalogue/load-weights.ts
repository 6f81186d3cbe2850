import { readFile } from 'node:fs/promises';
import { checkWeights, type IndexWeights, type WeightsProblem } from '@desk/domain';
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
  const written = readYaml(yaml);
  if (written === null) return { kind: 'wrong', problems: ['the file is no YAML'] };
  const parsed = Weights.safeParse(written.value);
  if (!parsed.success) return { kind: 'wrong', problems: parsed.error.issues.map(describeIssue) };
  const problems = checkWeights(parsed.data).map((problem) => meanings[problem]);
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'loaded', weights: parsed.data };
}

function readYaml(yaml: string): { readonly value: unknown } | null {
  try {
    return { value: parse(yaml) ?? {} };
  } catch {
    return null;
  }
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

const meanings: Readonly<Record<WeightsProblem, string>> = {
  'version-empty': 'version: give the set a name',
  'weight-out-of-range': 'active, idle, closed: each is a share from 0 to 1',
  'sum-not-one': 'active, idle, closed: together they are 1',
};
