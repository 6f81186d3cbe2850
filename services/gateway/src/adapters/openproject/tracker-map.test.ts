import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { anOpenProjectMap } from '../../../test/fixtures/openproject-map.ts';
import { missingFromMap } from '../trackers/read-map.ts';
import { readTrackerMap, requestTypeOf } from './tracker-map.ts';

const infra = join(import.meta.dirname, '../../../../../infra');

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
  const read = readTrackerMap(readFileSync(join(infra, `demo/openproject-map.${name}.yaml`), 'utf8'));
  if (read.kind === 'wrong') throw new Error(read.problems.join('\n'));
  expect(missingFromMap(read.map, catalogue.requestTypes)).toEqual([]);
  for (const { id } of catalogue.requestTypes) {
    const type = read.map.requestTypes[id];
    expect(requestTypeOf(read.map, type?.type ?? '', type?.value ?? '')).toBe(id);
  }
});

test.each([
  ['no YAML', 'project: [', /flow/i],
  ['an identifier with spaces', { project: 'Service desk' }, /^project: must be the identifier/],
  ['no field for the marker', { customFields: { team: 'Team' } }, /^customFields.reference/],
  [
    'a status that means two of ours',
    { statuses: { ...anOpenProjectMap().statuses, closed: ['New'] } },
    /^statuses: "New" stands for two/,
  ],
  ['a key that nothing reads', { projectKey: 'SD' }, /projectKey/],
])('%s is named with its place', (_, change, problem) => {
  const yaml = typeof change === 'string' ? change : JSON.stringify({ ...anOpenProjectMap(), ...change });
  const read = readTrackerMap(yaml);
  expect(read.kind === 'wrong' && read.problems.join('\n')).toMatch(problem);
});

test('what a catalogue has and the map has not is named', () => {
  const asked = [
    { id: 'internet', fields: [{ id: 'device', choices: [{ id: 'laptop' }, { id: 'tablet' }] }, { id: 'floor' }] },
    { id: 'coffee', fields: [] },
  ];
  expect(missingFromMap(anOpenProjectMap(), asked)).toEqual([
    'requestTypes.internet.fields.device.choices.tablet: the catalogue has this choice, the tracker map does not',
    'requestTypes.internet.fields.floor: the catalogue has this field, the tracker map does not',
    'requestTypes.coffee: the catalogue has this request type, the tracker map does not',
  ]);
});

test('a request type is told by its type where that is enough, and by nothing less than certainty', () => {
  const map = anOpenProjectMap();
  expect(requestTypeOf(map, 'Request', null)).toBe('other');
  expect(requestTypeOf(map, 'Incident', null)).toBeNull();
  expect(requestTypeOf(map, 'Incident', 'Repair')).toBe('repair');
  expect(requestTypeOf(map, 'Incident', 'Coffee')).toBeNull();
  expect(requestTypeOf(map, 'Request', 'Repair')).toBeNull();
});
