import { expect, test } from 'vitest';
import { aTrackerMap } from '../../../test/fixtures/tracker-map.ts';
import { aScriptedJira } from '../../../test/jira/scripted-jira.ts';
import { startSimulatedJira } from '../../../test/jira/start-simulator.ts';
import { checkMap } from './check-map.ts';

const field = (fieldId: string, required = false, ...options: readonly string[]) => ({
  fieldId,
  required,
  validValues: options.map((value) => ({ value })),
});

const type = {
  id: '101',
  fields: { device: { kind: 'option', field: 'customfield_1', choices: { laptop: '1', phone: '2' } } },
};

const complete = [
  field('summary', true),
  field('description'),
  field('labels'),
  field('priority'),
  field('customfield_1', false, '1', '2'),
];

test.each([
  ['all is there', {}, complete, []],
  [
    'the marker has no place',
    {},
    complete.filter(({ fieldId }) => fieldId !== 'labels'),
    ['requestTypes.internet: the request type does not take labels'],
  ],
  [
    'the description carries the marker',
    { marker: { in: 'description' } },
    complete.filter(({ fieldId }) => fieldId !== 'labels'),
    [],
  ],
  [
    'a field is not on the request type',
    {},
    complete.slice(0, 4),
    ['requestTypes.internet: the request type does not take customfield_1'],
  ],
  [
    'an option does not exist',
    {},
    [...complete.slice(0, 4), field('customfield_1', false, '1')],
    ['requestTypes.internet.fields.device.choices.phone: the field has no option 2'],
  ],
  [
    'Jira demands more',
    {},
    [...complete, field('customfield_9', true)],
    ['requestTypes.internet: the request type demands customfield_9, which nothing here fills'],
  ],
])('%s', async (_, change, requestTypeFields, problems) => {
  const { context } = aScriptedJira({
    map: aTrackerMap({ requestTypes: { internet: type }, ...change }),
    answer: () => ({ json: { requestTypeFields, canRaiseOnBehalfOf: true } }),
  });
  expect(await checkMap(context, '10')).toEqual({ kind: 'checked', problems });
});

test('an account that may not raise for others is named', async () => {
  const { context } = aScriptedJira({
    map: aTrackerMap({ requestTypes: { internet: type } }),
    answer: () => ({ json: { requestTypeFields: complete, canRaiseOnBehalfOf: false } }),
  });
  expect(await checkMap(context, '10')).toMatchObject({ problems: [expect.stringContaining('may not raise')] });
});

test('a request type that does not exist is a problem; a Jira that is away is no answer', async () => {
  const map = aTrackerMap({ requestTypes: { internet: type, repair: { id: '102' } } });
  const missing = aScriptedJira({ map, answer: () => ({ kind: 'refused', reason: 'not-found' }) });
  expect(await checkMap(missing.context, '10')).toMatchObject({
    problems: [expect.stringContaining('no request type 101'), expect.stringContaining('no request type 102')],
  });
  const away = aScriptedJira({ map, answer: () => ({ kind: 'down', retryAfterMs: null }) });
  expect(await checkMap(away.context, '10')).toEqual({ kind: 'down', retryAfterMs: null });
  expect(away.calls).toHaveLength(1);
});

test.each(['cloud', 'data-center'] as const)('a whole map is held against Jira %s', async (flavour) => {
  const { simulator, tracker } = await startSimulatedJira({ flavour });
  try {
    expect(await tracker.check()).toEqual({ kind: 'checked', problems: [] });
  } finally {
    await simulator.close();
  }
});
