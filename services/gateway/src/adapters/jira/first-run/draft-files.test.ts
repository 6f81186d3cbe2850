import { checkCatalogue } from '@desk/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeYaml } from '../../trackers/first-run/write-yaml.ts';
import { missingFromMap } from '../../trackers/read-map.ts';
import { readTrackerMap } from '../tracker-map.ts';
import { draftFiles } from './draft-files.ts';
import { FormField, type InstanceRequestType, type JiraInstance } from './read-instance.ts';

const field = (fieldId: string, change: object = {}) =>
  FormField.parse({ fieldId, name: fieldId, required: false, jiraSchema: { type: 'string' }, ...change });
const plain = [field('summary', { required: true }), field('description')];

const aType = (id: string, change: Partial<InstanceRequestType> = {}): InstanceRequestType => ({
  id,
  name: `Type ${id}`,
  groupIds: [],
  fields: plain,
  ...change,
});

const status = (id: string, name: string, key: string) => ({ id, name, statusCategory: { key } });

const anInstance = (change: Partial<JiraInstance> = {}): JiraInstance => ({
  desk: { id: '4', projectKey: 'IT', projectName: 'IT help' },
  groups: [],
  requestTypes: [aType('1')],
  priorities: [{ id: '1', name: 'High' }],
  statuses: [status('1', 'Open', 'new'), status('2', 'Work in progress', 'indeterminate'), status('3', 'Done', 'done')],
  requestTypeField: null,
  ...change,
});

function drafted(instance: JiraInstance) {
  const files = draftFiles(instance, 'Europe/Kyiv');
  if (files.kind === 'refused') throw new Error(files.reasons.join('\n'));
  return files;
}

const anyField = fc
  .record({
    at: fc.nat({ max: 30 }),
    name: fc.string({ unit: 'grapheme', maxLength: 80 }),
    description: fc.option(fc.string({ maxLength: 300 })),
    required: fc.boolean(),
    visible: fc.boolean(),
    type: fc.constantFrom('string', 'date', 'option', 'user', 'array', 'number'),
    custom: fc.constantFrom(undefined, 'x:textarea', 'x:textfield', 'x:url'),
    options: fc.array(fc.string({ unit: 'grapheme', maxLength: 70 }), { maxLength: 22 }),
  })
  .map(({ at, type, custom, options, ...rest }) =>
    field(`customfield_${at}`, {
      ...rest,
      jiraSchema: { type, custom },
      validValues: options.map((label, index) => ({ value: String(index + 1), label })),
    }),
  );

const anyType = fc
  .record({
    name: fc.string({ unit: 'grapheme', maxLength: 90 }),
    groupIds: fc.array(fc.constantFrom('1', '2'), { maxLength: 1 }),
    fields: fc.uniqueArray(anyField, { selector: ({ fieldId }) => fieldId, maxLength: 14 }),
  })
  .map(({ fields, ...type }) => ({ ...type, fields: [...plain, ...fields] }));

const anyInstance = fc
  .record({
    types: fc.array(anyType, { maxLength: 6 }),
    groupNames: fc.array(fc.string({ unit: 'grapheme', maxLength: 70 }), { minLength: 2, maxLength: 2 }),
    priorities: fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 6 }),
    statusNames: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 }),
    projectName: fc.string({ unit: 'grapheme' }),
  })
  .map(({ types, groupNames, priorities, statusNames, projectName }) =>
    anInstance({
      desk: { id: '4', projectKey: 'IT', projectName },
      groups: groupNames.map((name, at) => ({ id: String(at + 1), name })),
      requestTypes: [aType('99'), ...types.map((type, at) => ({ ...type, id: String(at + 100) }))],
      priorities: priorities.map((name, at) => ({ id: String(at + 1), name })),
      statuses: [
        ...anInstance().statuses,
        ...statusNames.map((name, at) => status(String(at + 10), name, ['new', 'indeterminate', 'done'][at % 3] ?? '')),
      ],
    }),
  );

describe('whatever a Jira is called and asks for', () => {
  test('what is drafted is a whole catalogue and a whole map, and stays so as YAML', () => {
    fc.assert(
      fc.property(anyInstance, (instance) => {
        const { catalogue, map } = drafted(instance);
        expect(checkCatalogue(catalogue.content)).toEqual([]);
        expect(parse(writeYaml(catalogue, ' what'))).toEqual(catalogue.content);
        const read = readTrackerMap(writeYaml(map, ' what'));
        if (read.kind === 'wrong') throw new Error(read.problems.join('\n'));
        expect(missingFromMap(read.map, catalogue.content.requestTypes)).toEqual([]);
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
  });
});

test.each([
  ['it has no Description', [field('summary')]],
  [
    'it demands "Sum"',
    [...plain, field('customfield_1', { name: 'Sum', required: true, jiraSchema: { type: 'number' } })],
  ],
  [
    'it demands 11 fields',
    [...plain, ...Array.from({ length: 11 }, (_, at) => field(`customfield_${at}`, { required: true }))],
  ],
])('a request type is left out where %s', (why, fields) => {
  const { leftOut, catalogue } = drafted(anInstance({ requestTypes: [aType('1'), aType('2', { fields })] }));
  expect(leftOut).toEqual([{ name: 'Type 2 (2)', why: expect.stringContaining(why) }]);
  expect(catalogue.content.requestTypes).toHaveLength(1);
});

test('a field that people do not see is not asked for, nor does it keep its type out', () => {
  const hidden = field('customfield_1', { required: true, visible: false, jiraSchema: { type: 'user' } });
  const { leftOut, catalogue } = drafted(anInstance({ requestTypes: [aType('1', { fields: [...plain, hidden] })] }));
  expect([leftOut, catalogue.content.requestTypes[0]?.fields]).toEqual([[], []]);
});

test('whatever fits no other goes to the type that sounds so; a guess is marked', () => {
  const named = drafted(anInstance({ requestTypes: [aType('1'), aType('2', { name: 'Інше звернення' })] }));
  expect(named.catalogue.content.requestTypes.map(({ id }) => id)).toEqual(['type-1', 'other']);
  expect(writeYaml(named.catalogue, '')).not.toContain('whatever fits no other');
  const guessed = drafted(anInstance({ requestTypes: [aType('1')] }));
  expect(writeYaml(guessed.catalogue, '')).toContain('# DECIDE: is this the type for whatever fits no other?');
});

test('a Jira of which nothing can be filed is refused with the reasons', () => {
  const nothing = anInstance({ requestTypes: [aType('1', { fields: [field('summary')] })] });
  expect(draftFiles(nothing, 'Europe/Kyiv')).toEqual({
    kind: 'refused',
    reasons: [expect.stringContaining('no Description'), 'no request type can be filed by the desk'],
  });
});
