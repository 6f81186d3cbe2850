import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readTrackerMap } from '../../src/adapters/jira/tracker-map.ts';
import { missingFromMap } from '../../src/adapters/trackers/read-map.ts';

const infra = join(import.meta.dirname, '../../../../infra');

const Catalogue = z.object({
  requestTypes: z.array(
    z.object({
      id: z.string(),
      fields: z.array(z.object({ id: z.string(), choices: z.array(z.object({ id: z.string() })) })),
    }),
  ),
});

test.each(['it-desk', 'university'])('the sample map of %s has a place for all that its catalogue asks', (name) => {
  const catalogue = Catalogue.parse(parse(readFileSync(join(infra, `catalogue/${name}.yaml`), 'utf8')));
  const read = readTrackerMap(readFileSync(join(infra, `demo/tracker-map.${name}.yaml`), 'utf8'));
  if (read.kind === 'wrong') throw new Error(read.problems.join('\n'));

  expect(missingFromMap(read.map, catalogue.requestTypes)).toEqual([]);
  const ids = Object.values(read.map.requestTypes).map((type) => type.id);
  expect(new Set(ids).size).toBe(catalogue.requestTypes.length);
});
