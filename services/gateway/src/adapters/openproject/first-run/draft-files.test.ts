import { checkCatalogue } from '@desk/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeYaml } from '../../trackers/first-run/write-yaml.ts';
import { missingFromMap } from '../../trackers/read-map.ts';
import type { CustomField } from '../instance-names.ts';
import { readTrackerMap, type TrackerMap } from '../tracker-map.ts';
import { draftFiles } from './draft-files.ts';
import type { InstanceType, OpenProjectInstance } from './read-instance.ts';

const field = (type: string, change: Partial<CustomField> = {}): CustomField => ({
  ...{ key: 'customField9', type, isLink: false, isLongText: false, isRequired: false, options: new Map() },
  ...change,
});
const list = (...values: readonly string[]) =>
  field('CustomOption', { isLink: true, options: new Map(values.map((value) => [value, `/${value}`])) });

const aType = (name: string, fields: Readonly<Record<string, CustomField>> = {}): InstanceType => ({
  name,
  fields: new Map(Object.entries(fields)),
});

const anInstance = (change: Partial<OpenProjectInstance> = {}): OpenProjectInstance => ({
  project: { id: 3, identifier: 'desk', name: 'Service desk' },
  types: [aType('Task')],
  statuses: [
    { id: 1, name: 'New', isClosed: false, isDefault: true },
    { id: 2, name: 'In progress', isClosed: false, isDefault: false },
    { id: 3, name: 'Closed', isClosed: true, isDefault: false },
  ],
  priorities: ['Low', 'Normal', 'High', 'Immediate'],
  ...change,
});

function drafted(instance: OpenProjectInstance) {
  const files = draftFiles(instance, 'Europe/Kyiv');
  if (files.kind === 'refused') throw new Error(files.reasons.join('\n'));
  const read = readTrackerMap(writeYaml(files.map, ' what'));
  if (read.kind === 'wrong') throw new Error(read.problems.join('\n'));
  return { ...files, read: read.map };
}

/** OpenProject keeps no name with white space around it. */
const anyName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  .map((name) => name.trim())
  .filter((name) => name.length > 0);

const anyField = fc.record({
  type: fc.constantFrom('String', 'Formattable', 'Date', 'CustomOption', 'User', 'Integer'),
  isRequired: fc.boolean(),
  options: fc.uniqueArray(anyName, { maxLength: 22 }).map((values) => new Map(values.map((value) => [value, '/1']))),
});

const anyInstance = fc
  .record({
    types: fc.uniqueArray(fc.tuple(anyName, fc.dictionary(anyName, anyField, { maxKeys: 14 })), {
      selector: ([name]) => name,
      maxLength: 5,
    }),
    priorities: fc.uniqueArray(anyName, { minLength: 1, maxLength: 6 }),
    statusNames: fc.uniqueArray(anyName, { maxLength: 4 }),
    projectName: fc.string({ unit: 'grapheme' }),
  })
  .map(({ types, priorities, statusNames, projectName }) => {
    const usual = anInstance().statuses;
    const fresh = statusNames.filter((name) => !usual.some((status) => status.name === name));
    return anInstance({
      project: { id: 3, identifier: 'desk', name: projectName },
      types: [
        aType('A plain one'),
        ...types.map(([name, fields], at) => ({
          ...aType(`${name} ${at}`),
          fields: new Map(
            Object.entries(fields).map(([label, each], index) => [
              label,
              field(each.type, { ...each, key: `customField${index}` }),
            ]),
          ),
        })),
      ],
      priorities,
      statuses: [
        ...usual,
        ...fresh.map((name, at) => ({ id: at + 10, name, isClosed: at % 2 === 0, isDefault: false })),
      ],
    });
  });

test('whatever an OpenProject is called and asks for, what is drafted is whole, and stays so as YAML', () => {
  fc.assert(
    fc.property(anyInstance, (instance) => {
      const { catalogue, read } = drafted(instance);
      expect(checkCatalogue(catalogue.content)).toEqual([]);
      expect(parse(writeYaml(catalogue, ' what'))).toEqual(catalogue.content);
      expect(missingFromMap(read, catalogue.content.requestTypes)).toEqual([]);
    }),
    { numRuns: 40, seed: 20_261_122 },
  );
});

const own = { 'Desk reference': field('String'), 'Desk team': field('String') };

test.each<[string, Readonly<Record<string, CustomField>>, Partial<TrackerMap['customFields']>]>([
  [
    'by its words',
    { ...own, Заявник: field('User'), 'Telegram id': field('String') },
    {
      ...{ reference: 'Desk reference', team: 'Desk team', requester: 'Заявник', telegramId: 'Telegram id' },
    },
  ],
  [
    'only where its kind fits',
    { 'Desk reference': field('Integer'), Telegram: field('User') },
    {
      reference: 'Desk reference',
      team: 'Desk team',
    },
  ],
  ['a list of request types', { ...own, 'Тип заявки': list('Ремонт', 'Доступ') }, { requestType: 'Тип заявки' }],
  ['no list of one', { ...own, 'Тип заявки': list('Ремонт') }, { reference: 'Desk reference' }],
])('a field of the desk’s own is found %s', (_, fields, expected) => {
  const { customFields } = drafted(anInstance({ types: [aType('Task', fields)] })).read;
  expect(customFields).toMatchObject(expected);
  if (!('requestType' in expected)) expect(customFields).not.toHaveProperty('requestType');
});

test('a field that only some types have is no field of the desk’s own', () => {
  const types = [aType('Task', { ...own, Telegram: field('String') }), aType('Bug', own)];
  expect(drafted(anInstance({ types })).read.customFields).not.toHaveProperty('telegramId');
});

test('each value of the list is a request type, and only what its form demands is asked for', () => {
  const fields = {
    ...own,
    'Request type': list('Repair', 'Access'),
    Room: field('String', { isRequired: true }),
    Note: field('String'),
  };
  const { catalogue, read } = drafted(anInstance({ types: [aType('Task', fields)] }));
  expect(Object.values(read.requestTypes).map(({ value }) => value)).toEqual(['Repair', 'Access']);
  const [repair] = catalogue.content.requestTypes;
  expect(repair?.fields.map(({ title }) => title.en)).toEqual(['Room']);
  expect(writeYaml(catalogue, '')).toContain('Not asked for: "Note"');
});

test('an OpenProject of which nothing can be filed is refused with the reasons', () => {
  const types = [aType('Bug', { Sum: field('Integer', { isRequired: true }) })];
  expect(draftFiles(anInstance({ types }), 'Europe/Kyiv')).toEqual({
    kind: 'refused',
    reasons: [
      'type Bug: it demands "Sum", which cannot be asked for in a chat: make that field optional',
      'no type of the project can be filed by the desk: Project settings > Types',
    ],
  });
});
