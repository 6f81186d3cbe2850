import { expect, test } from 'vitest';
import { aTrackerMap } from '../../../test/fixtures/tracker-map.ts';
import { nearestMapped } from '../trackers/nearest-status.ts';
import { missingFromMap } from '../trackers/read-map.ts';
import { mappedStatuses, openStatusIds, priorityOf, readTrackerMap, requestTypeOf, statusOf } from './tracker-map.ts';

const least = `
projectKey: SD
priorities: { critical: 1, high: 2, medium: 3, low: 4 }
statuses:
  new: { ids: [1] }
  in-progress: { ids: [3, 10005] }
  waiting-for-customer: { ids: [10001] }
  waiting-for-support: { ids: [10002] }
  resolved: { ids: [5], resolution: 10000 }
  closed: { ids: [6] }
requestTypes:
  other: { id: 102 }
`;

test('ids may be written as numbers, and what is left out has its usual value', () => {
  expect(readTrackerMap(least)).toMatchObject({
    kind: 'read',
    map: {
      marker: { in: 'description' },
      requestTypeField: null,
      priorities: { critical: '1' },
      statuses: { resolved: { ids: ['5'], resolution: '10000' } },
      requestTypes: { other: { id: '102', priority: 'on-request', fields: {} } },
      wording: { employee: 'Employee', reference: 'Desk reference' },
    },
  });
});

test.each([
  ['broken YAML', 'projectKey: [', /flow/i],
  ['a key that does not exist', `${least}\nlabels: true`, /labels/],
  ['a priority that is missing', least.replace(', low: 4', ''), /^priorities\.low/],
  ['a status that stands for two', least.replace('ids: [6]', 'ids: [5]'), /^statuses: status 5 stands for two/],
  ['work without a status', least.replace('ids: [3, 10005]', 'ids: []'), /^statuses: in-progress needs a status/],
  [
    'a workflow without an end',
    least.replace('{ ids: [5], resolution: 10000 }', '{ ids: [] }').replace('ids: [6]', 'ids: []'),
    /^statuses: resolved or closed needs a status/,
  ],
  [
    'a field that is no field',
    least.replace('{ id: 102 }', '{ id: 102, fields: { a: { kind: text, field: "../x" } } }'),
    /^requestTypes\.other\.fields\.a/,
  ],
  ['a project key in small letters', least.replace('SD', 'sd'), /^projectKey/],
  ['an id that is a path', least.replace('102', '"102/../1"'), /^requestTypes\.other\.id/],
])('%s is named with its place', (_, yaml, problem) => {
  const read = readTrackerMap(yaml);
  expect(read.kind === 'wrong' && read.problems.join('\n')).toMatch(problem);
});

test.each([
  ['3', null, 'in-progress'],
  ['10001', 'indeterminate', 'waiting-for-customer'],
  ['6', 'done', 'closed'],
  ['999', 'new', 'new'],
  ['999', 'indeterminate', 'in-progress'],
  ['999', 'done', 'closed'],
  ['999', null, 'in-progress'],
] as const)('status %s of category %s reads as %s', (id, category, ours) => {
  expect(statusOf(aTrackerMap(), { id, category })).toBe(ours);
});

test.each([
  ['resolved', 'closed'],
  ['closed', 'resolved'],
  ['new', 'waiting-for-support'],
  ['waiting-for-customer', 'in-progress'],
] as const)('a workflow without %s has %s nearest to it', (lacking, stands) => {
  const mapped = mappedStatuses(aTrackerMap());
  expect(nearestMapped(mapped, lacking)).toBe(lacking);
  expect(nearestMapped({ ...mapped, [lacking]: [] }, lacking)).toBe(stands);
});

test('an unknown priority, or none, reads as medium', () => {
  const map = aTrackerMap();
  expect([priorityOf(map, '1'), priorityOf(map, '4'), priorityOf(map, '9'), priorityOf(map, null)]).toEqual([
    'critical',
    'low',
    'medium',
    'medium',
  ]);
});

test('a request type that stands for two of ours stands for neither', () => {
  const map = aTrackerMap({ requestTypes: { a: { id: '1' }, b: { id: '2' }, c: { id: '2' } } });
  expect([requestTypeOf(map, '1'), requestTypeOf(map, '2'), requestTypeOf(map, null)]).toEqual(['a', null, null]);
});

test('open is everything but resolved and closed', () => {
  expect(openStatusIds(aTrackerMap())).toEqual(['1', '3', '10001', '10002']);
});

test('a catalogue that outgrew the map is told each thing that is missing', () => {
  const field = (id: string, ...choices: readonly string[]) => ({ id, choices: choices.map((each) => ({ id: each })) });
  const catalogue = [
    {
      id: 'internet',
      fields: [field('room'), field('floor'), field('device', 'laptop', 'tablet'), field('seat', 'any')],
    },
    { id: 'software', fields: [] },
    { id: 'other', fields: [] },
  ];
  expect(missingFromMap(aTrackerMap(), catalogue)).toEqual([
    expect.stringContaining('requestTypes.internet.fields.floor:'),
    expect.stringContaining('requestTypes.internet.fields.device.choices.tablet:'),
    expect.stringContaining('requestTypes.software:'),
  ]);
});
