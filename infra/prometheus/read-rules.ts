import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Rule = z.object({
  alert: z.string(),
  expr: z.string(),
  for: z.string(),
  labels: z.object({ severity: z.string() }),
  annotations: z.object({ summary: z.string() }),
});
const Rules = z.object({ groups: z.array(z.object({ rules: z.array(Rule) })) });

/** Every alert rule, in the order of the file. */
export async function readRules(): Promise<readonly z.infer<typeof Rule>[]> {
  const text = await readFile(join(import.meta.dirname, 'desk.rules.yaml'), 'utf8');
  return Rules.parse(parse(text)).groups.flatMap(({ rules }) => rules);
}
